package io.cairn.node.bench;

import io.cairn.engine.codec.Json;
import io.cairn.engine.fpjson.Fuel;
import io.cairn.engine.model.Account;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import io.cairn.engine.rule.Attempt;
import io.cairn.engine.rule.Circumstances;
import io.cairn.engine.rule.Documents;
import io.cairn.engine.rule.RuleSet;
import io.cairn.engine.rule.RuleTrace;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** The litepaper's rule for follows, by itself on one core. */
final class SocialRules {
    static final String FOLLOW = "[[\"set:follow\", [[\"split()\", [\":\", \"$id\", [\"=$from\", \"=$to\"]]],"
            + " [\"=$isFromSigner\", [\"equals\", \"$from\", \"$signer\"]],"
            + " [\"mod()\", {\"from\": \"$from\", \"to\": \"$to\", \"date\": \"$ms\"}],"
            + " [\"allowif()\", \"$isFromSigner\"]]]]";

    private static final long STEPS = 100_000;

    private SocialRules() {}

    static BenchResult evaluate(int seconds) {
        RuleSet rules = RuleSet.of(Json.parse(FOLLOW), "rules");
        Account signer = Account.parse("db3_user:eth:0x000102030405060708090a0b0c0d0e0f10111213");
        Circumstances circumstances = new Circumstances(
                "db", () -> List.of(signer), signer, signer, 1, 1_700_000_000_000L, Hash.ZERO, () -> true, null);
        List<String> path = List.of("follows", signer.address() + ":bob");
        Attempt attempt = Attempt.creation("set", "follow", path, Value.Document.EMPTY);
        // A fifth of the time before it counts, as for every load.
        run(rules, attempt, circumstances, Measured.histogram(), Math.max(1, seconds / 5));
        Histogram times = Measured.histogram();
        long done = run(rules, attempt, circumstances, times, seconds);
        return BenchResult.of("rule-eval", 1, new Measured((double) done / seconds, times, -1, Machine.load()))
                .with("aim", 40_000);
    }

    private static long run(RuleSet rules, Attempt attempt, Circumstances circumstances, Histogram times, int seconds) {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        long done = 0;
        for (long now = System.nanoTime(); now - end < 0; done++) {
            Value.Document after = rules.require(
                            "follows", attempt, circumstances, new Nothing(), new Fuel(STEPS, STEPS), RuleTrace.NONE)
                    .after();
            if (after == null || after.size() != 3) {
                throw new CairnException.Unavailable("bench-failed", "the rule does not complete the document");
            }
            long next = System.nanoTime();
            times.recordValue(next - now);
            now = next;
        }
        return done;
    }

    /** This rule reads nothing. */
    private record Nothing() implements Documents {
        @Override
        public Value get(Value.Array query, Fuel fuel) {
            throw new CairnException.Unavailable("bench-failed", "the rule reads nothing");
        }

        @Override
        public @Nullable Value operate(String path, Value current, Value.Document operator) {
            throw new CairnException.Unavailable("bench-failed", "the rule has no operators");
        }
    }
}
