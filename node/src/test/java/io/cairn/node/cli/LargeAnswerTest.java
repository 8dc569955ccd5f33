package io.cairn.node.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cairn.client.api.CairnClient;
import io.cairn.client.api.ClientDatabase;
import io.cairn.client.api.PinStore;
import io.cairn.client.api.SessionOptions;
import io.cairn.client.key.UserKey;
import io.cairn.engine.codec.Json;
import io.cairn.engine.model.PaymentChain;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.SessionScope;
import io.cairn.engine.mutation.Visibility;
import io.cairn.node.load.NodeRunner;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** Answers that are larger than all the memory of the process that gives them, read row by row, and not at all for a while. */
final class LargeAnswerTest {
    private static final int ROWS = 1_000;
    private static final int CHARACTERS = 9_600;

    /** A gigabyte, or more than the process has. */
    private static final int TIMES = Boolean.getBoolean("cairn.full") ? 112 : 8;

    private static final String LARGE =
            "select n.id, b.t from generate_series(1, " + TIMES + ") as n(id) cross join big b";
    private static final String[] LOAD = {
        "create table big (id int primary key, t text)",
        "insert into big select x, repeat(md5(cast(x as text)), 300) from generate_series(1, " + ROWS + ") as g(x)"
    };

    @TempDir
    Path folder;

    /** A process of this program with little memory, which says in JSON where it is. */
    private record Served(Process process, Value.Document announced) implements AutoCloseable {
        long number(String field) {
            return ((Value.Int) announced.get(field)).value();
        }

        String text(String field) {
            return ((Value.Text) announced.get(field)).value();
        }

        @Override
        public void close() {
            process.destroy();
            process.onExit().join();
        }
    }

    private Served serve(String memory, Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = NodeRunner.command(List.of(arguments));
        command.add(command.indexOf("-Xmx2g") + 1, memory);
        command.add(command.indexOf(memory) + 1, "-XX:+ExitOnOutOfMemoryError");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectError(folder.resolve(arguments[0] + ".log").toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        String line = process.inputReader(StandardCharsets.UTF_8).readLine();
        assertThat(line).as("what %s says", arguments[0]).isNotNull();
        return new Served(process, (Value.Document) Json.parse(line));
    }

    private Served node(String memory) throws IOException {
        return serve(
                memory,
                Map.of(),
                "node",
                "--data",
                folder.resolve("data").toString(),
                "--port",
                "0",
                "--wire-port",
                "0");
    }

    private static WireNode.Port port(Served node) {
        try (CairnClient client = CairnClient.of(URI.create(node.text("url")))
                .pins(PinStore.inMemory())
                .signer(UserKey.generate(PaymentChain.ETH).signer())
                .build()) {
            ClientDatabase database = client.createDatabase("large", Visibility.OWNER_ONLY);
            database.openSession(
                    database.wire().key(),
                    SessionOptions.of(Duration.ofHours(1), SessionScope.SQL, SessionScope.DEFINE));
            return new WireNode.Port(
                    (int) node.number("wirePort"), database.address(), database.wirePassword(Duration.ofHours(1)));
        }
    }

    @Test
    void theNodeMakesTheRowsWhileTheyAreRead() throws Exception {
        try (Served node = node("-Xmx64m")) {
            WireNode.Port port = port(node);
            try (Connection reader = port.connect()) {
                load(reader);
                CopyOut copy = reader.unwrap(PGConnection.class).getCopyAPI().copyOut("copy (" + LARGE + ") to stdout");
                for (int i = 0; i < 10; i++) {
                    assertThat(copy.readFromCopy()).hasSizeGreaterThan(CHARACTERS);
                }
                // It reads no further for now, and others are answered.
                awaitCount(port);
                long rows = 10;
                while (copy.readFromCopy() != null) {
                    rows++;
                }
                assertThat(rows).isEqualTo((long) TIMES * ROWS);
                assertThat(countPortal(reader)).isEqualTo(rows);
                tooManyAreRefused(reader);
            }
            assertThat(node.process().isAlive()).isTrue();
        }
    }

    private static void load(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String text : LOAD) {
                statement.execute(text);
            }
        }
    }

    /** What a client wrote, another one sees with the next block. */
    private static void awaitCount(WireNode.Port port) throws SQLException {
        String count = "";
        while (!count.equals(Integer.toString(ROWS))) {
            count = port.cells("select count(*) from big");
        }
    }

    /** Fetches the rows by portals, a few at a time. */
    private static long countPortal(Connection connection) throws SQLException {
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
        long rows = 0;
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(50);
            try (ResultSet result = statement.executeQuery(LARGE)) {
                while (result.next()) {
                    rows++;
                }
            }
        }
        connection.commit();
        return rows;
    }

    /** Each of them holds an engine. */
    private static void tooManyAreRefused(Connection connection) throws SQLException {
        try (Statement first = connection.createStatement();
                Statement second = connection.createStatement();
                Statement third = connection.createStatement()) {
            for (Statement statement : List.of(first, second, third)) {
                statement.setFetchSize(1);
            }
            assertThat(first.executeQuery(LARGE).next()).isTrue();
            assertThat(second.executeQuery(LARGE).next()).isTrue();
            assertThatThrownBy(() -> third.executeQuery(LARGE))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            refused -> assertThat(refused.getSQLState()).isEqualTo("54000"));
        }
        connection.rollback();
        // Those that were open are no longer.
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(1);
            assertThat(statement.executeQuery(LARGE).next()).isTrue();
        }
    }

    @Test
    void cairnPgRefusesWhatItWouldHaveToHold() throws Exception {
        assumeTrue(Boolean.getBoolean("cairn.full"), "with -Dcairn.full=true only: it starts five processes");
        try (Served node = node("-Xmx320m")) {
            Map<String, String> environment =
                    Map.of("CAIRN_HOME", folder.resolve("home").toString(), "CAIRN_NODE", node.text("url"));
            run(environment, "key", "new");
            run(environment, "db", "create");
            try (Served pg = serve("-Xmx128m", environment, "pg", "--port", "0", "--json")) {
                WireNode.Port port = new WireNode.Port((int) pg.number("port"), "any", "");
                try (Connection connection = port.connect();
                        Statement statement = connection.createStatement()) {
                    load(connection);
                    for (String text : List.of(LARGE, "copy (" + LARGE + ") to stdout")) {
                        assertThatThrownBy(() -> {
                                    if (text.startsWith("copy")) {
                                        connection
                                                .unwrap(PGConnection.class)
                                                .getCopyAPI()
                                                .copyOut(text)
                                                .readFromCopy();
                                    } else {
                                        statement.executeQuery(text);
                                    }
                                })
                                .isInstanceOfSatisfying(
                                        SQLException.class,
                                        refused -> assertThat(refused.getSQLState())
                                                .isEqualTo("54000"));
                    }
                    try (ResultSet rows = statement.executeQuery("select count(*) from big")) {
                        assertThat(rows.next()).isTrue();
                        assertThat(rows.getInt(1)).isEqualTo(ROWS);
                    }
                }
            }
            assertThat(node.process().isAlive()).isTrue();
        }
    }

    private static void run(Map<String, String> environment, String... arguments) throws Exception {
        SqlClients.Run run = SqlClients.run(
                environment, NodeRunner.command(List.of(arguments)).toArray(new String[0]));
        assertThat(run.exit()).as(run.output()).isZero();
    }
}
