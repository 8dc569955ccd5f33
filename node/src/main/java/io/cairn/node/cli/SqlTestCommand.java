package io.cairn.node.cli;

import io.cairn.engine.codec.Json;
import io.cairn.engine.model.CairnException;
import io.cairn.node.sqltest.Failure;
import io.cairn.node.sqltest.SqlTest;
import io.cairn.node.sqltest.SqlTestSettings;
import io.cairn.node.sqltest.Tally;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Scripts of sqllogictest on the engine. */
@Command(
        name = "sqltest",
        description = {
            "Run sqllogictest scripts on the SQL engine, without a node; 1 where a record fails.",
            "Every script starts on an empty state in memory. Example: cairn sqltest sql-logic-test-0.3.jar --limit 60000"
        })
@SuppressWarnings("NullAway.Init")
final class SqlTestCommand implements Callable<Integer> {
    private static final int FAILURES_KEPT_MAX = 100_000;
    private static final int FAILURES_SHOWN_MAX = 10;

    @Mixin
    private Root root;

    @Parameters(
            arity = "1..*",
            paramLabel = "PATH",
            description = "scripts; folders, jars or zips with *.test and *.slt in them")
    private List<Path> paths;

    @Option(names = "--json", description = "end with one JSON object on standard output")
    private boolean json;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "keep what failed, with what was found, in DIR/failures.txt")
    private @Nullable Path folder;

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            defaultValue = SqlTestSettings.ENGINE,
            description = "what skipif and onlyif call the engine (default cairn, which no script of the corpus names)")
    private String engine;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "stop after about N records; with --seed, of any scripts")
    private @Nullable Long limit;

    @Option(names = "--script-limit", paramLabel = "N", description = "run at most N records of each script")
    private @Nullable Long scriptLimit;

    @Option(
            names = "--one-in",
            paramLabel = "N",
            defaultValue = "1",
            description = "ask one of N questions, chosen by the seed (default 1: all)")
    private int oneIn;

    @Option(
            names = "--seed",
            paramLabel = "SEED",
            defaultValue = "0",
            description = "shuffles the scripts; 0, the default, leaves their order")
    private long seed;

    @Option(names = "--threads", paramLabel = "N", description = "scripts at a time (default: the processors)")
    private @Nullable Integer threads;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Terminal terminal = root.terminal();
        Progress progress = new Progress(terminal, InstantSource.system(), "records", 0);
        Tally tally = new SqlTest(settings(), progress::at).run(paths);
        progress.finish(tally.records());
        if (folder != null) {
            keep(folder, tally);
        }
        tally.kept().stream()
                .limit(folder == null ? FAILURES_SHOWN_MAX : 0)
                .forEach(failure -> terminal.say(failure.text().stripTrailing()));
        if (json) {
            terminal.print(Json.print(tally.toDocument()));
        } else {
            print(terminal, tally);
        }
        return tally.passed() ? ExitCode.OK.number() : ExitCode.INTERNAL.number();
    }

    private SqlTestSettings settings() {
        return new SqlTestSettings(
                engine,
                positive(limit == null ? Long.MAX_VALUE : limit, "--limit"),
                positive(scriptLimit == null ? Long.MAX_VALUE : scriptLimit, "--script-limit"),
                (int) positive(oneIn, "--one-in"),
                seed,
                (int) positive(threads == null ? Runtime.getRuntime().availableProcessors() : threads, "--threads"),
                FAILURES_KEPT_MAX);
    }

    private static long positive(long value, String option) {
        if (value < 1) {
            throw new CairnException.Incorrect("usage", option, option + " is 1 or more");
        }
        return value;
    }

    private static void keep(Path folder, Tally tally) throws IOException {
        Files.createDirectories(folder);
        StringBuilder text = new StringBuilder();
        for (Failure failure : tally.kept()) {
            text.append(failure.text());
        }
        Files.writeString(folder.resolve("failures.txt"), text, StandardCharsets.UTF_8);
    }

    private static void print(Terminal terminal, Tally tally) {
        terminal.print(passed("queries", tally.queriesPassed(), tally.queries()));
        terminal.print(passed("statements", tally.statementsPassed(), tally.statements()));
        tally.failures().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .forEach(kind ->
                        terminal.print(String.format(Locale.ROOT, "%,10d  %s", kind.getValue(), kind.getKey())));
    }

    private static String passed(String what, long passed, long all) {
        return String.format(
                Locale.ROOT,
                "%-10s %,d of %,d passed (%.3f %%)",
                what,
                passed,
                all,
                all == 0 ? 100 : 100.0 * passed / all);
    }
}
