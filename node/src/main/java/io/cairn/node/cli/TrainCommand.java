package io.cairn.node.cli;

import io.cairn.engine.model.CairnException;
import io.cairn.node.bench.Bench;
import io.cairn.node.config.NodeConfig;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Uses a node and the common commands once, in one process and a temporary folder, so that the virtual machine can
 * note for its ahead-of-time cache what they load. The launcher runs it after a build; nobody else needs to.
 */
@Command(name = "train", hidden = true, description = "Use a node once, for the launcher's ahead-of-time cache.")
@SuppressWarnings("NullAway.Init")
final class TrainCommand implements Callable<Integer> {
    @Mixin
    private Root root;

    @Override
    public Integer call() throws IOException {
        Path folder = Files.createTempDirectory("cairn-train-");
        try {
            Map<String, String> environment = new TreeMap<>();
            environment.put("CAIRN_HOME", folder.resolve("home").toString());
            try (NodeProcess node = start(folder)) {
                environment.put("CAIRN_NODE", "http://127.0.0.1:" + node.port());
                use(environment);
            }
            // A node opens what it finds in another way than it makes it.
            try (NodeProcess node = start(folder)) {
                environment.put("CAIRN_NODE", "http://127.0.0.1:" + node.port());
                run(environment, "get", "walks", "ridge");
                run(environment, "sql", "select * from birds order by name");
            }
            return ExitCode.OK.number();
        } finally {
            Bench.deleteFolder(folder);
        }
    }

    private static NodeProcess start(Path folder) {
        return NodeProcess.start(
                NodeConfig.read(null, Map.of(), Map.of("port", "0")), folder.resolve("node"), Main.version());
    }

    private void use(Map<String, String> environment) throws IOException {
        run(environment, "--help");
        run(environment, "key", "new");
        run(environment, "db", "create");
        run(environment, "db", "collection", "walks");
        run(environment, "add", "walks", "{\"_id\":\"ridge\",\"name\":\"Ridge\",\"km\":14}");
        run(environment, "query", "walks", "[[\"km\",\">\",10],[\"km\",\"desc\"],5]");
        run(environment, "get", "walks", "ridge", "--plain");
        run(environment, "query", "[\"get\", \"walks\", [\"km\", \"desc\"], 5]");
        run(environment, "sql", "create table birds (id int primary key, name varchar(20), seen timestamp)");
        run(environment, "sql", "insert into birds values (1, 'Wren', now())");
        run(environment, "sql", "select name from birds where id = 1", "select count(*) from birds");
        run(environment, "db", "show");
    }

    private void run(Map<String, String> environment, String... arguments) throws IOException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(said, false, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(environment, new ByteArrayInputStream(new byte[0]), stream, stream, false);
        int exit = Main.run(terminal, root.main().journals(), arguments);
        if (exit != ExitCode.OK.number()) {
            throw new CairnException.Fault(
                    "training-failed",
                    String.join(" ", arguments) + " ended with " + exit + ": " + said.toString(StandardCharsets.UTF_8));
        }
    }
}
