package io.cairn.engine.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.Payload;
import io.cairn.engine.mutation.Role;
import io.cairn.engine.mutation.TestUser;
import io.cairn.engine.mutation.Visibility;
import io.cairn.engine.tree.MemoryPageStore;
import io.cairn.engine.tree.StateTree;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Who may read, and what a token to read must be. */
class ReadPolicyTest {
    private static final long NOW = 1_700_000_000_000L;

    private final Ledger ledger = new Ledger(EngineVersions.released(), Visibility.OWNER_ONLY);
    private final TestUser reader = TestUser.solana(70);

    private byte[] token(TestUser user, String chain, long expires) {
        return user.sign(user.unsigned(chain, new Payload(new Operation.ReadToken(), expires), user.takeNonce()))
                .encode();
    }

    private static void assertForbidden(ThrowingCallable call, String code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        CairnException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    @Test
    void publicDatabasesAreReadByAnybody() {
        Ledger open = new Ledger();
        assertThatCode(() -> ReadPolicy.require(open.state(), null)).doesNotThrowAnyException();
        assertThatCode(() -> ReadPolicy.require(open.state(), reader.account())).doesNotThrowAnyException();
    }

    @Test
    void ownerOnlyDatabasesAreReadByMembers() {
        assertForbidden(() -> ReadPolicy.require(ledger.state(), null), "read-token-missing");
        assertForbidden(() -> ReadPolicy.require(ledger.state(), reader.account()), "read-not-permitted");
        assertThatCode(() -> ReadPolicy.require(ledger.state(), ledger.owner.account()))
                .doesNotThrowAnyException();
        for (Role role : Role.values()) {
            ledger.apply(ledger.owner, new Operation.SetMember(ledger.address(), reader.account(), role));
            assertThatCode(() -> ReadPolicy.require(ledger.state(), reader.account()))
                    .doesNotThrowAnyException();
        }
        ledger.apply(ledger.owner, new Operation.SetMember(ledger.address(), reader.account(), null));
        assertForbidden(() -> ReadPolicy.require(ledger.state(), reader.account()), "read-not-permitted");
        ledger.apply(ledger.owner, new Operation.SetDatabase(ledger.address(), null, Visibility.PUBLIC, null, null));
        assertThatCode(() -> ReadPolicy.require(ledger.state(), null)).doesNotThrowAnyException();
    }

    @Test
    void databaseThatIsNotThereIsNotFound() {
        StateTree tree = new StateTree(new MemoryPageStore(), 1);
        assertForbidden(() -> ReadPolicy.require(tree.view(tree.empty()), null), "database-not-found");
    }

    @Test
    void tokenNamesItsSignerUntilItExpires() {
        for (TestUser user : new TestUser[] {reader, TestUser.ethereum(TestUser.seed(4))}) {
            assertThat(ReadPolicy.reader(ledger.state(), token(user, ledger.chain(), NOW), ledger.chain(), NOW))
                    .isEqualTo(user.account());
        }
        assertForbidden(
                () -> ReadPolicy.reader(ledger.state(), token(reader, ledger.chain(), NOW - 1), ledger.chain(), NOW),
                "read-token-expired");
        assertForbidden(
                () -> ReadPolicy.reader(ledger.state(), token(reader, ledger.chain(), -1), ledger.chain(), NOW),
                "read-token-expired");
    }

    @Test
    void tokensLiveAtMostADay() {
        long most = NOW + ReadPolicy.TOKEN_MILLIS_MAX;
        assertThat(ReadPolicy.reader(ledger.state(), token(reader, ledger.chain(), most), ledger.chain(), NOW))
                .isEqualTo(reader.account());
        for (long expires : new long[] {most + 1, Long.MAX_VALUE - 1}) {
            assertForbidden(
                    () -> ReadPolicy.reader(
                            ledger.state(), token(reader, ledger.chain(), expires), ledger.chain(), NOW),
                    "read-token-too-long");
        }
    }

    @Test
    void refusesTokensOfOtherDatabasesAndOtherMutations() {
        assertForbidden(
                () -> ReadPolicy.reader(ledger.state(), token(reader, "other", NOW), ledger.chain(), NOW),
                "read-token-invalid");
        byte[] mutation = reader.sign(reader.unsigned(
                        ledger.chain(), new Payload(ledger.add("people", "x", Value.Document.EMPTY), NOW), 9))
                .encode();
        assertForbidden(() -> ReadPolicy.reader(ledger.state(), mutation, ledger.chain(), NOW), "read-token-invalid");
    }

    @Test
    void refusesForgedAndGarbageTokens() {
        byte[] honest = token(reader, ledger.chain(), NOW);
        for (int i = 0; i < honest.length; i++) {
            byte[] changed = honest.clone();
            changed[i] ^= 1;
            int place = i;
            assertThatThrownBy(() -> ReadPolicy.reader(ledger.state(), changed, ledger.chain(), NOW))
                    .as("byte %d", place)
                    .isInstanceOf(CairnException.class)
                    .isNotInstanceOf(CairnException.Fault.class);
        }
        for (byte[] garbage : new byte[][] {{}, {1}, {2, 0, 0}, new byte[100]}) {
            assertThatThrownBy(() -> ReadPolicy.reader(ledger.state(), garbage, ledger.chain(), NOW))
                    .isInstanceOf(CairnException.Forbidden.class);
        }
    }
}
