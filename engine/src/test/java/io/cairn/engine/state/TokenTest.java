package io.cairn.engine.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.codec.Json;
import io.cairn.engine.document.ReadQuery;
import io.cairn.engine.log.Outcome;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.TestUser;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tokens of a database: credited by owners, moved by programs, taken out by accounts. */
class TokenTest {
    /** Each document is carried out as what it says. */
    private static final String PROGRAMS = """
            ["setRules", [["set", [["allow()"]]]], "%1$s"],
            ["addTrigger", {"key": "k", "on": "create,update", "func": [["%1$s()", "$data.after.do"]]}, "%1$s"]""";

    private final Ledger ledger = new Ledger();
    private final TestUser bob = TestUser.ethereum(TestUser.seed(7));
    private final TestUser sol = TestUser.solana(8);

    TokenTest() {
        for (String function : List.of("mint", "transfer", "withdraw")) {
            assertThat(owner(PROGRAMS.formatted(function)).code()).isEqualTo(Outcome.OK);
        }
    }

    /** Whatever a test did, replay comes to the same roots. */
    @AfterEach
    void replayAgrees() {
        ledger.seal();
        assertThat(ledger.audit().head()).isEqualTo(ledger.headers().getLast());
    }

    private Outcome owner(String... queries) {
        return ledger.query(ledger.owner, queries);
    }

    private static String name(TestUser user) {
        return "\"" + user.account().text() + "\"";
    }

    private static String doing(String function, String fields) {
        return "[\"set\", {\"do\": {" + fields + "}}, \"" + function + "\", \"d\"]";
    }

    private Outcome mint(String token, long amount, TestUser to) {
        return ledger.query(
                bob, doing("mint", "\"token\": \"" + token + "\", \"amount\": " + amount + ", \"to\": " + name(to)));
    }

    private Outcome transfer(String token, long amount, TestUser from, TestUser to) {
        return ledger.query(
                bob,
                doing(
                        "transfer",
                        "\"token\": \"" + token + "\", \"amount\": " + amount + ", \"from\": " + name(from)
                                + ", \"to\": " + name(to)));
    }

    private Outcome withdraw(String token, long amount, TestUser from) {
        return ledger.query(
                bob,
                doing("withdraw", "\"token\": \"" + token + "\", \"amount\": " + amount + ", \"from\": " + name(from)));
    }

    private Value asked(String question) {
        return ReadQuery.parse(Json.parse(question)).run(ledger.state());
    }

    private void tokens(String expected) {
        assertThat(asked("[\"getTokens\"]")).isEqualTo(Json.parse(expected));
    }

    private void holds(TestUser user, String token, long amount, long withdrawable) {
        assertThat(asked("[\"getBalance\", \"" + token + "\", " + name(user) + "]"))
                .isEqualTo(Json.parse("{\"amount\": " + amount + ", \"withdrawable\": " + withdrawable + "}"));
    }

    private static void failed(Outcome outcome, String code, String at) {
        assertThat(outcome.code()).isEqualTo("trigger-failed");
        assertThat((Object) outcome.detail())
                .isEqualTo(Json.parse("{\"code\": \"" + code + "\", \"at\": \"" + at + "\"}"));
    }

    @Test
    void whatOwnersCreditProgramsMint() {
        tokens("{}");
        assertThat(ledger.query(bob, "[\"creditToken\", \"gold\", 10]").code()).isEqualTo("not-permitted");
        assertThat(owner("[\"creditToken\", \"gold\", 10]").code()).isEqualTo(Outcome.OK);
        assertThat(owner("[\"creditToken\", \"gold\", 5]", "[\"creditToken\", \"a.B-9_\", 1]")
                        .code())
                .isEqualTo(Outcome.OK);
        Outcome minted = mint("gold", 15, sol);
        assertThat(minted.code()).isEqualTo(Outcome.OK);
        assertThat((Object) minted.detail())
                .isEqualTo(
                        Json.parse("{\"allowed\": [\"mint/0/0\"], \"count\": 1, \"derived\": [{\"function\": \"mint\","
                                + " \"token\": \"gold\", \"amount\": 15, \"to\": " + name(sol) + "}]}"));
        holds(sol, "gold", 15, 0);
        failed(mint("gold", 1, sol), "token-insufficient", "mint()/amount");
        failed(mint("silver", 1, sol), "token-insufficient", "mint()/amount");
        tokens("{\"a.B-9_\": {\"available\": 1, \"issued\": 0, \"withdrawn\": 0},"
                + " \"gold\": {\"available\": 0, \"issued\": 15, \"withdrawn\": 0}}");
    }
}
