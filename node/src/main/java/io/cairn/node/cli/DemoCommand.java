package io.cairn.node.cli;

import io.cairn.engine.codec.Json;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.node.demo.Demo;
import io.cairn.node.demo.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Does Cairn's main job on real data, and checks every step. */
@Command(name = "demo", description = "Do Cairn's main job on real data in a fresh folder, and check every step.")
@SuppressWarnings("NullAway.Init")
final class DemoCommand implements Callable<Integer> {
    @Mixin
    private Root root;

    @Option(names = "--dir", paramLabel = "DIR", description = "empty or new folder to work in; kept afterwards")
    @Nullable
    Path folder;

    @Option(names = "--seed", paramLabel = "N", description = "chooses what is sampled")
    long seed = 1;

    @Option(names = "--documents", paramLabel = "N", description = "load only so many of the records, for a short try")
    @Nullable
    Integer documents;

    @Option(names = "--json", description = "end with one JSON object on standard output")
    boolean json;

    @Override
    public Integer call() throws IOException {
        if (documents != null && documents < 1) {
            throw new CairnException.Incorrect("usage", "documents", "--documents is 1 or more");
        }
        Path chosen = folder == null ? Files.createTempDirectory("cairn-demo-") : folder;
        Files.createDirectories(chosen);
        try (Stream<Path> files = Files.list(chosen)) {
            if (files.findAny().isPresent()) {
                throw new CairnException.Incorrect(
                        "folder-not-empty", chosen + " is not empty; the demo wants a fresh folder");
            }
        }
        Report report =
                new Report(json ? root.terminal().err() : root.terminal().out());
        Value.Document result = new Demo(chosen.toAbsolutePath(), report, seed, documents).run();
        report.say("All %d checks held. Verify them again yourself:", report.checks());
        report.say(
                "   %2$s verify %1$s/receipt.json %1$s/answer.car %1$s/journal --node-key %1$s/node.pub",
                chosen, System.getProperty("cairn.launcher", "cairn"));
        if (json) {
            root.terminal().print(Json.print(result));
        }
        return ExitCode.OK.number();
    }
}
