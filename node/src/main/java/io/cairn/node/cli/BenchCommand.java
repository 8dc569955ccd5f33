package io.cairn.node.cli;

import io.cairn.engine.codec.Json;
import io.cairn.node.bench.Bench;
import io.cairn.node.bench.BenchReport;
import io.cairn.node.bench.BenchSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures a node, the tree and, where it is installed, PostgreSQL. */
@Command(
        name = "bench",
        subcommands = {BenchSqlCommand.class, BenchSocialCommand.class},
        description = {
            "Measure a node, the state tree and, where PostgreSQL 15 is installed, PostgreSQL beside them.",
            "Figures go to standard output, progress to standard error; see docs/performance.md."
        })
@SuppressWarnings("NullAway.Init")
final class BenchCommand implements Callable<Integer> {
    @Mixin
    private Root root;

    @Option(names = "--json", description = "end with one JSON object instead of a table")
    boolean json;

    @Option(names = "--seed", paramLabel = "N", description = "what documents and choices are made from")
    long seed = 1;

    @Option(names = "--dir", paramLabel = "D", description = "folder on the disk to measure; files are left in it")
    @Nullable
    Path folder;

    @Option(
            names = "--only",
            paramLabel = "NAME",
            split = ",",
            description = "only these workloads: ${COMPLETION-CANDIDATES}",
            completionCandidates = Names.class)
    Set<String> only = new LinkedHashSet<>();

    @Option(names = "--seconds", paramLabel = "N", description = "how long each load is measured")
    int seconds = 8;

    @Option(names = "--scale", paramLabel = "X", description = "records to prepare, as a part of the standard number")
    double scale = 1;

    @Option(names = "--no-postgresql", description = "leave PostgreSQL out; there are no ratios then")
    boolean alone;

    /** The workloads, for help and completion. */
    static final class Names implements Iterable<String> {
        @Override
        public java.util.Iterator<String> iterator() {
            return BenchSettings.NAMES.iterator();
        }
    }

    @Override
    public Integer call() throws IOException {
        Path chosen = folder;
        boolean temporary = chosen == null;
        Path used = chosen == null ? Files.createTempDirectory("cairn-bench-") : chosen;
        Files.createDirectories(used);
        Path run = Files.createTempDirectory(used.toAbsolutePath(), "run-");
        try {
            BenchReport report = Bench.run(new BenchSettings(
                    run, seed, only, seconds, scale, !alone, root.terminal().err()));
            List<String> lines = json ? List.of(Json.print(report.json())) : report.table();
            lines.forEach(root.terminal()::print);
            return 0;
        } finally {
            if (temporary) {
                Bench.deleteFolder(used);
            }
        }
    }
}
