package io.cairn.engine.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.codec.Json;
import io.cairn.engine.document.ReadQuery;
import io.cairn.engine.log.Outcome;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.TestUser;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;

/** A database whose programs move tokens as documents say. */
abstract class TokenFixture {
    /** Each document is carried out as what it says. */
    static final String PROGRAMS = """
            ["setRules", [["set", [["allow()"]]]], "%1$s"],
            ["addTrigger", {"key": "k", "on": "create,update", "func": [["%1$s()", "$data.after.do"]]}, "%1$s"]""";

    final Ledger ledger = new Ledger();
    final TestUser bob = TestUser.ethereum(TestUser.seed(7));
    final TestUser sol = TestUser.solana(8);

    TokenFixture() {
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

    Outcome owner(String... queries) {
        return ledger.query(ledger.owner, queries);
    }

    static String name(TestUser user) {
        return "\"" + user.account().text() + "\"";
    }

    static String doing(String function, String fields) {
        return "[\"set\", {\"do\": {" + fields + "}}, \"" + function + "\", \"d\"]";
    }

    Outcome mint(String token, long amount, TestUser to) {
        return ledger.query(
                bob, doing("mint", "\"token\": \"" + token + "\", \"amount\": " + amount + ", \"to\": " + name(to)));
    }

    Outcome transfer(String token, long amount, TestUser from, TestUser to) {
        return ledger.query(
                bob,
                doing(
                        "transfer",
                        "\"token\": \"" + token + "\", \"amount\": " + amount + ", \"from\": " + name(from)
                                + ", \"to\": " + name(to)));
    }

    Outcome withdraw(String token, long amount, TestUser from) {
        return ledger.query(
                bob,
                doing("withdraw", "\"token\": \"" + token + "\", \"amount\": " + amount + ", \"from\": " + name(from)));
    }

    Value asked(String question) {
        return ReadQuery.parse(Json.parse(question)).run(ledger.state());
    }

    void tokens(String expected) {
        assertThat(asked("[\"getTokens\"]")).isEqualTo(Json.parse(expected));
    }

    void holds(TestUser user, String token, long amount, long withdrawable) {
        assertThat(asked("[\"getBalance\", \"" + token + "\", " + name(user) + "]"))
                .isEqualTo(Json.parse("{\"amount\": " + amount + ", \"withdrawable\": " + withdrawable + "}"));
    }

    static void failed(Outcome outcome, String code, String at) {
        assertThat(outcome.code()).isEqualTo("trigger-failed");
        Value.Document detail = Objects.requireNonNull(outcome.detail());
        assertThat(detail.get("code")).isEqualTo(Value.of(code));
        assertThat(detail.get("at")).isEqualTo(Value.of(at));
    }

    void funded() {
        assertThat(owner("[\"creditToken\", \"gold\", 100]").code()).isEqualTo(Outcome.OK);
        assertThat(mint("gold", 60, bob).code()).isEqualTo(Outcome.OK);
    }
}
