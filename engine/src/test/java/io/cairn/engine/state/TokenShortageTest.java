package io.cairn.engine.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.codec.Json;
import io.cairn.engine.log.Outcome;
import io.cairn.engine.model.TokenShortage;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.Visibility;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What receipts tell where more of a token is asked for than there is, and whom. */
class TokenShortageTest extends TokenFixture {
    private static void tells(Outcome outcome, @Nullable String detail, @Nullable String words) {
        assertThat((Object) outcome.detail()).isEqualTo(detail == null ? null : Json.parse(detail));
        if (words != null) {
            TokenShortage shortage = TokenShortage.of(Objects.requireNonNull(outcome.detail()));
            assertThat(Objects.requireNonNull(shortage).words()).isEqualTo(words);
        }
    }

    @Test
    void anAccountIsToldWhatItMayTakeOut() {
        funded();
        withdraw("gold", 7, bob);
        Outcome some = ledger.query(bob, "[\"withdrawToken\", \"gold\", 8]");
        assertThat(some.code()).isEqualTo("balance-insufficient");
        tells(some, "{\"token\": \"gold\", \"withdrawable\": 7, \"asked\": 8}", "7 of gold may be taken out, not 8");
        tells(
                ledger.query(bob, "[\"withdrawToken\", \"silver\"]"),
                "{\"token\": \"silver\", \"withdrawable\": 0}",
                "0 of silver may be taken out");
    }

    @Test
    void anOwnerIsToldWhatIsCredited() {
        funded();
        Outcome outcome = owner("[\"creditToken\", \"gold\", 9223372036854775807]");
        assertThat(outcome.code()).isEqualTo("token-overflow");
        tells(
                outcome,
                "{\"token\": \"gold\", \"credited\": 100, \"asked\": 9223372036854775807}",
                "100 of gold are credited, and there are at most 9223372036854775807, not 9223372036854775807 more");
    }

    @Test
    void whoMayReadAllIsToldOfEveryProgram() {
        funded();
        tells(
                mint("gold", 41, sol),
                "{\"code\": \"token-insufficient\", \"at\": \"mint()/amount\", \"token\": \"gold\","
                        + " \"available\": 40, \"asked\": 41}",
                "programs may mint 40 of gold, not 41");
        tells(
                transfer("gold", 61, bob, sol),
                "{\"code\": \"balance-insufficient\", \"at\": \"transfer()/amount\", \"token\": \"gold\","
                        + " \"balance\": 60, \"asked\": 61}",
                "programs may move 60 of gold, not 61");
        tells(
                withdraw("gold", 1, sol),
                "{\"code\": \"balance-insufficient\", \"at\": \"withdraw()/amount\", \"token\": \"gold\","
                        + " \"balance\": 0, \"asked\": 1, \"account\": " + name(sol) + "}",
                "programs may move 0 of gold from " + sol.account().text() + ", not 1");
    }

    @Test
    void whoMayNotReadIsToldTheOwnBalanceAlone() {
        Ledger closed = new Ledger(EngineVersions.released(), Visibility.OWNER_ONLY);
        for (String function : List.of("mint", "transfer")) {
            closed.query(closed.owner, PROGRAMS.formatted(function));
        }
        closed.query(closed.owner, "[\"creditToken\", \"gold\", 10]");
        String fields = "\"token\": \"gold\", \"amount\": 11, ";
        String move = fields + "\"from\": %s, \"to\": " + name(sol);
        String own = doing("transfer", move.formatted(name(bob)));
        assertThat(closed.query(bob, own).code()).isEqualTo("trigger-failed");
        tells(
                closed.query(bob, own),
                "{\"code\": \"balance-insufficient\", \"token\": \"gold\", \"balance\": 0}",
                "programs may move 0 of gold");
        tells(
                closed.query(bob, doing("transfer", move.formatted(name(sol)))),
                "{\"code\": \"balance-insufficient\"}",
                null);
        tells(
                closed.query(bob, doing("mint", fields + "\"to\": " + name(bob))),
                "{\"code\": \"token-insufficient\"}",
                null);
        tells(
                closed.query(bob, "[\"withdrawToken\", \"gold\", 3]"),
                "{\"token\": \"gold\", \"withdrawable\": 0, \"asked\": 3}",
                null);
    }

    @Test
    void aRelayerThatMayNotReadIsNotToldOfWhomItBrings() {
        Ledger closed = new Ledger(EngineVersions.released(), Visibility.OWNER_ONLY);
        closed.query(closed.owner, "[\"addRelayerJob\", \"any\", {}]");
        Operation.ExecuteQueries take = Operation.ExecuteQueries.parse(
                closed.address(), Json.parse("[[\"withdrawToken\", \"gold\", 1]]"), "data/queries");
        byte[] signed = bob.sign(closed.chain(), take.forJob("any")).encode();
        Outcome outcome = closed.apply(
                sol, new Operation.Relay(closed.address(), "any", Value.of(signed), Value.Document.EMPTY, List.of()));
        assertThat(outcome.code()).isEqualTo("balance-insufficient");
        tells(outcome, null, null);
    }
}
