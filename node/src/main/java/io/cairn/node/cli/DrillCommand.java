package io.cairn.node.cli;

import io.cairn.engine.codec.Json;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.node.demo.Report;
import io.cairn.node.drill.FlipDrill;
import io.cairn.node.drill.KillDrill;
import io.cairn.node.drill.LieDrill;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trials by fire on real processes. */
@Command(
        name = "drill",
        description = "Kill nodes, flip bytes, tell lies, and count what gets through.")
final class DrillCommand {
    int kill(
            @Option(names = "--rounds", defaultValue = "20", description = "how many kills") int rounds,
            @Option(names = "--seed", defaultValue = "1", description = "seed of all choices") long seed,
            @Option(names = "--dir", description = "folder to work in; kept afterwards") @Nullable Path folder,
            @Option(names = "--json", description = "end with one JSON object") boolean json)
            throws IOException {
        Report report = report(json, seed);
        return end(report, new KillDrill(fresh(folder), report, seed).run(rounds), json);
    }

    int flip(
            @Option(names = "--flips", defaultValue = "500", description = "how many flips at least") int flips,
            @Option(names = "--seed", defaultValue = "1", description = "seed of all choices") long seed,
            @Option(names = "--dir", description = "folder to work in; kept afterwards") @Nullable Path folder,
            @Option(names = "--json", description = "end with one JSON object") boolean json)
            throws IOException {
        Report report = report(json, seed);
        return end(report, new FlipDrill(fresh(folder), report, seed).run(flips), json);
    }

    int lies(
            @Option(names = "--seed", defaultValue = "1", description = "seed of all choices") long seed,
            @Option(names = "--dir", description = "folder to work in; kept afterwards") @Nullable Path folder,
            @Option(names = "--json", description = "end with one JSON object") boolean json)
            throws IOException {
        Report report = report(json, seed);
        return end(report, new LieDrill(fresh(folder), report, seed).run(), json);
    }

    private static Report report(boolean json, long seed) {
        Report report = new Report(json ? System.err : System.out);
        report.say("seed %d", seed);
        return report;
    }

    private static Path fresh(@Nullable Path folder) throws IOException {
        Path chosen = folder == null ? Files.createTempDirectory("cairn-drill-") : folder;
        Files.createDirectories(chosen);
        if (Files.exists(chosen.resolve("node")) || Files.exists(chosen.resolve("original"))) {
            throw new CairnException.Incorrect("folder-not-empty", chosen + " holds an earlier drill");
        }
        return chosen.toAbsolutePath();
    }

    private static int end(Report report, Value.Document result, boolean json) {
        if (json) {
            System.out.println(Json.print(result));
        }
        return report.failures().isEmpty() ? 0 : 1;
    }
}
