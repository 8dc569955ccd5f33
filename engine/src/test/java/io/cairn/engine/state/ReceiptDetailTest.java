package io.cairn.engine.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.codec.Json;
import io.cairn.engine.log.Outcome;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.Payload;
import io.cairn.engine.mutation.Role;
import io.cairn.engine.mutation.SessionScope;
import io.cairn.engine.mutation.TestUser;
import io.cairn.engine.mutation.Visibility;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What receipts tell of programs and documents to those who may read everything, and to those who may not. */
class ReceiptDetailTest {
    private static final List<String> PROGRAMS = List.of(
            "[\"setRules\", [[\"set\", [[\"=$secret\", [\"get()\", [\"hidden\", \"h\"]]], [\"allowif()\", [\"equals\","
                    + " \"$req.word\", \"$secret.word\"]]]]], \"guarded\"]",
            "[\"setRules\", [[\"set\", [[\"allow()\"]]]], \"likes\"]",
            "[\"addTrigger\", {\"key\": \"count\", \"on\": \"create\", \"func\": [[\"update()\", [{\"n\": {\"__op\":"
                    + " \"inc\", \"n\": 1}}, \"hidden\", \"h\"]]]}, \"likes\"]",
            "[\"setRules\", [[\"set\", [[\"allow()\"]]]], \"dead\"]",
            "[\"addTrigger\", {\"key\": \"fails\", \"on\": \"create\", \"func\": [[\"update()\", [{\"n\": 1}, \"hidden\","
                    + " \"none\"]]]}, \"dead\"]",
            "[\"setRules\", [[\"*\", [[\"allow()\"]]]], \"hidden\"]",
            "[\"set\", {\"word\": \"sesame\"}, \"hidden\", \"h\"]");

    private final TestUser stranger = TestUser.ethereum(TestUser.seed(7));

    private static Ledger ledger(Visibility visibility) {
        Ledger ledger = new Ledger(EngineVersions.released(), visibility);
        assertThat(ledger.query(ledger.owner, PROGRAMS.toArray(String[]::new)).code())
                .isEqualTo(Outcome.OK);
        return ledger;
    }

    private static void tells(Outcome outcome, String code, String detail) {
        assertThat(outcome.code()).isEqualTo(code);
        assertThat((Object) outcome.detail()).isEqualTo(Json.parse(detail));
    }

    @Test
    void whoMayReadAllIsToldLineInputsAndWritesOfPrograms() {
        Ledger open = ledger(Visibility.PUBLIC);
        tellsAll(open, stranger);
        Ledger closed = ledger(Visibility.OWNER_ONLY);
        tellsAll(closed, closed.owner);
        closed.apply(closed.owner, new Operation.SetMember(closed.address(), stranger.account(), Role.READER));
        tells(
                closed.query(stranger, "[\"set\", {\"word\": \"no\"}, \"guarded\", \"g\"]"),
                "rule-denied",
                "{\"collection\": \"guarded\", \"rule\": \"set\", \"operation\": \"set:create\", \"line\": [\"allowif()\","
                        + " [\"equals\", \"$req.word\", \"$secret.word\"]], \"inputs\": {\"req.word\": \"no\","
                        + " \"secret.word\": \"sesame\"}}");
    }

    private static void tellsAll(Ledger ledger, TestUser user) {
        tells(
                ledger.query(user, "[\"set\", {\"word\": \"no\"}, \"guarded\", \"g\"]"),
                "rule-denied",
                "{\"collection\": \"guarded\", \"rule\": \"set\", \"operation\": \"set:create\", \"line\": [\"allowif()\","
                        + " [\"equals\", \"$req.word\", \"$secret.word\"]], \"inputs\": {\"req.word\": \"no\","
                        + " \"secret.word\": \"sesame\"}}");
        tells(
                ledger.query(user, "[\"set\", {}, \"likes\", \"l\"]"),
                Outcome.OK,
                "{\"allowed\": [\"likes/0/0\"], \"derived\": [{\"function\": \"update\", \"collection\": \"hidden\","
                        + " \"id\": \"h\"}], \"count\": 1}");
        tells(
                ledger.query(user, "[\"set\", {}, \"dead\", \"d\"]"),
                "trigger-failed",
                "{\"code\": \"document-not-found\", \"at\": \"data/queries/0\"}");
    }

    @Test
    void whoMayNotReadAllIsToldRuleOperationAndNumberOnly() {
        Ledger closed = ledger(Visibility.OWNER_ONLY);
        tellsLittle(closed, closed.query(stranger, "[\"set\", {\"word\": \"no\"}, \"guarded\", \"g\"]"));
        tells(
                closed.query(stranger, "[\"set\", {}, \"likes\", \"l\"]"),
                Outcome.OK,
                "{\"allowed\": [\"likes/0/0\"], \"count\": 1}");
        tells(
                closed.query(stranger, "[\"set\", {}, \"dead\", \"d\"]"),
                "trigger-failed",
                "{\"code\": \"document-not-found\"}");
    }

    private static void tellsLittle(Ledger ledger, Outcome refused) {
        tells(
                refused,
                "rule-denied",
                "{\"collection\": \"guarded\", \"rule\": \"set\", \"operation\": \"set:create\", \"inputs\": {\"req.word\":"
                        + " \"no\"}}");
        assertThat(ledger.seal().height()).isPositive();
        assertThat(ledger.audit().head()).isEqualTo(ledger.headers().getLast());
    }

    @Test
    void aSessionThatMayNotReadIsToldNoMoreThanAStranger() {
        Ledger closed = ledger(Visibility.OWNER_ONLY);
        TestUser key = TestUser.solana(71);
        closed.apply(
                closed.owner,
                new Operation.OpenSession(
                        closed.address(),
                        key.account(),
                        List.of(SessionScope.DOCUMENTS),
                        List.of(),
                        closed.clock() + 60_000,
                        0,
                        0));
        Operation write = Operation.ExecuteQueries.parse(
                closed.address(), Json.parse("[[\"set\", {\"word\": \"no\"}, \"guarded\", \"g\"]]"), "data/queries");
        Payload payload = new Payload(write, Long.MAX_VALUE).inSessionOf(closed.owner.account());
        tellsLittle(closed, closed.apply(key.sign(key.unsigned(closed.chain(), payload, key.takeNonce()))));
    }

    @Test
    void aBrokenSchemaIsToldByKeywordAndPointerWithoutValues() {
        Ledger ledger = new Ledger();
        String schema = "{\"type\": \"object\", \"properties\": {\"a\": {\"properties\": {\"n\": {\"maximum\": 5}}}}}";
        ledger.query(ledger.owner, "[\"setSchema\", " + schema + ", \"ppl\"]");
        String told = "{\"keyword\": \"maximum\", \"pointer\": \"/a/n\"}";
        tells(ledger.query(ledger.owner, "[\"set\", {\"a\": {\"n\": 77}}, \"ppl\", \"x\"]"), "schema-violation", told);
        ledger.query(ledger.owner, "[\"set\", {\"a\": {\"n\": 77}}, \"late\", \"x\"]");
        tells(ledger.query(ledger.owner, "[\"setSchema\", " + schema + ", \"late\"]"), "schema-violation", told);
        Outcome longName = ledger.query(
                ledger.owner,
                "[\"setSchema\", {\"additionalProperties\": {\"type\": \"null\"}}, \"wide\"]",
                "[\"set\", {\"" + "x".repeat(1_100) + "\": 1}, \"wide\", \"x\"]");
        tells(longName, "schema-violation", "{\"keyword\": \"type\"}");
    }
}
