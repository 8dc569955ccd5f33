package io.cairn.node.cli;

import io.cairn.engine.codec.Json;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.node.bench.Bench;
import io.cairn.node.demo.Report;
import io.cairn.node.drill.FlipDrill;
import io.cairn.node.drill.KillDrill;
import io.cairn.node.drill.LieDrill;
import io.cairn.node.drill.SqlLieDrill;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trials by fire on real processes. */
@Command(
        name = "drill",
        description = "Kill nodes, flip bits, tell lies, and count what gets through.",
        subcommands = {DrillCommand.Kill.class, DrillCommand.Flip.class, DrillCommand.Lies.class})
final class DrillCommand {
    /** What every drill takes. */
    @Command
    @SuppressWarnings("NullAway.Init")
    static final class Common {
        @Spec(Spec.Target.MIXEE)
        private CommandSpec command;

        @Option(names = "--seed", defaultValue = "1", description = "seed of all choices (default 1)")
        long seed;

        @Option(
                names = "--dir",
                paramLabel = "DIR",
                description = "folder to work in, kept afterwards; else a temporary one, kept where a check fails")
        @Nullable
        Path folder;

        @Option(names = "--json", description = "end with one JSON object on standard output")
        boolean json;

        /** Drills in a folder, and reports. */
        private interface Drill {
            Value.Document run(Path folder, Report report) throws IOException;
        }

        private int run(Drill drill) throws IOException {
            Terminal terminal = ((Main) command.root().userObject()).terminal();
            Path work = fresh();
            Report report = new Report(json ? terminal.err() : terminal.out());
            report.say("seed %d", seed);
            Value.Document result = drill.run(work, report);
            if (json) {
                terminal.print(Json.print(result));
            }
            if (report.failures().isEmpty() && folder == null) {
                Bench.deleteFolder(work);
                return ExitCode.OK.number();
            }
            report.say("the files are in %s", work);
            return report.failures().isEmpty() ? ExitCode.OK.number() : ExitCode.INTERNAL.number();
        }

        private Path fresh() throws IOException {
            Path chosen = folder == null ? Files.createTempDirectory("cairn-drill-") : folder;
            Files.createDirectories(chosen);
            if (Files.exists(chosen.resolve("node")) || Files.exists(chosen.resolve("original"))) {
                throw new CairnException.Incorrect("folder-not-empty", chosen + " holds an earlier drill");
            }
            return chosen.toAbsolutePath();
        }

        private static int positive(int count, String option) {
            if (count < 1) {
                throw new CairnException.Incorrect("usage", option, option + " is 1 or more");
            }
            return count;
        }
    }

    /** Kills. */
    @Command(name = "kill", description = "SIGKILL with writes in flight, restart, look for every acknowledged write.")
    static final class Kill implements Callable<Integer> {
        @Mixin
        private final Common common = new Common();

        @Option(names = "--rounds", defaultValue = "20", description = "how many kills (default 20)")
        int rounds;

        @Override
        public Integer call() throws IOException {
            int wanted = Common.positive(rounds, "--rounds");
            return common.run((folder, report) -> new KillDrill(folder, report, common.seed).run(wanted));
        }
    }

    /** Flips. */
    @Command(name = "flip", description = "Flip bits in the files of a stopped node and start it again.")
    static final class Flip implements Callable<Integer> {
        @Mixin
        private final Common common = new Common();

        @Option(names = "--flips", defaultValue = "500", description = "how many flips at least (default 500)")
        int flips;

        @Override
        public Integer call() throws IOException {
            int wanted = Common.positive(flips, "--flips");
            return common.run((folder, report) -> new FlipDrill(folder, report, common.seed).run(wanted));
        }
    }

    /** Lies. */
    @Command(name = "lies", description = "Put a lying server before the client library.")
    static final class Lies implements Callable<Integer> {
        @Mixin
        private final Common common = new Common();

        @Option(names = "--sql", description = "lies about answers in SQL, which are kept: true/, forged/, context/")
        private boolean sql;

        @Option(names = "--lies", defaultValue = "1000", description = "with --sql, at most so many of each kind (all)")
        private int most;

        @Override
        public Integer call() throws IOException {
            if (sql) {
                int wanted = Common.positive(most, "--lies");
                return common.run((folder, report) -> new SqlLieDrill(folder, report, common.seed).run(wanted));
            }
            return common.run((folder, report) -> new LieDrill(folder, report, common.seed).run());
        }
    }
}
