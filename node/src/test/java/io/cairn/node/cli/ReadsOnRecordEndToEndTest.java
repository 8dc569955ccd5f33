package io.cairn.node.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.client.api.CairnClient;
import io.cairn.client.api.ClientDatabase;
import io.cairn.client.api.ReadOptions;
import io.cairn.client.api.SessionOptions;
import io.cairn.client.key.KeyRing;
import io.cairn.client.key.UserKey;
import io.cairn.engine.mutation.SessionScope;
import io.cairn.engine.mutation.SqlText;
import io.cairn.node.config.NodeConfig;
import io.cairn.node.gateway.Gateway;
import io.cairn.node.pgwire.PgServer;
import io.cairn.node.pgwire.PgSettings;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way to ask a database that puts reads on record, against a real node. */
final class ReadsOnRecordEndToEndTest {
    @TempDir
    Path folder;

    private @Nullable NodeProcess node;
    private int port;
    private int wirePort;
    private Cli cli;
    private String address;

    @BeforeEach
    void start() {
        startNode();
        cli = new Cli(folder.resolve("home")).with("CAIRN_NODE", "http://127.0.0.1:" + port);
        ok(cli.run("key", "new"));
        address = ok(cli.run("db", "create")).strip();
        cli.with("CAIRN_DB", address);
        ok(cli.run(
                "sql",
                "create table birds (id int primary key, name text)",
                "insert into birds values (1, 'wren'), (2, 'robin')",
                "alter database set read_record = 'on'"));
    }

    @AfterEach
    void stop() {
        if (node != null) {
            node.close();
        }
    }

    private void startNode() {
        node = NodeProcess.start(
                NodeConfig.read(null, Map.of(), Map.of("port", "0", "wire-port", "0")), folder.resolve("node"), "test");
        port = node.port();
        wirePort = node.wirePort();
    }

    private static String ok(Cli.Result result) {
        assertThat(result.exit()).as(result.err() + result.out()).isZero();
        return result.out();
    }

    private CairnClient client() {
        KeyRing ring = KeyRing.at(folder.resolve("home").resolve("keys"));
        UserKey key = ring.load(ring.only(), _ -> new char[0]);
        return CairnClient.of(URI.create("http://127.0.0.1:" + port))
                .signer(key.signer())
                .build();
    }

    /** Reads are listed once they are in a block. */
    private static void seal(ClientDatabase database) {
        database.execute(List.of(new SqlText("comment on table birds is 'sealed'", List.of())));
        database.awaitSeal();
    }

    private static String cell(Connection connection, String text) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(text)) {
            statement.setInt(1, 2);
            try (ResultSet rows = statement.executeQuery()) {
                assertThat(rows.next()).isTrue();
                return rows.getString(1);
            }
        }
    }

    @Test
    void shellPsqlDriverAndLibraryWorkAndAreListed() throws Exception {
        assertThat(ok(cli.run("sql", "--format", "csv", "select name from birds where id = 1")))
                .isEqualTo("name\nwren\n");
        String url = "jdbc:cairn://127.0.0.1:" + port + "/" + address + "?keyFolder="
                + folder.resolve("home").resolve("keys") + "&pinFolder=" + folder.resolve("pins");
        try (Connection driver = DriverManager.getConnection(url)) {
            assertThat(cell(driver, "select name as by_driver from birds where id = ?"))
                    .isEqualTo("robin");
            driver.setAutoCommit(false);
            assertThat(cell(driver, "select name as by_transaction from birds where id = ?"))
                    .isEqualTo("robin");
            driver.commit();
        }
        try (CairnClient client = client()) {
            ClientDatabase database = client.database(address);
            try (PgServer server = PgServer.start(PgSettings.local(0), new Gateway(database))) {
                assertThat(SqlClients.psql(
                                server.port(), "select name as by_psql from birds where id = 1;\nshow reads limit 1;"))
                        .contains("wren");
            }
            seal(database);
        }
        String listed = ok(cli.run("db", "reads", "--of", "birds"));
        assertThat(listed).contains("by_driver", "by_transaction", "by_psql", "\"class\":\"step\"", "where id = 1");
        assertThat(ok(cli.run("db", "reads", "--limit", "2")).lines()).hasSize(2);
    }

    @Test
    void theNodesOwnPortRecordsInTheSessionThatTheAccountHasOpened() throws Exception {
        try (CairnClient client = client()) {
            ClientDatabase database = client.database(address);
            String url = "jdbc:postgresql://127.0.0.1:" + wirePort + "/" + address;
            String password = database.wirePassword(Duration.ofMinutes(5));
            try (Connection wire = DriverManager.getConnection(url, "me", password)) {
                assertThatThrownBy(() -> cell(wire, "select name from birds where id = ?"))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("session");
            }
            database.openSession(
                    database.wire().key(), SessionOptions.of(Duration.ofHours(1), SessionScope.SQL, SessionScope.READ));
            try (Connection wire = DriverManager.getConnection(url, "me", password)) {
                assertThat(cell(wire, "select name as by_wire from birds where id = ?"))
                        .isEqualTo("robin");
                wire.setAutoCommit(false);
                assertThat(cell(wire, "select name as by_wire_block from birds where id = ?"))
                        .isEqualTo("robin");
                wire.commit();
            }
            seal(database);
            List<List<String>> reads = database.sql("show reads of birds", List.of(), ReadOptions.PROVED)
                    .result()
                    .rows();
            assertThat(reads.toString()).contains("by_wire", "by_wire_block");
            // The account's, signed by the key for which it has opened a session.
            assertThat(reads.getFirst().get(3)).isNotEqualTo(reads.getFirst().get(4));
        }
    }

    @Test
    void theRecordSurvivesARestartAndReplay() throws Exception {
        for (int i = 0; i < 5; i++) {
            ok(cli.run("sql", "select " + i + " from birds"));
        }
        try (CairnClient client = client()) {
            seal(client.database(address));
        }
        String before = ok(cli.run("db", "reads"));
        node.close();
        node = null;
        startNode();
        cli.with("CAIRN_NODE", "http://127.0.0.1:" + port);
        String after = ok(cli.run("db", "reads"));
        assertThat(after).endsWith(before).contains("show reads limit 100");
        node.close();
        node = null;
        Path data = folder.resolve("node");
        Path journal = data.resolve("databases").resolve(address).resolve("journal");
        assertThat(ok(cli.runReplaying(
                        "verify", "--node-key", data.resolve("node.pub").toString(), journal.toString())))
                .contains("(0 refused)");
    }
}
