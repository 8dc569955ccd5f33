package io.cairn.engine.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.log.Control;
import io.cairn.engine.log.Entry;
import io.cairn.engine.log.Outcome;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Bundle;
import io.cairn.engine.mutation.Mutation;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.Payload;
import io.cairn.engine.mutation.Role;
import io.cairn.engine.mutation.Submission;
import io.cairn.engine.mutation.TestUser;
import io.cairn.engine.mutation.Visibility;
import io.cairn.engine.record.AccountRecord;
import io.cairn.engine.record.DatabaseAddress;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Domain, nonce, expiry, quota and bundles: what decides before an operation runs. */
class MutationsTest {
    private final Ledger ledger = new Ledger();
    private final TestUser owner = ledger.owner;
    private final TestUser writer = TestUser.solana(50);
    private final TestUser payer = TestUser.solana(51);

    MutationsTest() {
        ok(ledger.apply(owner, new Operation.CreateCollection(ledger.address(), "wall", true)));
    }

    private static void ok(Outcome outcome) {
        assertThat(outcome.code()).as(outcome.at()).isEqualTo(Outcome.OK);
    }

    private Operation add(String id) {
        return ledger.add("wall", id, Value.Document.EMPTY);
    }

    private AccountRecord account(TestUser user) {
        return ledger.machine().mutations().account(user.account());
    }

    private void assertUntouched(Mutation mutation, String code) {
        TreeMap<String, String> before = ledger.everything();
        assertThat(ledger.apply(mutation).code()).isEqualTo(code);
        assertThat(ledger.everything()).isEqualTo(before);
        assertThatThrownBy(() -> ledger.machine()
                        .mutations()
                        .requireAdmissible(Submission.of(mutation.encode()), ledger.clock()))
                .isInstanceOfSatisfying(
                        CairnException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    @Test
    void refusesReplayInAnotherDatabaseNetworkOrGenesis() {
        String chain = ledger.chain();
        String address = ledger.address();
        String genesis = chain.substring(chain.lastIndexOf('/') + 1);
        for (String other : List.of(
                "",
                Ledger.NETWORK,
                "other-network/" + address + "/" + genesis,
                Ledger.NETWORK + "/0x" + "00".repeat(20) + "/" + genesis,
                Ledger.NETWORK + "/" + address + "/" + "00".repeat(32),
                chain + " ",
                chain.toUpperCase(java.util.Locale.ROOT))) {
            if (!other.isEmpty()) {
                assertUntouched(writer.sign(other, add("a")), "chain-mismatch");
            }
        }
        assertThat(chain).isEqualTo(Ledger.NETWORK + "/" + address + "/" + genesis);
    }

    @Test
    void refusesTheSameMutationTwice() {
        Mutation mutation = writer.sign(ledger.chain(), add("a"));
        ok(ledger.apply(mutation));
        assertUntouched(mutation, "nonce-used");
        ledger.seal();
        assertUntouched(mutation, "nonce-used");
    }

    @Test
    void refusesNoncesOutsideTheWindow() {
        ok(ledger.apply(writer.sign(ledger.chain(), add("a"), 5_000)));
        assertUntouched(writer.sign(ledger.chain(), add("b"), 5_000 - AccountRecord.WINDOW), "nonce-too-old");
        assertUntouched(writer.sign(ledger.chain(), add("b"), 5_001 + AccountRecord.JUMP_MAX), "nonce-too-far");
        assertUntouched(writer.sign(ledger.chain(), add("b"), Long.MAX_VALUE), "nonce-too-far");
        ok(ledger.apply(writer.sign(ledger.chain(), add("b"), 5_000 - AccountRecord.WINDOW + 1)));
        ok(ledger.apply(writer.sign(ledger.chain(), add("c"), 5_000 + AccountRecord.JUMP_MAX)));
    }

    @Test
    void noncesOfDifferentAccountsAreTheirOwn() {
        ok(ledger.apply(writer.sign(ledger.chain(), add("a"), 1)));
        ok(ledger.apply(payer.sign(ledger.chain(), add("b"), 1)));
        ok(ledger.apply(TestUser.ethereum(TestUser.seed(50)).sign(ledger.chain(), add("c"), 1)));
    }

    @Test
    void refusesExpiredMutationsAndUsesUpTheirNonce() {
        Mutation expired = writer.sign(writer.unsigned(ledger.chain(), new Payload(add("a"), ledger.clock() - 1), 1));
        Outcome outcome = ledger.apply(expired);
        assertThat(outcome.code()).isEqualTo("expired");
        assertThat(outcome.at()).isEqualTo("data/expires");
        assertThat(ledger.apply(expired).code()).isEqualTo("nonce-used");
        ok(ledger.apply(writer.sign(writer.unsigned(ledger.chain(), new Payload(add("a"), ledger.clock()), 2))));
    }

    @Test
    void refusesUnsignedMutationsWithoutTouchingAnything() {
        Mutation honest = writer.sign(ledger.chain(), add("a"));
        byte[] broken = honest.signature().clone();
        broken[10] ^= 1;
        TreeMap<String, String> before = ledger.everything();
        Outcome outcome = ledger.apply(honest.withSignature(broken, honest.publicKey()));
        assertThat(outcome.code()).isEqualTo("signature-invalid");
        assertThat(outcome.mutation()).isEqualTo(Hash.ZERO);
        assertThat(ledger.everything()).isEqualTo(before);
        ok(ledger.apply(honest));
    }

    @Test
    void chargesTheSenderUntilTheQuotaIsUsedUp() {
        ok(ledger.apply(owner, new Operation.SetDatabase(ledger.address(), null, null, 3L, null)));
        for (int i = 0; i < 3; i++) {
            ok(ledger.apply(writer, add("a" + i)));
        }
        Outcome outcome = ledger.apply(writer, add("a3"));
        assertThat(outcome.code()).isEqualTo("quota-exceeded");
        assertThat(outcome.at()).isEqualTo("payer");
        assertThat(ledger.find("wall", "a3")).isNull();
        assertThat(account(writer).entries()).isEqualTo(3);
        assertThat(account(writer).highestNonce()).isEqualTo(4);
        ok(ledger.apply(payer, add("b")));
        for (int i = 0; i < 5; i++) {
            ok(ledger.apply(owner, add("o" + i)));
        }
        ok(ledger.apply(owner, new Operation.SetMember(ledger.address(), writer.account(), Role.OWNER)));
        ok(ledger.apply(writer, add("a3")));
    }

    @Test
    void countsBytesOfTheWholeMutation() {
        Mutation first = writer.sign(ledger.chain(), add("a"));
        Mutation second = writer.sign(ledger.chain(), add("b"));
        long length = first.encode().length;
        ok(ledger.apply(owner, new Operation.SetDatabase(ledger.address(), null, null, null, 2 * length - 1)));
        ok(ledger.apply(first));
        assertThat(account(writer).bytes()).isEqualTo(length);
        assertThat(ledger.apply(second).code()).isEqualTo("quota-exceeded");
        ok(ledger.apply(owner, new Operation.SetDatabase(ledger.address(), null, null, null, 2 * length)));
        ok(ledger.apply(writer.sign(ledger.chain(), add("b"))));
        assertThat(account(writer).bytes()).isEqualTo(2 * length);
    }

    @Test
    void refusedMutationsAreChargedToo() {
        ok(ledger.apply(writer, add("a")));
        assertThat(ledger.apply(writer, add("a")).code()).isEqualTo("document-exists");
        assertThat(account(writer).entries()).isEqualTo(2);
    }

    @Test
    void payerOfABundleIsChargedInsteadOfTheSenders() {
        ok(ledger.apply(owner, new Operation.SetDatabase(ledger.address(), null, null, 2L, null)));
        Bundle bundle = payer.bundle(
                ledger.chain(),
                List.of(
                        writer.sign(ledger.chain(), add("a")),
                        writer.sign(ledger.chain(), add("b")),
                        writer.sign(ledger.chain(), add("c"))),
                1);
        List<Outcome> outcomes = ledger.apply(bundle);
        assertThat(outcomes).extracting(Outcome::code).containsExactly("ok", "ok", "quota-exceeded");
        assertThat(outcomes).extracting(Outcome::index).containsExactly(0, 1, 2);
        assertThat(account(payer).entries()).isEqualTo(2);
        assertThat(account(writer).entries()).isZero();
        assertThat(account(writer).highestNonce()).isEqualTo(3);
    }

    @Test
    void failureInsideABundleDoesNotVoidTheOthers() {
        Mutation good = writer.sign(ledger.chain(), add("a"));
        Mutation taken = writer.sign(ledger.chain(), add("a"));
        Mutation elsewhere = writer.sign("other", add("b"));
        Mutation unsigned = writer.unsigned(ledger.chain(), new Payload(add("b"), Long.MAX_VALUE), 40);
        Mutation last = writer.sign(ledger.chain(), add("z"));
        Bundle bundle = payer.bundle(ledger.chain(), List.of(good, taken, elsewhere, unsigned, good, last), 1);
        assertThat(ledger.apply(bundle))
                .extracting(Outcome::code)
                .containsExactly("ok", "document-exists", "chain-mismatch", "signature-missing", "nonce-used", "ok");
        assertThat(ledger.find("wall", "z")).isNotNull();
    }

    @Test
    void payersKeySignsForItsOwnMutations() {
        Mutation carried = payer.unsigned(ledger.chain(), new Payload(add("a"), Long.MAX_VALUE), 2);
        List<Outcome> outcomes = ledger.apply(payer.bundle(ledger.chain(), List.of(carried), 1));
        ok(outcomes.getFirst());
        assertThat(ledger.reader().find("wall", "a").owner()).isEqualTo(payer.account());
        assertThat(ledger.apply(carried).code()).isEqualTo("signature-missing");
        Mutation sameNonce = payer.unsigned(ledger.chain(), new Payload(add("b"), Long.MAX_VALUE), 3);
        assertThat(ledger.apply(payer.bundle(ledger.chain(), List.of(sameNonce), 3))
                        .getFirst()
                        .code())
                .isEqualTo("nonce-used");
    }

    @Test
    void refusedPayerRefusesAllAndLeavesTheirNonces() {
        Mutation inner = writer.sign(ledger.chain(), add("a"));
        Bundle honest = payer.bundle(ledger.chain(), List.of(inner, inner), 1);
        byte[] broken = honest.signature().clone();
        broken[5] ^= 1;
        TreeMap<String, String> before = ledger.everything();
        assertThat(ledger.apply(honest.withSignature(broken, honest.publicKey())))
                .extracting(Outcome::code)
                .containsExactly("signature-invalid", "signature-invalid");
        assertThat(ledger.apply(payer.bundle("other", List.of(inner), 1)))
                .extracting(Outcome::code)
                .containsExactly("chain-mismatch");
        assertThat(ledger.apply(payer.bundle(ledger.chain(), List.of(inner), Long.MAX_VALUE)))
                .extracting(Outcome::code)
                .containsExactly("nonce-too-far");
        assertThat(ledger.everything()).isEqualTo(before);
        ok(ledger.apply(inner));
    }

    @Test
    void createsADatabaseOnceUnderItsDerivedAddress() {
        assertThat(ledger.address()).isEqualTo(DatabaseAddress.of(Ledger.NETWORK, owner.account(), 1));
        Mutation again = owner.sign(Ledger.NETWORK, new Operation.CreateDatabase("", Visibility.PUBLIC));
        assertThat(ledger.apply(again).code()).isEqualTo("database-exists");
        Operation token = new Operation.ReadToken();
        Mutation logged =
                owner.sign(owner.unsigned(ledger.chain(), new Payload(token, Long.MAX_VALUE - 1), owner.takeNonce()));
        assertThat(ledger.apply(logged).code()).isEqualTo("type-not-applicable");
    }

    @Test
    void journalThatDoesNotBeginWithADatabaseStops() {
        Ledger empty = new Ledger(EngineVersions.released());
        Mutation mutation = owner.sign(Ledger.NETWORK, add("a"), 1);
        assertThatThrownBy(() -> empty.submit(mutation.encode()))
                .isInstanceOfSatisfying(
                        CairnException.Incorrect.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("database-not-found"));
    }

    @Test
    void settingsThatAreNotGivenStay() {
        ok(ledger.apply(owner, new Operation.SetDatabase(ledger.address(), "d", Visibility.OWNER_ONLY, 7L, 9_000L)));
        ok(ledger.apply(owner, new Operation.SetDatabase(ledger.address(), null, null, null, null)));
        assertThat(ledger.machine().database().description()).isEqualTo("d");
        assertThat(ledger.machine().database().visibility()).isEqualTo(Visibility.OWNER_ONLY);
        assertThat(ledger.machine().database().quotaEntries()).isEqualTo(7);
        assertThat(ledger.machine().database().quotaBytes()).isEqualTo(9_000);
        assertThat(ledger.apply(writer, new Operation.SetDatabase(ledger.address(), "x", null, null, null))
                        .code())
                .isEqualTo("not-permitted");
    }

    @Test
    void entriesOutOfTurnAreOurOwnMistake() {
        byte[] payload = writer.sign(ledger.chain(), add("a")).encode();
        Submission submission = Submission.of(payload);
        Entry ahead = new Entry(ledger.machine().nextSequence() + 1, ledger.clock(), payload);
        assertThatThrownBy(() -> ledger.machine().apply(ahead, ahead.encode(), submission))
                .isInstanceOf(CairnException.Fault.class);
        Entry earlier = new Entry(ledger.machine().nextSequence(), ledger.clock() - 1, payload);
        assertThatThrownBy(() -> ledger.machine().apply(earlier, earlier.encode(), submission))
                .isInstanceOf(CairnException.Fault.class);
        assertThatThrownBy(() -> ledger.machine().seal(new Control.Seal(7, ledger.clock())))
                .isInstanceOf(CairnException.Fault.class);
    }
}
