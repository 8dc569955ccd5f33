package io.cairn.engine.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.codec.Json;
import io.cairn.engine.log.Outcome;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Clock;
import io.cairn.engine.mutation.TestUser;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rules before writes, triggers behind them and crons beside them, in a database with its journal. */
class AutomationTest {
    private static final String FOLLOW = """
            ["setRules", [["set:follow", [
                ["split()", [":", "$id", ["=$from", "=$to"]]],
                ["=$isFromSigner", ["equals", "$from", "$signer"]],
                ["mod()", {"from": "$from", "to": "$to", "date": "$ms"}],
                ["allowif()", "$isFromSigner"]]]], "follows"]""";

    private final Ledger ledger = new Ledger();
    private final TestUser bob = TestUser.ethereum(TestUser.seed(7));
    private final TestUser alice = TestUser.ethereum(TestUser.seed(8));

    private String name(TestUser user) {
        return user.account().address();
    }

    private void owner(String... queries) {
        assertThat(ledger.query(ledger.owner, queries).code()).isEqualTo(Outcome.OK);
    }

    private boolean replays = true;

    /** Whatever a test did, replay comes to the same roots. */
    @AfterEach
    void replayAgrees() {
        if (!replays) {
            return;
        }
        ledger.seal();
        assertThat(ledger.audit().head()).isEqualTo(ledger.headers().getLast());
    }

    @Test
    void theSeedsFollowRuleLetsOnlyItsSignerFollow() {
        owner(FOLLOW);
        String id = name(bob) + ":" + name(alice);
        Outcome followed = ledger.query(bob, "[\"set:follow\", {}, \"follows\", \"" + id + "\"]");
        assertThat(followed.code()).isEqualTo(Outcome.OK);
        assertThat((Object) followed.detail()).isEqualTo(Json.parse("{\"allowed\": [\"follows/0/3\"]}"));
        assertThat(ledger.find("follows", id))
                .isEqualTo(Json.parse("{\"from\": \"" + name(bob) + "\", \"to\": \"" + name(alice) + "\", \"date\": "
                        + ledger.clock() + "}"));

        Outcome refused = ledger.query(alice, "[\"set:follow\", {}, \"follows\", \"" + name(bob) + ":x\"]");
        assertThat(refused.code()).isEqualTo("rule-denied");
        assertThat(refused.at()).isEqualTo("rules/follows/0/3");
        assertThat((Object) refused.detail())
                .isEqualTo(
                        Json.parse(
                                "{\"collection\": \"follows\", \"rule\": \"set:follow\", \"operation\": \"set:follow\","
                                        + " \"line\": [\"allowif()\", \"$isFromSigner\"], \"inputs\": {\"isFromSigner\": false}}"));
        assertThat(Outcome.decode(refused.encode())).isEqualTo(refused);
        assertThat(ledger.query(bob, "[\"set\", {}, \"follows\", \"" + id + "\"]")
                        .code())
                .isEqualTo("rule-denied");
        assertThat(ledger.query(ledger.owner, "[\"delete\", \"follows\", \"" + id + "\"]")
                        .code())
                .isEqualTo("rule-denied");
        assertThat(ledger.apply(bob, ledger.set("follows", id, Value.Document.EMPTY))
                        .code())
                .isEqualTo("rule-denied");
    }

    @Test
    void rulesAreSetOneByOneAndGo() {
        owner(
                "[\"setRules\", [[\"allow()\"]], \"ppl\", \"add\"]",
                "[\"setRules\", [[\"deny()\"]], \"ppl\", \"set@0\"]",
                "[\"setRules\", [[\"allow()\"]], \"ppl\", \"set\"]");
        assertThat(ledger.query(bob, "[\"set\", {\"a\": 1}, \"ppl\", \"x\"]").code())
                .isEqualTo(Outcome.OK);
        assertThat(ledger.query(bob, "[\"delete\", \"ppl\", \"x\"]").code()).isEqualTo("rule-denied");
        assertThat(ledger.query(bob, "[\"setRules\", [], \"ppl\"]").code()).isEqualTo("not-permitted");
        owner("[\"setRules\", {\"__op\": \"del\"}, \"ppl\", \"set\"]", "[\"setRules\", [], \"ppl\"]");
        assertThat(ledger.query(bob, "[\"delete\", \"ppl\", \"x\"]").code()).isEqualTo(Outcome.OK);
    }

    @Test
    void anOuterCollectionsRulesHoldInside() {
        owner(
                "[\"setRules\", [[\"*\", [[\"allowif()\", [\"equals\", \"$request.path.1\", \"$signer\"]]]]], \"users\"]");
        String path = "\"users\", \"" + name(bob) + "\", \"notes\", \"n\"]";
        ledger.query(
                ledger.owner,
                "[\"setRules\", [[\"*\", [[\"allow()\"]]]], \"users\", \"" + name(bob) + "\", \"notes\"]");
        assertThat(ledger.query(alice, "[\"set\", {}, " + path).code()).isEqualTo("rule-denied");
        assertThat(ledger.query(bob, "[\"set\", {}, " + path).code()).isEqualTo(Outcome.OK);
    }

    @Test
    void aLikeCountsInAPostThatItsSignerMayNotWrite() {
        owner(
                "[\"set\", {\"likes\": 0}, \"posts\", \"p\"]",
                "[\"setRules\", [[\"add:post\", [[\"allow()\"]]]], \"posts\"]",
                "[\"setRules\", [[\"set\", [[\"allow()\"]]], [\"delete\", [[\"allow()\"]]]], \"likes\"]",
                "[\"addTrigger\", {\"key\": \"count\", \"on\": \"create\", \"version\": 2, \"func\":"
                        + " [[\"update()\", [{\"likes\": {\"__op\": \"inc\", \"n\": 1}}, \"posts\", \"$data.after.post\"]]]},"
                        + " \"likes\"]",
                "[\"addTrigger\", {\"key\": \"uncount\", \"on\": [\"delete\"], \"func\": [[\"when\", [\"T\"], [\"toBatch\","
                        + " [\"update\", {\"likes\": {\"__op\": \"inc\", \"n\": -1}}, \"posts\", \"$data.before.post\"]],"
                        + " \"$data\"]]}, \"likes\"]");
        Outcome liked = ledger.query(bob, "[\"set\", {\"post\": \"p\"}, \"likes\", \"l\"]");
        assertThat(liked.code()).isEqualTo(Outcome.OK);
        assertThat((Object) liked.detail())
                .isEqualTo(Json.parse(
                        "{\"allowed\": [\"likes/0/0\"], \"derived\": [{\"function\": \"update\", \"collection\": \"posts\", \"id\": \"p\"}],"
                                + " \"count\": 1}"));
        assertThat(ledger.find("posts", "p")).isEqualTo(Json.parse("{\"likes\": 1}"));
        // A set over a document is an update, so it is not counted again.
        ledger.query(alice, "[\"set\", {\"post\": \"p\"}, \"likes\", \"l\"]");
        assertThat(ledger.find("posts", "p")).isEqualTo(Json.parse("{\"likes\": 1}"));
        assertThat(ledger.query(alice, "[\"update\", {\"likes\": 9}, \"posts\", \"p\"]")
                        .code())
                .isEqualTo("rule-denied");
        assertThat(ledger.query(alice, "[\"delete\", \"likes\", \"l\"]").code()).isEqualTo(Outcome.OK);
        assertThat(ledger.find("posts", "p")).isEqualTo(Json.parse("{\"likes\": 0}"));
        // What a trigger cannot do refuses the write that it follows.
        Outcome lost = ledger.query(bob, "[\"set\", {\"post\": \"gone\"}, \"likes\", \"m\"]");
        assertThat(lost.code()).isEqualTo("trigger-failed");
        assertThat(lost.at()).isEqualTo("triggers/likes/count");
        assertThat(ledger.find("likes", "m")).isNull();
    }

    @Test
    void triggersThatCallEachOtherForEverEnd() {
        owner(
                "[\"addTrigger\", {\"key\": \"a\", \"on\": \"create,update\", \"func\": [[\"upsert()\", [{\"n\": {\"__op\":"
                        + " \"inc\", \"n\": 1}}, \"b\", \"x\"]]]}, \"a\"]",
                "[\"addTrigger\", {\"key\": \"b\", \"on\": \"create,update\", \"func\": [[\"upsert()\", [{\"n\": {\"__op\":"
                        + " \"inc\", \"n\": 1}}, \"a\", \"x\"]]]}, \"b\"]");
        Outcome endless = ledger.query(ledger.owner, "[\"set\", {}, \"a\", \"x\"]");
        assertThat(endless.code()).isEqualTo("trigger-failed");
        assertThat(ledger.find("a", "x")).isNull();
        owner("[\"removeTrigger\", \"b\", \"b\"]", "[\"set\", {}, \"a\", \"x\"]");
        assertThat(ledger.find("b", "x")).isEqualTo(Json.parse("{\"n\": 1}"));
        assertThat(ledger.query(ledger.owner, "[\"removeTrigger\", \"b\", \"b\"]")
                        .code())
                .isEqualTo("trigger-not-found");
    }

    @Test
    void aProgramThatNeverEndsRefusesItsMutationAlone() {
        owner("[\"setRules\", [[\"set\", [[\"=$x\", [\"until\", [\"F\"], [\"inc\"], 1]], [\"allow()\"]]]], \"ppl\"]");
        assertThat(ledger.query(bob, "[\"set\", {}, \"ppl\", \"x\"]").code()).isEqualTo("fpjson-out-of-steps");
        owner("[\"set\", {}, \"other\", \"x\"]");
    }

    @Test
    void everyDueTickRunsOnceInOrderAtItsOwnTime() {
        owner(
                "[\"set\", {\"n\": 0, \"times\": []}, \"counters\", \"c\"]",
                "[\"addCron\", {\"span\": 10, \"jobs\": [[\"update()\", [{\"n\": {\"__op\": \"inc\", \"n\": 1}, \"times\":"
                        + " {\"__op\": \"union\", \"arr\": [\"$ts\"]}}, \"counters\", \"c\"]]]}, \"count\"]");
        long start = ledger.clock() / 1_000 + 1;
        assertThat(ledger.tick()).isEmpty();
        ledger.advance(45_500);
        List<Outcome> ticks = ledger.tick();
        assertThat(ticks).hasSize(4).allSatisfy(tick -> assertThat(tick.code()).isEqualTo(Outcome.OK));
        assertThat(ledger.find("counters", "c"))
                .isEqualTo(Json.parse("{\"n\": 4, \"times\": [" + (start + 10) + "," + (start + 20) + "," + (start + 30)
                        + "," + (start + 40) + "]}"));
        assertThat(ledger.tick()).isEmpty();
    }

    @Test
    void anEntryBehindATickThatIsMissingIsNoHistory() {
        owner("[\"addCron\", {\"span\": 1, \"jobs\": [[\"break\"]]}, \"c\"]");
        ledger.seal();
        ledger.advance(2_500);
        replays = false;
        assertThatThrownBy(() -> ledger.query(bob, "[\"set\", {}, \"x\", \"y\"]"))
                .isInstanceOfSatisfying(
                        CairnException.Incorrect.class,
                        missing -> assertThat(missing.code()).isEqualTo("clock-missing"));
        assertThatThrownBy(() -> ledger.submit(new Clock(5, ledger.address()).encode()))
                .isInstanceOfSatisfying(
                        CairnException.Incorrect.class,
                        wrong -> assertThat(wrong.code()).isEqualTo("clock-wrong"));
    }

    @Test
    void aCronEndsByItsTimesOrItsEndOrByBeingRemoved() {
        long now = ledger.clock() / 1_000;
        String job = "\"jobs\": [[\"upsert()\", [{\"n\": {\"__op\": \"inc\", \"n\": 1}}, \"counters\", \"NAME\"]]]";
        owner(
                "[\"addCron\", {\"span\": 1, \"times\": 3, " + job.replace("NAME", "t") + "}, \"t\"]",
                "[\"addCron\", {\"span\": 2, \"do\": true, \"end\": " + (now + 6) + ", " + job.replace("NAME", "e")
                        + "}, \"e\"]",
                "[\"addCron\", {\"do\": true, \"times\": 1, " + job.replace("NAME", "o") + "}, \"o\"]",
                "[\"addCron\", {\"span\": 1, " + job.replace("NAME", "r") + "}, \"r\"]",
                "[\"removeCron\", \"r\"]");
        ledger.advance(100_000);
        assertThat(ledger.tick()).hasSize(7);
        assertThat(ledger.find("counters", "t")).isEqualTo(Json.parse("{\"n\": 3}"));
        assertThat(ledger.find("counters", "e")).isEqualTo(Json.parse("{\"n\": 3}"));
        assertThat(ledger.find("counters", "o")).isEqualTo(Json.parse("{\"n\": 1}"));
        assertThat(ledger.find("counters", "r")).isNull();
    }

    @Test
    void aTickThatFailsIsToldAndTheNextOneRuns() {
        owner("[\"addCron\", {\"span\": 1, \"jobs\": [[\"update()\", [{\"n\": 1}, \"counters\", \"c\"]]]}, \"fails\"]");
        ledger.advance(3_000);
        assertThat(ledger.tick()).isNotEmpty().allSatisfy(tick -> {
            assertThat(tick.code()).isEqualTo("cron-failed");
            assertThat(tick.at()).isEqualTo("crons/fails");
        });
        owner("[\"set\", {}, \"counters\", \"c\"]");
        ledger.advance(1_000);
        assertThat(ledger.tick())
                .hasSize(1)
                .allSatisfy(tick -> assertThat(tick.code()).isEqualTo(Outcome.OK));
    }

    @Test
    void cronsWithAbsurdSpansAreRefused() {
        for (String fields : List.of(
                "\"span\": 0",
                "\"span\": -1",
                "\"span\": 1.5",
                "\"span\": 9007199254740993",
                "\"times\": 3",
                "\"span\": 1, \"start\": 5",
                "\"span\": 1, \"end\": 5",
                "\"span\": 1, \"times\": 0",
                "\"span\": 1, \"do\": 1",
                "\"span\": 1, \"x\": 1")) {
            Outcome refused =
                    ledger.query(ledger.owner, "[\"addCron\", {" + fields + ", \"jobs\": [[\"break\"]]}, \"c\"]");
            assertThat(refused.code()).as(fields).isEqualTo("cron-malformed");
        }
        assertThat(ledger.query(ledger.owner, "[\"addCron\", {\"span\": 1, \"jobs\": []}, \"c\"]")
                        .code())
                .isEqualTo("cron-malformed");
    }

    @Test
    void aRunOfACronInQuarantineIsPassedOver() {
        owner(
                "[\"addCron\", {\"span\": 1, \"times\": 2, \"jobs\": [[\"upsert()\", [{\"n\": {\"__op\": \"inc\", \"n\": 1}},"
                        + " \"c\", \"d\"]]]}, \"count\"]");
        ledger.advance(10_000);
        Long due = ledger.machine().mutations().nextDueMillis();
        List<Outcome> passed = ledger.applyQuarantined(new Clock(due, ledger.address()).encode());
        assertThat(passed).extracting(Outcome::code).containsExactly("quarantined");
        assertThat(ledger.tick()).extracting(Outcome::code).containsExactly(Outcome.OK);
        assertThat(ledger.find("c", "d")).isEqualTo(Json.parse("{\"n\": 1}"));
    }

    @Test
    void settingsOfAnyShapeAreRefusedOrTakenAndNeverBreakTheEngine() {
        List<String> values = List.of(
                "null",
                "1",
                "\"a\"",
                "\"a/b\"",
                "\"\"",
                "\"__x__\"",
                "[]",
                "{}",
                "[[]]",
                "[[\"set\"]]",
                "[[\"set\", []]]",
                "[[\"set\", [[\"if\"]]]]",
                "[[\"set\", [[\"[]\", [\"else\", 1]]]]]",
                "[[\"@\", [[\"allow()\"]]]]",
                "{\"key\": \"k\", \"on\": \",\", \"func\": []}",
                "{\"key\": \"k\", \"on\": \"create\", \"func\": []}",
                "{\"span\": 1, \"jobs\": [[\"split()\", [1, 2, 3]]]}",
                "{\"signers\": [1], \"multisig\": 1}",
                "\"k@x\"",
                "\"k@1\"",
                "{\"__op\": \"del\"}",
                "{\"schema\": {\"type\": 5}}",
                "\"0x0101010101010101010101010101010101010101\"",
                "{\"address\": \"0x0101010101010101010101010101010101010101\", \"expiry\": 9}");
        List<String> words = List.of(
                "setRules",
                "addTrigger",
                "removeTrigger",
                "addCron",
                "removeCron",
                "addRelayerJob",
                "removeRelayerJob",
                "addOwner",
                "removeOwner",
                "addAddressLink",
                "removeAddressLink",
                "setSchema",
                "addIndex",
                "removeIndex",
                "creditToken",
                "withdrawToken");
        for (int seed = 0; seed < 3_000; seed++) {
            java.util.Random random = new java.util.Random(seed);
            StringBuilder query = new StringBuilder("[\"" + words.get(random.nextInt(words.size())) + "\"");
            for (int i = random.nextInt(5); i > 0; i--) {
                query.append(',').append(values.get(random.nextInt(values.size())));
            }
            String text = query.append(']').toString();
            try {
                ledger.query(ledger.owner, text);
            } catch (CairnException.Incorrect malformed) {
                assertThat(malformed.code()).as("seed %d: %s", seed, text).isNotEmpty();
            }
        }
    }
}
