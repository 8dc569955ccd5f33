package io.cairn.engine.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.codec.Json;
import io.cairn.engine.crypto.Addresses;
import io.cairn.engine.log.Outcome;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.WriteQuery;
import io.cairn.engine.rule.TokenFunctions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What programs and queries about tokens may say, and how much. */
class TokenArgumentsTest extends TokenFixture {
    @Test
    void noSumIsAbove63BitsAndNamesOfTheMainChainAreKept() {
        assertThat(owner("[\"creditToken\", \"gold\", " + Long.MAX_VALUE + "]").code())
                .isEqualTo(Outcome.OK);
        assertThat(mint("gold", Long.MAX_VALUE, bob).code()).isEqualTo(Outcome.OK);
        Outcome above = owner("[\"creditToken\", \"gold\", 1]");
        assertThat(above.code()).isEqualTo("token-overflow");
        assertThat(above.at()).isEqualTo("data/queries/0/2");
        assertThat(withdraw("gold", Long.MAX_VALUE, bob).code()).isEqualTo(Outcome.OK);
        assertThat(ledger.query(bob, "[\"withdrawToken\", \"gold\"]").code()).isEqualTo(Outcome.OK);
        assertThat(owner("[\"creditToken\", \"gold\", 1]").code()).isEqualTo("token-overflow");
        Outcome reserved = owner("[\"creditToken\", \"chain:eth\", 1]");
        assertThat(reserved.code()).isEqualTo("token-reserved");
        assertThat(reserved.at()).isEqualTo("data/queries/0/1");
        failed(mint("chain:eth", 1, bob), "token-reserved", "mint()/token");
        assertThatThrownBy(() -> SettingCheck.require(
                        WriteQuery.parse(Json.parse("[\"creditToken\", \"chain:x\", 1]"), "q"), "q"))
                .isInstanceOfSatisfying(
                        CairnException.Incorrect.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("token-reserved"));
        assertThat(asked("[\"getBalance\", \"chain:eth\", " + name(bob) + "]"))
                .isEqualTo(Json.parse("{\"amount\": 0, \"withdrawable\": 0}"));
    }

    @Test
    void aDatabaseHasAThousandTokens() {
        List<String> credits = new ArrayList<>();
        for (int i = 0; i < TokenLedger.TOKENS_MAX; i++) {
            credits.add("[\"creditToken\", \"t" + i + "\", 1]");
        }
        assertThat(owner(credits.toArray(String[]::new)).code()).isEqualTo(Outcome.OK);
        assertThat(owner("[\"creditToken\", \"t7\", 1]").code()).isEqualTo(Outcome.OK);
        assertThat(owner("[\"creditToken\", \"one\", 1]").code()).isEqualTo("token-too-many");
        assertThat(((Value.Document) asked("[\"getTokens\"]")).size()).isEqualTo(TokenLedger.TOKENS_MAX);
    }

    @Test
    void movesCountAsWritesOfPrograms() {
        owner(
                "[\"creditToken\", \"gold\", 9]",
                "[\"addTrigger\", {\"key\": \"many\", \"on\": \"create\", \"func\": [[\"batch()\", \"$data.after.all\"],"
                        + " [\"mint()\", {\"token\": \"gold\", \"amount\": 1, \"to\": " + name(bob)
                        + "}]]}, \"bulk\"]");
        assertThat(bulk(999)).isEqualTo(Outcome.OK);
        assertThat(bulk(1_000)).isEqualTo("trigger-failed");
        holds(bob, "gold", 1, 0);
    }

    private String bulk(int writes) {
        String all = String.join(",", Collections.nCopies(writes, "[\"set\", {}, \"c\", \"x\"]"));
        Outcome outcome = owner("[\"set\", {\"all\": [" + all + "]}, \"bulk\", \"" + writes + "\"]");
        if (!outcome.code().equals(Outcome.OK)) {
            assertThat((Object) outcome.detail())
                    .isEqualTo(Json.parse("{\"code\": \"program-writes-too-many\", \"at\": \"\"}"));
        }
        return outcome.code();
    }

    @Test
    void accountsAreNamedInFullOrByEthereumAddress() {
        funded();
        String address = bob.account().address();
        for (String to :
                List.of(address, bob.account().text(), Addresses.display(bob.account()), "$signer", "$account")) {
            owner("[\"addTrigger\", {\"key\": \"k\", \"on\": \"create\", \"func\": [[\"mint()\", {\"token\": \"gold\","
                    + " \"amount\": 1, \"to\": \"" + to + "\"}]]}, \"named\"]");
            owner("[\"setRules\", [[\"set\", [[\"allow()\"]]]], \"named\"]");
            assertThat(ledger.query(bob, "[\"set\", {}, \"named\", \"" + to.replace('$', '-') + "\"]")
                            .code())
                    .as(to)
                    .isEqualTo(Outcome.OK);
        }
        holds(bob, "gold", 65, 0);
        failed(
                ledger.query(
                        bob,
                        doing(
                                "mint",
                                "\"token\": \"gold\", \"amount\": 1, \"to\": \""
                                        + sol.account().address() + "\"")),
                "program-argument-wrong",
                "mint()/to");
    }

    @Test
    void whatAProgramComputesIsAnAmountAsFarAsItIsExact() {
        owner("[\"creditToken\", \"gold\", " + Long.MAX_VALUE + "]");
        computed("[\"multiply\", \"$data.after.n\", 3]");
        assertThat(owner("[\"set\", {\"n\": 5}, \"computed\", \"a\"]").code()).isEqualTo(Outcome.OK);
        holds(bob, "gold", 15, 0);
        for (String wrong : List.of("0.5", "0", "-1", "6004799503160661", "null", "\"x\"")) {
            failed(
                    owner("[\"set\", {\"n\": " + wrong + "}, \"computed\", \"w\"]"),
                    "program-argument-wrong",
                    "mint()/amount");
        }
        // What is only passed on keeps its exact value.
        computed("[\"identity\", \"$data.after.n\"]");
        assertThat(owner("[\"set\", {\"n\": 9007199254740993}, \"computed\", \"b\"]")
                        .code())
                .isEqualTo(Outcome.OK);
        holds(bob, "gold", 9_007_199_254_741_008L, 0);
    }

    private void computed(String amount) {
        Outcome added = owner("[\"addTrigger\", {\"key\": \"k\", \"on\": \"create\", \"func\": [[\"=$n\", " + amount
                + "]," + " [\"mint()\", {\"token\": \"gold\", \"amount\": \"$n\", \"to\": " + name(bob)
                + "}]]}, \"computed\"]");
        assertThat(added.code()).isEqualTo(Outcome.OK);
    }

    @Test
    void rulesCannotMoveTokens() {
        for (String function : List.of("mint", "transfer", "withdraw")) {
            assertThat(owner("[\"setRules\", [[\"set\", [[\"" + function + "()\", {}]]]], \"p\"]")
                            .code())
                    .isEqualTo("program-function-unknown");
        }
    }

    @Test
    void everyArgumentOfEveryKindIsAnsweredInWords() {
        funded();
        List<String> wrong = List.of(
                "null",
                "true",
                "-1",
                "0",
                "1.5",
                "1e300",
                "\"\"",
                "\"x y\"",
                "\"0x1 2\"",
                "[]",
                "[1]",
                "{}",
                "{\"a\": 1}");
        for (String function : List.of("mint", "transfer", "withdraw")) {
            List<String> names = TokenFunctions.fields(function);
            for (String name : names) {
                for (String value : wrong) {
                    failed(
                            ledger.query(bob, doing(function, fields(names, name, value))),
                            "program-argument-wrong",
                            function + "()/" + name);
                }
                failed(
                        ledger.query(bob, doing(function, fields(names, name, null))),
                        "program-argument-wrong",
                        function + "()/" + name);
            }
            failed(
                    ledger.query(bob, doing(function, fields(names, "", null) + ", \"more\": 1")),
                    "program-argument-wrong",
                    function + "()/more");
            for (String value : List.of("null", "1", "[]", "\"a\"")) {
                failed(
                        ledger.query(bob, "[\"set\", {\"do\": " + value + "}, \"" + function + "\", \"d\"]"),
                        "program-argument-wrong",
                        function + "()");
            }
        }
        tokens("{\"gold\": {\"available\": 40, \"issued\": 60, \"withdrawn\": 0}}");
    }

    /** Good fields, of which one has another value, or is missing. */
    private String fields(List<String> names, String other, @Nullable String value) {
        List<String> fields = new ArrayList<>();
        for (String name : names) {
            String good = switch (name) {
                case "token" -> "\"gold\"";
                case "amount" -> "1";
                default -> name(bob);
            };
            if (!name.equals(other)) {
                fields.add("\"" + name + "\": " + good);
            } else if (value != null) {
                fields.add("\"" + name + "\": " + value);
            }
        }
        return String.join(", ", fields);
    }

    @Test
    void anAccountThatIsNoneHasItsPlace() {
        for (String account : List.of("foo", "", "0x12", "db3_user:eth:0x12", "db3_user:", "db3_user:doge:1")) {
            assertThatThrownBy(() -> asked("[\"getBalance\", \"gold\", \"" + account + "\"]"))
                    .as(account)
                    .isInstanceOfSatisfying(
                            CairnException.class,
                            refusal -> assertThat(refusal.at()).isEqualTo("query/2"));
        }
    }

    @Test
    void queriesOfAnotherFormAreRefused() {
        List<String> names =
                List.of("null", "1", "\"\"", "\"a b\"", "\"\u00e4\"", "\"" + "a".repeat(65) + "\"", "\"chain:\"", "{}");
        List<String> amounts = List.of("null", "\"1\"", "0", "-1", "1.5", "1e300", "9223372036854775808", "[]", "{}");
        List<String> wrong =
                new ArrayList<>(List.of("[\"creditToken\"]", "[\"creditToken\", \"a\"]", "[\"withdrawToken\"]"));
        for (String function : List.of("creditToken", "withdrawToken")) {
            names.forEach(name -> wrong.add("[\"" + function + "\", " + name + ", 1]"));
            amounts.forEach(amount -> wrong.add("[\"" + function + "\", \"a\", " + amount + "]"));
            wrong.add("[\"" + function + "\", \"a\", 1, 1]");
        }
        for (String query : wrong) {
            assertThatThrownBy(() -> WriteQuery.parse(Json.parse(query), "q"))
                    .as(query)
                    .isInstanceOfSatisfying(
                            CairnException.Incorrect.class,
                            refusal -> assertThat(refusal.code())
                                    .isIn("query-length", "query-type", "token-name-invalid", "token-amount-invalid"));
        }
    }
}
