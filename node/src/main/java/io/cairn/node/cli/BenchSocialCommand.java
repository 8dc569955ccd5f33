package io.cairn.node.cli;

import io.cairn.engine.codec.Json;
import io.cairn.node.bench.Bench;
import io.cairn.node.bench.BenchReport;
import io.cairn.node.bench.BenchSettings;
import io.cairn.node.bench.SocialBench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures a social network. */
@Command(
        name = "social",
        description = {
            "Measure a social network: follows that a rule checks, likes with their trigger, the rule alone, a timeline.",
            "Figures go to standard output, progress to standard error; see docs/performance.md."
        })
@SuppressWarnings("NullAway.Init")
final class BenchSocialCommand implements Callable<Integer> {
    @Mixin
    private Root root;

    @Option(names = "--json", description = "end with one JSON object instead of a table")
    private boolean json;

    @Option(names = "--seed", paramLabel = "N", description = "what keys and choices are made from")
    private long seed = 1;

    @Option(names = "--dir", paramLabel = "D", description = "folder on the disk to measure; files are left in it")
    @Nullable
    private Path folder;

    @Option(
            names = "--only",
            paramLabel = "NAME",
            split = ",",
            description = "only these workloads: ${COMPLETION-CANDIDATES}",
            completionCandidates = Names.class)
    private Set<String> only = new LinkedHashSet<>();

    @Option(names = "--seconds", paramLabel = "N", description = "how long each load is measured")
    private int seconds = 8;

    @Option(names = "--scale", paramLabel = "X", description = "part of a million posts for the timeline")
    private double scale = 1;

    /** The workloads, for help and completion. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return SocialBench.NAMES.iterator();
        }
    }

    @Override
    public Integer call() throws IOException {
        Path chosen = folder;
        Path used = chosen == null ? Files.createTempDirectory("cairn-bench-") : chosen;
        Files.createDirectories(used);
        Path run = Files.createTempDirectory(used.toAbsolutePath(), "run-");
        try {
            BenchReport report = SocialBench.run(new BenchSettings(
                    run, seed, only, seconds, scale, false, root.terminal().err()));
            List<String> lines = json ? List.of(Json.print(report.json())) : report.table();
            lines.forEach(root.terminal()::print);
            return ExitCode.OK.number();
        } finally {
            if (chosen == null) {
                Bench.deleteFolder(used);
            }
        }
    }
}
