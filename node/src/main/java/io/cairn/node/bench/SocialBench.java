package io.cairn.node.bench;

import io.cairn.engine.model.CairnException;
import io.cairn.node.load.NodeRunner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Runs the benchmarks of a social network: writes with rules and triggers, rules alone, a timeline. */
public final class SocialBench {
    /** Every workload of {@code cairn bench social}. */
    public static final List<String> NAMES = List.of("follow", "like", "rule-eval", "indexed-query-1m");

    private static final int CLIENTS = 64;
    private static final int READERS = 1;
    private static final int POSTS = 1_000_000;
    private static final int POSTS_MIN = 5_000;
    private static final int LIKED = 2_000;

    private SocialBench() {}

    /** Measures what the settings ask for. Leaves its files in the folder. */
    public static BenchReport run(BenchSettings settings) {
        settings.requireOnly(NAMES);
        settings.say("calibrating");
        double load = Machine.load();
        Calibration before = Calibration.run(settings.seconds());
        List<BenchResult> results = new ArrayList<>();
        try {
            if (settings.wants("rule-eval")) {
                add(SocialRules.evaluate(settings.seconds()), results, settings);
            }
            if (settings.wants("follow") || settings.wants("like")) {
                writes(settings, results);
            }
            if (settings.wants("indexed-query-1m")) {
                timeline(settings, results);
            }
        } catch (IOException e) {
            throw new CairnException.Unavailable("bench-failed", "the benchmark failed: " + e.getMessage(), e);
        }
        settings.say("calibrating again");
        return new BenchReport(results, before, Calibration.run(settings.seconds()), load);
    }

    private static void add(BenchResult result, List<BenchResult> results, BenchSettings settings) {
        results.add(result);
        settings.say("  " + BenchReport.line(result));
    }

    private static void writes(BenchSettings settings, List<BenchResult> results) throws IOException {
        SplittableRandom random = new SplittableRandom(settings.seed());
        try (NodeRunner node = NodeRunner.start(settings.folder().resolve("writes"), List.of())) {
            Target target = Target.create(node, random.split());
            SocialLoad social = new SocialLoad(target);
            social.prepare(LIKED);
            settings.say("  warming up");
            WarmUp.run(CLIENTS, settings.seconds(), node.pid(), social.follows(random.split()));
            if (settings.wants("follow")) {
                Measured measured =
                        ClosedLoop.run(CLIENTS, settings.seconds(), node.pid(), social.follows(random.split()));
                add(BenchResult.of("follow", CLIENTS, measured).with("aim", 5_000), results, settings);
            }
            if (settings.wants("like")) {
                WarmUp.run(CLIENTS, settings.seconds(), node.pid(), social.likes(random.split(), LIKED));
                Measured measured =
                        ClosedLoop.run(CLIENTS, settings.seconds(), node.pid(), social.likes(random.split(), LIKED));
                add(BenchResult.of("like", CLIENTS, measured).with("aim", 3_000), results, settings);
            }
        }
    }

    private static void timeline(BenchSettings settings, List<BenchResult> results) throws IOException {
        SplittableRandom random = new SplittableRandom(settings.seed());
        int posts = settings.scaled(POSTS, POSTS_MIN);
        try (NodeRunner node = NodeRunner.start(settings.folder().resolve("timeline"), List.of())) {
            SocialLoad social = new SocialLoad(Target.create(node, random.split()));
            settings.say("  loading " + posts + " posts");
            social.load(posts, random.split());
            settings.say("  warming up");
            WarmUp.run(READERS, settings.seconds(), node.pid(), social.timelines(random.split(), posts));
            Measured measured =
                    ClosedLoop.run(READERS, settings.seconds(), node.pid(), social.timelines(random.split(), posts));
            add(
                    BenchResult.of("indexed-query-1m", READERS, measured)
                            .with("documents", posts)
                            .with("aim_p99_ms", 2),
                    results,
                    settings);
        }
    }
}
