package io.cairn.node.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.client.api.CairnClient;
import io.cairn.client.api.ClientDatabase;
import io.cairn.client.api.PinStore;
import io.cairn.client.api.ReadOptions;
import io.cairn.client.api.SqlReading;
import io.cairn.client.key.UserKey;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.PaymentChain;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.SqlText;
import io.cairn.engine.mutation.Visibility;
import io.cairn.engine.sql.SqlColumn;
import io.cairn.node.config.NodeConfig;
import io.cairn.node.gateway.Gateway;
import io.cairn.node.pgwire.PgServer;
import io.cairn.node.pgwire.PgSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Questions about the past, through the library, PostgreSQL's driver, the API and the command, of a real node. */
class TravelEndToEndTest {
    private static final int RETAINED = 30;

    @TempDir
    static Path folder;

    private static NodeProcess node;
    private static CairnClient client;
    private static ClientDatabase database;
    private static PgServer server;
    private static long made;
    private static long inserted;
    private static long updated;
    private static long deleted;

    @BeforeAll
    static void start() throws IOException {
        NodeConfig config =
                NodeConfig.read(null, Map.of(), Map.of("port", "0", "retained-blocks", Integer.toString(RETAINED)));
        node = NodeProcess.start(config, folder.resolve("node"), "test");
        client = CairnClient.of(URI.create("http://127.0.0.1:" + node.port()))
                .pins(PinStore.inMemory())
                .signer(UserKey.generate(PaymentChain.ETH).signer())
                .build();
        database = client.createDatabase("travel", Visibility.PUBLIC);
        server = PgServer.start(PgSettings.local(0), new Gateway(database));
        made = block("create table birds (id int primary key, name varchar(40))");
        inserted = block("insert into birds values (1, 'wren'), (2, 'robin')");
        updated = block("update birds set name = 'jenny' where id = 1");
        deleted = block("delete from birds where id = 2");
    }

    @AfterAll
    static void stop() {
        server.close();
        client.close();
        node.close();
    }

    /** Runs a statement and gives the block that holds it. */
    private static long block(String statement) {
        database.execute(List.of(new SqlText(statement, List.of())));
        database.awaitSeal();
        return database.head().header().height();
    }

    private static List<String> lines(SqlReading reading, String... names) {
        List<String> all =
                reading.result().columns().stream().map(SqlColumn::name).toList();
        List<String> lines = new ArrayList<>();
        reading.result().rows().forEach(row -> {
            List<String> cells = new ArrayList<>();
            for (String name : names) {
                cells.add(String.valueOf(row.get(all.indexOf(name))));
            }
            lines.add(String.join("|", cells));
        });
        return lines;
    }

    private static SqlReading ask(String text, Value... parameters) {
        return database.sql(text, List.of(parameters), ReadOptions.PROVED);
    }

    @Test
    void theLibraryLooksAtThePast() {
        SqlReading then = ask("select name from birds as of block ?1 where id = 1", Value.of(inserted));
        assertThat(then.result().rows()).hasToString("[[wren]]");
        assertThat(then.height()).isEqualTo(inserted);
        long time = ask("select now()").height() > updated ? timeOf(updated) : 0;
        String timestamp = Instant.ofEpochMilli(time).toString();
        SqlReading atTime = ask("select name from birds for system_time as of ?1", Value.of(timestamp));
        assertThat(lines(atTime, "name")).contains("jenny");
        assertThat(atTime.height()).isGreaterThanOrEqualTo(updated);
        SqlReading history = ask("show history of birds where id = ?1", Value.of(2));
        assertThat(lines(history, "change", "block", "name", "old_name"))
                .containsExactly("insert|" + inserted + "|robin|null", "delete|" + deleted + "|null|robin");
        Hash mutation = Hash.parse(lines(history, "mutation").getLast());
        assertThat(database.receipt(mutation, 0).header().header().height()).isEqualTo(deleted);
        SqlReading difference = ask("diff birds between block " + inserted + " and " + deleted);
        assertThat(lines(difference, "change", "id", "name", "old_id", "old_name"))
                .containsExactly("changed|1|jenny|1|wren", "removed|null|null|2|robin");
        assertThatThrownBy(
                        () -> database.sql("select 1 as of block " + made, List.of(), ReadOptions.PROVED.at(inserted)))
                .isInstanceOf(CairnException.Incorrect.class);
        assertThatThrownBy(() -> ask("select 1 as of block 1000000"))
                .isInstanceOfSatisfying(
                        CairnException.NotFound.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("block-not-found"));
    }

    private static long timeOf(long height) {
        String text = database.sql("select now()", List.of(), ReadOptions.PROVED.at(height))
                .result()
                .rows()
                .getFirst()
                .getFirst();
        return Instant.parse(String.valueOf(text).replace(' ', 'T').replace("+00", "Z"))
                .toEpochMilli();
    }

    @Test
    void postgresqlsDriverLooksAtThePast() throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + server.port() + "/any?user=me");
                Statement statement = connection.createStatement()) {
            try (PreparedStatement select =
                    connection.prepareStatement("select name from birds as of block ? where id = ?")) {
                select.setLong(1, inserted);
                select.setInt(2, 1);
                try (ResultSet rows = select.executeQuery()) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getString(1)).isEqualTo("wren");
                }
            }
            try (ResultSet rows = statement.executeQuery("show history of birds where id = 1")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString("change")).isEqualTo("insert");
                assertThat(rows.getLong("block")).isEqualTo(inserted);
                assertThat(rows.getTimestamp("time")).isNotNull();
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString("old_name")).isEqualTo("wren");
                assertThat(rows.next()).isFalse();
            }
            try (PreparedStatement diff = connection.prepareStatement("diff birds between block ? and ?")) {
                diff.setLong(1, updated);
                diff.setLong(2, deleted);
                try (ResultSet rows = diff.executeQuery()) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getString("change")).isEqualTo("removed");
                    assertThat(rows.getInt("old_id")).isEqualTo(2);
                    assertThat(rows.next()).isFalse();
                }
            }
            assertThatThrownBy(() -> statement.executeQuery("select 1 as of block 1000000"))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            refusal -> assertThat(refusal.getSQLState()).isEqualTo("22023"));
        }
    }

    @Test
    void theApiAnswersWithoutProofToo() throws Exception {
        String body = "{\"sql\":\"diff birds between block " + inserted + " and " + updated + "\"}";
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + node.port() + "/v1/databases/" + database.address() + "/sql"))
                .header("content-type", "application/json")
                .header("accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).body())
                    .contains("\"rows\":[[\"changed\",\"1\",\"jenny\",\"1\",\"wren\"]]")
                    .contains("\"height\":" + updated);
        }
    }

    @Test
    void theCommandLooksAtThePast() {
        Cli cli = new Cli(folder.resolve("home"))
                .with("CAIRN_NODE", "http://127.0.0.1:" + node.port())
                .with("CAIRN_DB", database.address());
        assertThat(cli.run("sql", "select name from birds as of block " + inserted + " order by id")
                        .out())
                .contains("wren")
                .contains("robin");
        assertThat(cli.run("sql", "show history of birds where id = 2").out())
                .contains("delete")
                .contains("(2 rows)");
        assertThat(cli.run("sql", "diff birds between block " + updated + " and " + deleted)
                        .out())
                .contains("removed");
    }

    /** In a database of its own, because it pushes blocks out. */
    @Test
    void whatIsKeptNoMoreIsSaid() {
        ClientDatabase other = client.createDatabase("old", Visibility.PUBLIC);
        other.execute(List.of(
                new SqlText("create table t (id int primary key, v int)", List.of()),
                new SqlText("insert into t values (1, 0)", List.of())));
        for (int i = 1; i <= RETAINED + 3; i++) {
            other.execute(List.of(new SqlText("update t set v = ?1 where id = 1", List.of(Value.of(i)))));
            other.awaitSeal();
        }
        assertThatThrownBy(() -> other.sql("select v from t as of block 2", List.of(), ReadOptions.PROVED))
                .isInstanceOfSatisfying(
                        CairnException.NotFound.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("block-not-retained"));
        SqlReading history = other.sql("show history of t", List.of(), ReadOptions.PROVED);
        List<String> lines = lines(history, "change", "v", "old_v");
        assertThat(lines.getFirst()).startsWith("cut|").endsWith("|null");
        assertThat(lines.getLast()).isEqualTo("update|" + (RETAINED + 3) + "|" + (RETAINED + 2));
        assertThat(lines.stream().filter(line -> line.startsWith("update"))).hasSize(lines.size() - 1);
    }
}
