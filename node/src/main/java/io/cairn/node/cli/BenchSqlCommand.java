package io.cairn.node.cli;

import io.cairn.engine.codec.Json;
import io.cairn.node.bench.Bench;
import io.cairn.node.bench.BenchReport;
import io.cairn.node.bench.BenchSettings;
import io.cairn.node.bench.SqlBench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures SQL: over PostgreSQL's protocol, in the engine, TPC-H, proofs. */
@Command(
        name = "sql",
        description = {
            "Measure SQL: pgbench's scripts over the wire, statements in the engine, a part of TPC-H, a proof's size.",
            "PostgreSQL 15 runs beside it where it is installed, a stock H2 where --h2 names its jar.",
            "Figures go to standard output, progress to standard error; see docs/performance.md."
        })
@SuppressWarnings("NullAway.Init")
final class BenchSqlCommand implements Callable<Integer> {
    @Mixin
    private Root root;

    @Option(names = "--json", description = "end with one JSON object instead of a table")
    private boolean json;

    @Option(names = "--seed", paramLabel = "N", description = "what rows and choices are made from")
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

    @Option(names = "--scale", paramLabel = "X", description = "scale of TPC-H; 0.1 is the standard of all tables")
    private double scale = 0.1;

    @Option(names = "--clients", paramLabel = "N", split = ",", description = "clients at once: 1,8,32")
    private List<Integer> clients = new ArrayList<>();

    @Option(names = "--h2", paramLabel = "JAR", description = "jar of a stock H2 2.x to compare TPC-H with")
    @Nullable
    private Path peer;

    @Option(names = "--no-postgresql", description = "leave PostgreSQL's server out; there are no ratios then")
    private boolean alone;

    /** The workloads, for help and completion. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return SqlBench.NAMES.iterator();
        }
    }

    @Override
    public Integer call() throws IOException {
        Path chosen = folder;
        Path used = chosen == null ? Files.createTempDirectory("cairn-bench-") : chosen;
        Files.createDirectories(used);
        Path run = Files.createTempDirectory(used.toAbsolutePath(), "run-");
        try {
            BenchReport report = SqlBench.run(
                    new BenchSettings(
                            run,
                            seed,
                            only,
                            seconds,
                            scale,
                            !alone,
                            root.terminal().err()),
                    clients.isEmpty() ? List.of(1, 8, 32) : clients,
                    Optional.ofNullable(peer));
            List<String> lines = json ? List.of(Json.print(report.json())) : report.table();
            lines.forEach(root.terminal()::print);
            return 0;
        } finally {
            if (chosen == null) {
                Bench.deleteFolder(used);
            }
        }
    }
}
