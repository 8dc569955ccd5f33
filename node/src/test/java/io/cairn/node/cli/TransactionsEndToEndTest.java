package io.cairn.node.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.client.api.CairnClient;
import io.cairn.client.api.ClientDatabase;
import io.cairn.client.api.Fate;
import io.cairn.client.api.PinStore;
import io.cairn.client.api.SqlTransaction;
import io.cairn.client.key.UserKey;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.PaymentChain;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.SqlText;
import io.cairn.engine.mutation.Visibility;
import io.cairn.node.config.NodeConfig;
import io.cairn.node.gateway.Gateway;
import io.cairn.node.pgwire.PgServer;
import io.cairn.node.pgwire.PgSettings;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.file.Path;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

/** Interactive transactions from the library and from PostgreSQL's clients, against a real node in this process. */
final class TransactionsEndToEndTest {
    @TempDir
    static Path folder;

    private static NodeProcess node;
    private static CairnClient client;
    private static ClientDatabase database;
    private static PgServer server;

    @BeforeAll
    static void start() throws IOException {
        node = NodeProcess.start(NodeConfig.read(null, Map.of(), Map.of("port", "0")), folder.resolve("node"), "test");
        client = CairnClient.of(URI.create("http://127.0.0.1:" + node.port()))
                .pins(PinStore.inMemory())
                .signer(UserKey.generate(PaymentChain.ETH).signer())
                .build();
        database = client.createDatabase("rows", Visibility.PUBLIC);
        server = PgServer.start(PgSettings.local(0), new Gateway(database));
        execute("create table accounts (id int primary key, balance bigint not null)");
        execute("create table events (id bigint generated always as identity primary key, what text)");
        execute("insert into accounts select x, 100 from generate_series(1, 64) as g(x)");
    }

    @AfterAll
    static void stop() {
        server.close();
        client.close();
        node.close();
    }

    private static void execute(String text) {
        database.execute(List.of(new SqlText(text, List.of())));
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + server.port() + "/any?user=me");
    }

    private static String cell(Connection connection, String text) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(text)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    @Test
    void theLibraryCommitsWhatItSaw() {
        try (SqlTransaction transaction = database.begin()) {
            transaction.run(
                    "update accounts set balance = balance - ?1 where id = ?2", List.of(Value.of(5), Value.of(1)));
            assertThat(transaction
                            .run("select balance from accounts where id = 1", List.of())
                            .rows())
                    .hasToString("[[95]]");
            assertThat(transaction
                            .run("insert into events (what) values ('paid') returning what", List.of())
                            .rows())
                    .hasToString("[[paid]]");
            Optional<Fate> fate = transaction.commit();
            assertThat(fate).isPresent();
            assertThat(fate.get().changed()).isEqualTo(2);
        }
        try (SqlTransaction reading = database.begin()) {
            assertThat(reading.run("select balance from accounts where id = 1", List.of())
                            .rows())
                    .hasToString("[[95]]");
            assertThat(reading.commit()).isEmpty();
        }
    }

    @Test
    void whoComesSecondIsToldToTryAgain() {
        try (SqlTransaction first = database.begin();
                SqlTransaction second = database.begin()) {
            for (SqlTransaction transaction : List.of(first, second)) {
                transaction.run("select balance from accounts where id = 2", List.of());
                transaction.run("update accounts set balance = balance + 1 where id = 2", List.of());
            }
            first.commit();
            assertThatThrownBy(second::commit)
                    .isInstanceOfSatisfying(
                            CairnException.Refused.class,
                            refused -> assertThat(refused.code()).isEqualTo("sql-40001"));
        }
    }

    @Test
    void thirtyTwoClientsOnRowsOfTheirOwnMeetNoConflict() throws Exception {
        int rounds = Boolean.getBoolean("cairn.full") ? 50 : 2;
        List<Future<Integer>> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 32; i++) {
                int id = 33 + i;
                all.add(threads.submit(() -> {
                    for (int round = 0; round < rounds; round++) {
                        try (SqlTransaction transaction = database.begin()) {
                            transaction.run("select balance from accounts where id = " + id, List.of());
                            transaction.run("update accounts set balance = balance + 1 where id = " + id, List.of());
                            transaction.commit();
                        }
                    }
                    return id;
                }));
            }
        }
        for (Future<Integer> done : all) {
            assertThat(done.get()).isPositive();
        }
        try (SqlTransaction reading = database.begin()) {
            assertThat(reading.run("select sum(balance) from accounts where id between 33 and 64", List.of())
                            .rows())
                    .hasToString("[[" + (3_200 + 32 * rounds) + "]]");
        }
    }

    @Test
    void aBlockOfPsqlIsAllOrNothing() throws Exception {
        assertThat(SqlClients.psql(server.port(), """
                begin;
                insert into events (what) values ('kept') returning what;
                savepoint s;
                insert into accounts values (1, 1);
                rollback to s;
                select count(*) from events where what = 'kept';
                commit;
                begin;
                insert into events (what) values ('dropped');
                rollback;
                begin;
                select nothing;
                select 1;
                commit;
                select what from events where what in ('kept', 'dropped');
                """))
                .startsWith("BEGIN\nkept\nINSERT 0 1\nSAVEPOINT\n")
                .contains("ERROR:  23505: ", "ERROR:  42703: ", "ERROR:  25P02: ")
                .contains("ROLLBACK\n1\nCOMMIT\nBEGIN\nINSERT 0 1\nROLLBACK\nBEGIN\nERROR", "ROLLBACK\nkept\n");
    }

    @Test
    void withBeforeAnInsertIsAnInsert() throws Exception {
        String insert = "with s (what) as (values ('behind with')) insert into events (what) select what from s";
        assertThat(SqlClients.psql(
                        server.port(),
                        String.join(
                                ";",
                                insert,
                                insert + " returning what",
                                "/* c */ " + insert,
                                "begin read only",
                                insert,
                                "rollback",
                                "begin",
                                insert + " returning what",
                                "rollback",
                                "with s as (select count(*) as n from events where what = 'behind with') table s")))
                .isEqualTo("""
                        INSERT 0 1
                        behind with
                        INSERT 0 1
                        INSERT 0 1
                        BEGIN
                        ERROR:  25006: cannot change anything in a read-only transaction
                        ROLLBACK
                        BEGIN
                        behind with
                        INSERT 0 1
                        ROLLBACK
                        3
                        """);
    }

    @Test
    void statementsOfOneMessageAreOneTransaction() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(
                            "insert into events (what) values ('together'); insert into accounts values (1, 1)"))
                    .isInstanceOf(SQLException.class);
            assertThat(cell(connection, "select count(*) from events where what = 'together'"))
                    .isEqualTo("0");
        }
    }

    @Test
    void batchesOfTheDriverAreAllOrNothing() throws SQLException {
        try (Connection connection = connect();
                PreparedStatement insert = connection.prepareStatement("insert into accounts values (?, ?)")) {
            for (int i = 0; i < 20; i++) {
                insert.setInt(1, i == 19 ? 1 : 1_000 + i);
                insert.setLong(2, i);
                insert.addBatch();
            }
            assertThatThrownBy(insert::executeBatch).isInstanceOf(BatchUpdateException.class);
            assertThat(cell(connection, "select count(*) from accounts where id between 1000 and 1999"))
                    .isEqualTo("0");
            for (int i = 0; i < 20; i++) {
                insert.setInt(1, 1_000 + i);
                insert.setLong(2, i);
                insert.addBatch();
            }
            assertThat(insert.executeBatch()).hasSize(20).containsOnly(1);
            assertThat(cell(connection, "select count(*) from accounts where id between 1000 and 1999"))
                    .isEqualTo("20");
        }
    }

    @Test
    void theDriverCommitsAndRollsBack() throws SQLException {
        try (Connection connection = connect();
                Connection other = connect();
                Statement statement = connection.createStatement()) {
            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            connection.setAutoCommit(false);
            statement.executeUpdate("insert into accounts values (2000, 1)");
            Savepoint savepoint = connection.setSavepoint("here");
            statement.executeUpdate("update accounts set balance = 7 where id = 2000");
            connection.rollback(savepoint);
            assertThat(cell(connection, "select balance from accounts where id = 2000"))
                    .isEqualTo("1");
            assertThat(cell(other, "select count(*) from accounts where id = 2000"))
                    .isEqualTo("0");
            connection.commit();
            assertThat(cell(other, "select count(*) from accounts where id = 2000"))
                    .isEqualTo("1");
            statement.executeUpdate("delete from accounts where id = 2000");
            connection.rollback();
            assertThat(cell(other, "select count(*) from accounts where id = 2000"))
                    .isEqualTo("1");
        }
    }

    @Test
    void generatedKeysComeBack() throws SQLException {
        try (Connection connection = connect();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into events (what) values (?)", Statement.RETURN_GENERATED_KEYS)) {
            insert.setString(1, "numbered");
            assertThat(insert.executeUpdate()).isEqualTo(1);
            try (ResultSet keys = insert.getGeneratedKeys()) {
                assertThat(keys.next()).isTrue();
                assertThat(keys.getLong("id")).isPositive();
            }
        }
    }

    @Test
    void copyTakesRowsInAndGivesThemBack() throws Exception {
        execute("create table copied (id int primary key, t text, raw bytea, at timestamp)");
        try (Connection connection = connect()) {
            String rows = "1\ta\\tb\\\\c\t\\\\x00ff\t2026-01-02 03:04:05\n2\t\\N\t\\N\t\\N\n";
            long taken = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy copied from stdin", new StringReader(rows));
            assertThat(taken).isEqualTo(2);
            assertThat(cell(connection, "select t from copied where id = 1")).isEqualTo("a\tb\\c");
            assertThat(cell(connection, "select length(raw) from copied where id = 1"))
                    .isEqualTo("2");
            String csv = "id,t\n3,\"x, \"\"y\"\"\"\n4,\n";
            assertThat(connection
                            .unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyIn("copy copied (id, t) from stdin with (format csv, header)", new StringReader(csv)))
                    .isEqualTo(2);
            java.io.StringWriter out = new java.io.StringWriter();
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("copy (select id, t from copied order by id) to stdout", out);
            assertThat(out).hasToString("1\ta\\tb\\\\c\n2\t\\N\n3\tx, \"y\"\n4\t\\N\n");
            assertThatThrownBy(() -> connection
                            .unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyIn("copy copied (id) from stdin", new StringReader("5\n1\n")))
                    .isInstanceOf(SQLException.class);
            assertThat(cell(connection, "select count(*) from copied where id = 5"))
                    .isEqualTo("0");
        }
    }

    @Test
    void whatTakesTooLongIsGivenUpAndTheSessionGoesOn() throws SQLException {
        String endless = "with recursive r(n) as (select 1 union all select n + 1 from r where n < 2000000)"
                + " select count(*) from r, r as s";
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("set statement_timeout = 200");
            assertThatThrownBy(() -> statement.executeQuery(endless))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            failure -> assertThat(failure.getSQLState()).isEqualTo("57014"));
            statement.execute("set statement_timeout = 0");
            assertThat(cell(connection, "select 1")).isEqualTo("1");
            connection.setAutoCommit(false);
            statement.executeUpdate("insert into events (what) values ('never')");
            statement.execute("set statement_timeout = 200");
            assertThatThrownBy(() -> statement.executeQuery(endless))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            failure -> assertThat(failure.getSQLState()).isEqualTo("57014"));
            assertThatThrownBy(() -> statement.executeQuery("select 1"))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            failure -> assertThat(failure.getSQLState()).isEqualTo("25P02"));
            connection.rollback();
            assertThat(cell(connection, "select count(*) from events where what = 'never'"))
                    .isEqualTo("0");
        }
    }
}
