package io.cairn.engine.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.codec.Json;
import io.cairn.engine.document.ReadQuery;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.TestUser;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Questions about rules, triggers, crons, relayer jobs, owners and links: answered as they were set, and proved. */
final class SettingAnswerTest {
    private static final String RULES = "[[\"set:follow,add#1\",[[\"allow()\"]]],[\"*\",[[\"deny()\"]]]]";
    private static final String TRIGGER =
            "{\"key\":\"count\",\"on\":\"create,delete\",\"func\":[[\"break\"]],\"version\":2}";
    private static final String CRON = "{\"span\":10,\"times\":3,\"jobs\":[[\"break\"]]}";
    private static final String JOB = "{\"relayers\":[\"0x" + "ab".repeat(20) + "\"],\"schema\":{\"type\":\"object\"}}";

    private final TestDatabase database = new TestDatabase();
    private final String other = TestUser.ethereum(TestUser.seed(9)).account().text();
    private final String key = TestUser.ethereum(TestUser.seed(10)).account().text();

    private void execute(String... queries) {
        database.apply(Operation.ExecuteQueries.parse(
                database.address(), Json.parse("[" + String.join(",", queries) + "]"), "data/queries"));
        database.seal();
        assertThat(database.outcomes().getLast().code()).isEqualTo("ok");
    }

    private void proved(String question, String expected) {
        Value.Array query = (Value.Array) Json.parse(question);
        byte[] car =
                database.answer(new Question.Ask(database.address(), query)).toCar();
        Answer.Verified verified = Answer.verify(car, database.nodeKey());
        assertThat(verified.answer().documents().getFirst().fields().get("value"))
                .as(question)
                .isEqualTo(Json.parse(expected))
                .isEqualTo(ReadQuery.parse(query).run(database.state()));
    }

    @Test
    void whatOwnersSetIsAnsweredAsItWasSet() {
        execute(
                "[\"setRules\"," + RULES + ",\"people\"]",
                "[\"addTrigger\"," + TRIGGER + ",\"people\",\"ada\",\"notes\"]",
                "[\"addCron\"," + CRON + ",\"tick\"]",
                "[\"addCron\"," + CRON + ",\"again\"]",
                "[\"addRelayerJob\",\"second\"," + JOB + "]",
                "[\"addRelayerJob\",\"first\"," + JOB + "]");
        proved("[\"getRules\",\"people\"]", RULES);
        proved("[\"getTriggers\",\"people\",\"ada\",\"notes\"]", "[" + TRIGGER + "]");
        proved("[\"getCrons\"]", "{\"crons\":{\"again\":" + CRON + ",\"tick\":" + CRON + "}}");
        proved("[\"getRelayerJob\",\"first\"]", JOB);
        proved("[\"listRelayerJobs\"]", "[\"first\",\"second\"]");
    }

    @Test
    void whatIsNotSetIsNullOrEmpty() {
        proved("[\"getRules\",\"people\"]", "[]");
        proved("[\"getRules\",\"nowhere\"]", "[]");
        proved("[\"getTriggers\",\"people\"]", "[]");
        proved("[\"getCrons\"]", "{\"crons\":{}}");
        proved("[\"getRelayerJob\",\"none\"]", "null");
        proved("[\"listRelayerJobs\"]", "[]");
        proved("[\"getAddressLink\",\"" + key + "\"]", "null");
    }

    @Test
    void ownersAreListedWithWhoCreatedTheDatabaseFirst() {
        String creator = "\"" + database.user() + "\"";
        proved("[\"getOwner\"]", "[" + creator + "]");
        execute("[\"addOwner\",\"" + other + "\"]");
        proved("[\"getOwner\"]", "[" + creator + ",\"" + other + "\"]");
        execute("[\"removeOwner\",\"" + other + "\"]");
        proved("[\"getOwner\"]", "[" + creator + "]");
    }

    @Test
    void aLinkTellsForWhomAKeyActsUntilItGoes() {
        String creator = database.user();
        execute("[\"addAddressLink\",{\"address\":\"" + key + "\",\"expiry\":3600}]");
        long until = (database.header().timeMillis() + 3_600_000) / 1_000;
        String link = "{\"address\":\"" + creator + "\",\"expiry\":" + until + "}";
        proved("[\"getAddressLink\",\"" + key + "\"]", link);
        proved("[\"getAddressLink\",\"" + key + "\",\"" + creator + "\"]", link);
        proved("[\"getAddressLink\",\"" + key + "\",\"" + other + "\"]", "null");
        execute("[\"removeAddressLink\",\"" + key + "\"]");
        proved("[\"getAddressLink\",\"" + key + "\"]", "null");
    }

    @Test
    void tokensBalancesAndWithdrawalsAreProved() {
        String creator = "\"" + database.user() + "\"";
        proved("[\"getTokens\"]", "{}");
        proved("[\"listWithdrawals\"]", "{\"withdrawals\":[],\"next\":null}");
        execute(
                "[\"creditToken\",\"gold\",9]",
                "[\"addTrigger\",{\"key\":\"pay\",\"on\":\"create\",\"func\":[[\"mint()\",{\"token\":\"gold\",\"amount\":7,"
                        + "\"to\":\"$account\"}],[\"withdraw()\",{\"token\":\"gold\",\"amount\":3,\"from\":\"$account\"}]]},"
                        + "\"work\"]",
                "[\"set\",{},\"work\",\"w\"]");
        proved("[\"getBalance\",\"gold\"," + creator + "]", "{\"amount\":4,\"withdrawable\":3}");
        proved("[\"getBalance\",\"gold\",\"" + other + "\"]", "{\"amount\":0,\"withdrawable\":0}");
        execute("[\"withdrawToken\",\"gold\"]");
        long entry = database.outcomes().getLast().sequence();
        proved("[\"getTokens\"]", "{\"gold\":{\"available\":2,\"issued\":4,\"withdrawn\":3}}");
        proved(
                "[\"listWithdrawals\",\"gold\",5]",
                "{\"withdrawals\":[{\"number\":1,\"token\":\"gold\",\"account\":" + creator + ",\"amount\":3,\"entry\":"
                        + entry + "}],\"next\":null}");
    }

    @Test
    void questionsOfAnotherFormAreRefused() {
        for (String wrong : List.of(
                "[\"getRules\"]",
                "[\"getRules\",\"a\",\"b\"]",
                "[\"getTriggers\",\"a\",1]",
                "[\"getCrons\",\"a\"]",
                "[\"getRelayerJob\"]",
                "[\"getRelayerJob\",\"\"]",
                "[\"listRelayerJobs\",\"a\"]",
                "[\"getOwner\",\"a\"]",
                "[\"getTokens\",\"a\"]",
                "[\"getBalance\",\"a\"]",
                "[\"getBalance\",\"a\",\"" + key + "\",\"b\"]",
                "[\"getBalance\",\"a\",\"" + key + "\",1]",
                "[\"listWithdrawals\",\"a\",\"b\"]",
                "[\"listWithdrawals\",0]",
                "[\"listWithdrawals\",1001]",
                "[\"listWithdrawals\",1,1]",
                "[\"listWithdrawals\",[\"startAfter\",-1]]",
                "[\"listWithdrawals\",[\"startAfter\",9223372036854775807]]",
                "[\"listWithdrawals\",[\"startAt\",1]]",
                "[\"listWithdrawals\",{}]",
                "[\"getAddressLink\"]",
                "[\"getAddressLink\",\"" + key + "\",\"" + key + "\",\"" + key + "\"]")) {
            assertThatThrownBy(() -> ReadQuery.parse(Json.parse(wrong)))
                    .as(wrong)
                    .isInstanceOfSatisfying(
                            CairnException.Incorrect.class,
                            refusal -> assertThat(refusal.code()).startsWith("query-"));
        }
    }
}
