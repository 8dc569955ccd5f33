package io.cairn.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.codec.Json;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.state.EngineVersion;
import io.cairn.engine.state.EngineVersions;
import io.cairn.engine.state.Transaction;
import io.cairn.node.config.NodeConfig;
import io.cairn.node.database.JournalReplay;
import io.cairn.node.http.LogWatch;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From an entry that breaks the engine to a database that goes on, with nothing but the command line. */
class QuarantineTest {
    @TempDir
    Path folder;

    /** Version 1 with a mistake in it: nothing can be added to the collection "boom". */
    private static final class Mistaken implements EngineVersion {
        private final EngineVersion released = EngineVersions.released().load(1);

        @Override
        public int number() {
            return 1;
        }

        @Override
        public void execute(Operation operation, Transaction transaction) {
            if (operation instanceof Operation.OnDocuments documents
                    && documents.collection().equals("boom")) {
                throw new IllegalStateException("a mistake of the engine");
            }
            released.execute(operation, transaction);
        }
    }

    private NodeProcess start() {
        NodeConfig config = NodeConfig.read(null, Map.of(), Map.of("port", "0"));
        return NodeProcess.start(config, folder.resolve("node"), "test", new EngineVersions(List.of(new Mistaken())));
    }

    private static Cli.Result ok(Cli.Result result) {
        assertThat(result.exit()).as(result.err()).isZero();
        return result;
    }

    @Test
    void operatorFindsTheEntryInTheLogAndTheDatabaseGoesOnWithoutIt() {
        Cli cli = new Cli(folder.resolve("home"));
        try (NodeProcess node = start();
                LogWatch log = new LogWatch()) {
            cli.with("CAIRN_NODE", "http://127.0.0.1:" + node.port());
            ok(cli.run("key", "new", "main"));
            cli.with("CAIRN_DB", ok(cli.run("db", "create")).out().strip());
            ok(cli.run("add", "people", "{\"_id\":\"ann\"}"));
            assertThat(cli.run("add", "boom", "{\"_id\":\"bad\"}").exit()).isNotZero();
            assertThat(cli.run("add", "people", "{\"_id\":\"bob\"}").exit()).isNotZero();
            assertThat(log.events("database-stopped")).hasSize(1);
            assertThat(log.records().toString()).contains("the engine breaks on entry 3");
        }
        try (NodeProcess node = start()) {
            cli.with("CAIRN_NODE", "http://127.0.0.1:" + node.port());
            String data = folder.resolve("node").toString();
            Cli.Result other = cli.run("quarantine", "2", "--data", data);
            assertThat(other.exit()).isEqualTo(3);
            assertThat(other.err()).contains("quarantine-not-needed", "breaks on entry 3");
            assertThat(cli.run("quarantine", "3", "--data", folder.toString()).exit())
                    .isEqualTo(6);
            Cli.Result done = ok(cli.run("quarantine", "3", "--data", data, "--json"));
            assertThat(((Value.Document) Json.parse(done.out())).get("sequence"))
                    .isEqualTo(Value.of(3));
            ok(cli.run("add", "people", "{\"_id\":\"bob\"}"));
            assertThat(ok(cli.run("query", "people", "[]")).out()).contains("ann", "bob");
        }
        Path journal = folder.resolve("node/databases").resolve(database(cli)).resolve("journal");
        JournalReplay.Result replayed = JournalReplay.run(journal, _ -> {});
        assertThat(replayed.refused()).isEqualTo(1);
        assertThat(replayed.mutations()).isEqualTo(4);
    }

    private static String database(Cli cli) {
        return cli.variable("CAIRN_DB");
    }
}
