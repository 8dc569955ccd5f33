package io.cairn.engine.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.codec.Json;
import io.cairn.engine.log.Outcome;
import io.cairn.engine.model.Account;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Bundle;
import io.cairn.engine.mutation.Mutation;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.Payload;
import io.cairn.engine.mutation.Role;
import io.cairn.engine.mutation.SessionScope;
import io.cairn.engine.mutation.SqlText;
import io.cairn.engine.mutation.Submission;
import io.cairn.engine.mutation.TestUser;
import io.cairn.engine.mutation.Visibility;
import io.cairn.engine.record.AccountRecord;
import io.cairn.engine.record.Keys;
import io.cairn.engine.record.SessionRecord;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that act for an account: what they may do, how long, how much, and who ends it. */
class SessionTest {
    private static final long HOUR = 3_600_000;
    private static final List<SessionScope> ALL = List.of(SessionScope.values());

    private final Ledger ledger = new Ledger();
    private final TestUser owner = ledger.owner;
    private final TestUser writer = TestUser.ethereum(TestUser.seed(70));
    private final TestUser key = TestUser.solana(71);
    private final TestUser stranger = TestUser.solana(72);

    SessionTest() {
        ok(ledger.apply(owner, new Operation.CreateCollection(ledger.address(), "wall", true)));
        ok(ledger.apply(owner, new Operation.CreateCollection(ledger.address(), "desk", false)));
        ok(ledger.apply(owner, new Operation.SetMember(ledger.address(), writer.account(), Role.WRITER)));
    }

    private static void ok(Outcome outcome) {
        assertThat(outcome.code()).as(outcome.at()).isEqualTo(Outcome.OK);
    }

    private Operation.OpenSession opening(Account sessionKey, List<SessionScope> scopes, String... collections) {
        return new Operation.OpenSession(
                ledger.address(), sessionKey, scopes, List.of(collections), ledger.clock() + HOUR, 0, 0);
    }

    private Operation.OpenSession limited(long entries, long bytes) {
        return new Operation.OpenSession(
                ledger.address(), key.account(), ALL, List.of(), ledger.clock() + HOUR, entries, bytes);
    }

    private void open(SessionScope... scopes) {
        ok(ledger.apply(writer, opening(key.account(), List.of(scopes))));
    }

    private Operation close(Account whose) {
        return new Operation.CloseSession(ledger.address(), key.account(), whose);
    }

    private Operation add(String id) {
        return ledger.add("desk", id, Value.Document.EMPTY);
    }

    private Operation sql(String text) {
        return new Operation.ExecuteSql(ledger.address(), List.of(new SqlText(text, List.of())));
    }

    private Mutation inSession(Account account, Operation operation, long nonce) {
        Payload payload = new Payload(operation, Long.MAX_VALUE).inSessionOf(account);
        return key.sign(key.unsigned(ledger.chain(), payload, nonce));
    }

    private Mutation inSession(Operation operation) {
        return inSession(writer.account(), operation, key.takeNonce());
    }

    private Outcome act(Operation operation) {
        return ledger.apply(inSession(operation));
    }

    private AccountRecord used() {
        byte[] stored = ledger.state().get(Keys.account(writer.account(), key.account()));
        return stored == null ? AccountRecord.NEW : AccountRecord.decode(stored);
    }

    private AccountRecord account(TestUser user) {
        return ledger.machine().mutations().account(user.account());
    }

    private void gateRefuses(Mutation mutation, String code) {
        assertThatThrownBy(() -> ledger.machine()
                        .mutations()
                        .requireAdmissible(Submission.of(mutation.encode()), ledger.clock()))
                .isInstanceOfSatisfying(
                        CairnException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    /** Refused at the gate and, where the gate did not know yet, by the engine, which changes nothing but nonces. */
    private void refused(Mutation mutation, String code) {
        gateRefuses(mutation, code);
        TreeMap<String, String> before = withoutAccounts();
        assertThat(ledger.apply(mutation).code()).isEqualTo(code);
        assertThat(withoutAccounts()).isEqualTo(before);
    }

    private TreeMap<String, String> withoutAccounts() {
        TreeMap<String, String> all = ledger.everything();
        all.keySet().removeIf(name -> name.startsWith("02"));
        return all;
    }

    @Test
    void actsForTheAccountThatOpenedIt() {
        open(SessionScope.DOCUMENTS);
        ok(act(add("a")));
        ok(ledger.apply(writer, ledger.set("desk", "a", Value.Document.EMPTY)));
        assertThat(ledger.reader().find("desk", "a").owner()).isEqualTo(writer.account());
        assertThat(ledger.apply(key, add("b")).code()).as("the key by itself").isEqualTo("not-permitted");
    }

    @Test
    void roleOfTheAccountDecidesAtEveryTime() {
        open(SessionScope.DOCUMENTS);
        ok(act(add("a")));
        ok(ledger.apply(owner, new Operation.SetMember(ledger.address(), writer.account(), null)));
        assertThat(act(add("b")).code()).isEqualTo("not-permitted");
    }

    @Test
    void keyWithoutSessionDoesNotAct() {
        refused(inSession(add("a")), "session-not-found");
        ok(ledger.apply(owner, opening(key.account(), ALL)));
        refused(inSession(add("a")), "session-not-found");
        assertThat(ledger.state().get(Keys.account(writer.account(), key.account())))
                .as("nobody makes records under another's account")
                .isNull();
    }

    @Test
    void nobodyIsMadeToActForAnother() {
        ok(ledger.apply(stranger, opening(writer.account(), ALL)));
        ok(ledger.apply(writer, add("mine")));
        assertThat(ledger.reader().find("desk", "mine").owner()).isEqualTo(writer.account());
    }

    @ParameterizedTest
    @ValueSource(strings = {"documents", "sql", "define", "read"})
    void scopeIsWhatItWasOpenedFor(String word) {
        TestUser member = writer;
        ok(ledger.apply(owner, new Operation.SetMember(ledger.address(), member.account(), Role.OWNER)));
        ok(ledger.apply(owner, sql("create table birds (id int primary key)")));
        SessionScope scope = SessionScope.of(word, "");
        open(scope);
        String no = "session-scope";
        assertThat(act(add("a")).code()).isEqualTo(scope == SessionScope.DOCUMENTS ? "ok" : no);
        assertThat(act(sql("insert into birds values (1)")).code()).isEqualTo(scope == SessionScope.SQL ? "ok" : no);
        assertThat(act(sql("create table fish (id int)")).code()).isEqualTo(scope == SessionScope.DEFINE ? "ok" : no);
        long now = ledger.clock();
        Mutation token = key.sign(key.unsigned(
                ledger.chain(), new Payload(new Operation.ReadToken(), now).inSessionOf(writer.account()), 1));
        if (scope == SessionScope.READ) {
            assertThat(ReadPolicy.reader(ledger.state(), token.encode(), ledger.chain(), now))
                    .isEqualTo(writer.account());
            ledger.advance(HOUR + 1);
            tokenRefused(now + HOUR + 1, "session-expired");
            ok(ledger.apply(owner, close(writer.account())));
            tokenRefused(now + HOUR + 1, "session-closed");
        } else {
            tokenRefused(now, no);
        }
    }

    private void tokenRefused(long now, String code) {
        Mutation token = key.sign(key.unsigned(
                ledger.chain(), new Payload(new Operation.ReadToken(), now).inSessionOf(writer.account()), 1));
        assertThatThrownBy(() -> ReadPolicy.reader(ledger.state(), token.encode(), ledger.chain(), now))
                .isInstanceOfSatisfying(
                        CairnException.Forbidden.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    @Test
    void neverDoesWhatIsTheAccountsAlone() {
        ok(ledger.apply(owner, opening(key.account(), ALL)));
        String address = ledger.address();
        for (Operation operation : List.of(
                new Operation.CreateCollection(address, "new", true),
                new Operation.SetCollection(address, "desk", true),
                new Operation.SetDatabase(address, null, Visibility.OWNER_ONLY, null, null),
                new Operation.SetMember(address, key.account(), Role.OWNER),
                opening(stranger.account(), ALL))) {
            refused(inSession(owner.account(), operation, key.takeNonce()), "session-scope");
        }
    }

    @Test
    void collectionsAreThoseThatWereNamed() {
        ok(ledger.apply(owner, opening(key.account(), List.of(SessionScope.DOCUMENTS), "desk", "wall")));
        ok(ledger.apply(inSession(owner.account(), add("a"), key.takeNonce())));
        Operation elsewhere = ledger.add("new", "a", Value.Document.EMPTY);
        refused(inSession(owner.account(), elsewhere, key.takeNonce()), "session-scope");
    }

    @Test
    void endsAtItsTime() {
        open(SessionScope.DOCUMENTS);
        ledger.advance(HOUR);
        ok(act(add("at the last moment")));
        ledger.advance(1);
        refused(inSession(add("late")), "session-expired");
        assertThat(ledger.apply(writer, opening(key.account(), ALL)).code()).isEqualTo("session-exists");
    }

    @Test
    void livesThirtyDaysAtMost() {
        long now = ledger.clock();
        for (long until : new long[] {now - 1, now + SessionOperations.MILLIS_MAX + 1, Long.MAX_VALUE}) {
            Operation.OpenSession open =
                    new Operation.OpenSession(ledger.address(), key.account(), ALL, List.of(), until, 0, 0);
            assertThat(ledger.apply(writer, open).code())
                    .isEqualTo(until < now ? "session-expired" : "session-too-long");
        }
        ok(ledger.apply(
                writer,
                new Operation.OpenSession(
                        ledger.address(), key.account(), ALL, List.of(), now + SessionOperations.MILLIS_MAX, 0, 0)));
    }

    @Test
    void isClosedForGood() {
        open(SessionScope.DOCUMENTS);
        ok(ledger.apply(writer, close(null)));
        refused(inSession(add("a")), "session-closed");
        assertThat(ledger.apply(writer, opening(key.account(), ALL)).code()).isEqualTo("session-closed");
        assertThat(ledger.apply(writer, close(null)).code()).isEqualTo("session-closed");
        assertThat(ledger.apply(owner, close(null)).code()).isEqualTo("session-not-found");
    }

    @Test
    void isClosedByItsAccountItselfAndOwners() {
        open(SessionScope.READ);
        assertThat(ledger.apply(stranger, close(writer.account())).code()).isEqualTo("not-permitted");
        ok(ledger.apply(stranger, opening(writer.account(), ALL)));
        Operation another = new Operation.CloseSession(ledger.address(), writer.account(), stranger.account());
        assertThat(act(another).code()).isEqualTo("not-permitted");
        ok(act(close(null)));
        ok(ledger.apply(owner, another));
    }

    @Test
    void ownKeyOpensNoSession() {
        assertThat(ledger.apply(writer, opening(writer.account(), ALL)).code()).isEqualTo("session-key-own");
    }

    @Test
    void budgetIsChargedToSessionAndAccount() {
        ok(ledger.apply(writer, limited(2, 0)));
        long before = account(writer).entries();
        ok(act(add("a")));
        assertThat(act(add("a")).code()).as("refusals cost as well").isEqualTo("document-exists");
        refused(inSession(add("c")), "session-budget");
        assertThat(used().entries()).isEqualTo(2);
        assertThat(account(writer).entries()).isEqualTo(before + 2);
        assertThat(account(key).encode()).isEqualTo(AccountRecord.NEW.encode());
    }

    @Test
    void budgetHoldsForWhatARelayerBrings() {
        ok(ledger.apply(writer, limited(1, 0)));
        ok(ledger.query(owner, "[\"addRelayerJob\", \"open\", {\"relayers\": []}]"));
        ok(relayed("a"));
        assertThat(relayed("b").code()).isEqualTo("session-budget");
        assertThat(used().entries()).isEqualTo(1);
        refused(inSession(add("c")), "session-budget");
    }

    /** A document that a stranger brings for the session. */
    private Outcome relayed(String id) {
        Operation add = Operation.ExecuteQueries.parse(
                        ledger.address(), Json.parse("[[\"set\", {}, \"desk\", \"" + id + "\"]]"), "data/queries")
                .forJob("open");
        Value.Bytes signed =
                Value.of(inSession(writer.account(), add, key.takeNonce()).encode());
        return ledger.apply(
                stranger, new Operation.Relay(ledger.address(), "open", signed, Value.Document.EMPTY, List.of()));
    }

    @Test
    void budgetCountsBytes() {
        long bytes = inSession(writer.account(), add("a"), 1).encode().length;
        ok(ledger.apply(writer, limited(0, 2 * bytes - 1)));
        ok(act(add("a")));
        refused(inSession(add("b")), "session-budget");
        assertThat(used().bytes()).isEqualTo(bytes);
    }

    @Test
    void quotaOfTheAccountHoldsForItsSessions() {
        open(SessionScope.DOCUMENTS);
        ok(ledger.apply(owner, new Operation.SetDatabase(ledger.address(), null, null, 2L, null)));
        ok(act(add("a")));
        assertThat(act(add("b")).code()).isEqualTo("quota-exceeded");
        assertThat(used().entries()).isEqualTo(1);
    }

    @Test
    void noncesAreItsOwn() {
        open(SessionScope.DOCUMENTS);
        Mutation first = inSession(writer.account(), add("a"), 1);
        ok(ledger.apply(first));
        refused(first, "nonce-used");
        ok(ledger.apply(key, ledger.add("wall", "by itself", Value.Document.EMPTY)));
        ok(ledger.apply(inSession(writer.account(), add("b"), 2)));
        ok(ledger.apply(owner, opening(key.account(), ALL)));
        ok(ledger.apply(inSession(owner.account(), add("c"), 1)));
        assertThat(used().highestNonce()).isEqualTo(2);
    }

    @Test
    void whatOneSignsForAnAccountHoldsForNoOther() {
        open(SessionScope.DOCUMENTS);
        ok(ledger.apply(owner, opening(key.account(), ALL)));
        Mutation mutation = inSession(writer.account(), add("a"), 1);
        Mutation other = inSession(owner.account(), add("a"), 1);
        Mutation swapped = other.withSignature(mutation.signature(), mutation.publicKey());
        gateRefuses(swapped, "signature-invalid");
    }

    @Test
    void bundlesOfTheKeyAreChargedToTheSession() {
        ok(ledger.apply(writer, limited(1, 0)));
        Payload payload = new Payload(add("a"), Long.MAX_VALUE).inSessionOf(writer.account());
        Mutation carried = key.unsigned(ledger.chain(), payload, 1);
        Mutation alone = inSession(writer.account(), add("b"), 2);
        Bundle bundle = key.bundle(ledger.chain(), List.of(carried, alone), 1);
        assertThat(ledger.apply(bundle)).extracting(Outcome::code).containsExactly("ok", "session-budget");
        assertThat(account(key).highestNonce()).isEqualTo(1);
        assertThat(account(key).entries()).isZero();
    }

    @Test
    void whoCarriesASessionsMutationPaysForIt() {
        ok(ledger.apply(writer, limited(1, 0)));
        long before = account(writer).entries();
        Bundle bundle = stranger.bundle(
                ledger.chain(), List.of(inSession(add("a")), inSession(add("b"))), stranger.takeNonce());
        assertThat(ledger.apply(bundle)).extracting(Outcome::code).containsOnly("ok");
        assertThat(used().entries()).isZero();
        assertThat(account(writer).entries()).isEqualTo(before);
        assertThat(account(stranger).entries()).isEqualTo(2);
    }

    @Test
    void quarantineUsesTheNonceOfTheSession() {
        open(SessionScope.DOCUMENTS);
        Mutation bad = inSession(writer.account(), add("a"), 5);
        assertThat(ledger.applyQuarantined(bad.encode()))
                .extracting(Outcome::code)
                .containsOnly("quarantined");
        refused(bad, "nonce-used");
        assertThat(account(key).encode()).isEqualTo(AccountRecord.NEW.encode());
        Mutation unknown = inSession(owner.account(), add("a"), 5);
        ledger.applyQuarantined(unknown.encode());
        assertThat(ledger.state().get(Keys.account(owner.account(), key.account())))
                .isNull();
    }

    @Test
    void recordIsReadBackAsWritten() {
        ok(ledger.apply(owner, opening(key.account(), ALL, "desk")));
        byte[] stored = ledger.state().get(Keys.session(owner.account(), key.account()));
        SessionRecord session = SessionRecord.decode(stored);
        assertThat(session.encode()).isEqualTo(stored);
        assertThat(session.collections()).containsExactly("desk");
        assertThat(Keys.sessionKey(Keys.session(owner.account(), key.account()), owner.account()))
                .isEqualTo(key.account());
    }

    /** Any mix of accounts, keys and nonces: no nonce acts twice, no budget is passed, and replay gives the same root. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void noncesAndBudgetsHoldWhateverIsSent(long seed) {
        Random random = new Random(seed);
        long budget = 1 + random.nextInt(20);
        ok(ledger.apply(writer, limited(budget, 0)));
        ok(ledger.apply(owner, opening(key.account(), ALL)));
        TreeSet<String> acted = new TreeSet<>();
        int charged = 0;
        for (int step = 0; step < 200; step++) {
            TestUser whose = random.nextInt(3) == 0 ? owner : writer;
            long nonce = 1 + random.nextInt(40);
            Operation operation = random.nextInt(8) == 0 ? add("same") : add("d" + step);
            Outcome outcome = ledger.apply(inSession(whose.account(), operation, nonce));
            if (outcome.code().equals("ok") || outcome.code().equals("document-exists")) {
                assertThat(acted.add(whose.account().text() + nonce))
                        .as("seed " + seed)
                        .isTrue();
                charged += whose == writer ? 1 : 0;
            } else {
                assertThat(outcome.code()).as("seed " + seed).isIn("nonce-used", "session-budget");
            }
            if (random.nextInt(50) == 0) {
                ledger.seal();
            }
        }
        assertThat(used().entries()).as("seed " + seed).isEqualTo(charged).isEqualTo(budget);
        ledger.seal();
        assertThat(ledger.audit().head()).isEqualTo(ledger.headers().getLast());
    }
}
