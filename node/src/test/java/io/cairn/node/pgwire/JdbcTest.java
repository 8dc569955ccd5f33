package io.cairn.node.pgwire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** What PostgreSQL's JDBC driver makes of the server. */
@Timeout(120)
final class JdbcTest {
    /** Values go as text up to the threshold of prepared statements, and as binary from it on; -1 is binary at once. */
    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 2})
    void valuesOfEveryTypeComeBack(int prepareThreshold) throws Exception {
        try (TestServer server = TestServer.start();
                Connection connection = connect(server, Map.of("prepareThreshold", "" + prepareThreshold))) {
            execute(connection, """
                    CREATE TABLE t (b boolean, s smallint, i int, l bigint, r real, d double precision,
                        n numeric(20, 5), c varchar(20), x bytea, on_day date, at_time time(6), stamp timestamp(6),
                        moment timestamp(6) with time zone, u uuid, a int array)""");
            UUID uuid = UUID.fromString("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11");
            LocalDateTime stamp = LocalDateTime.of(2026, 11, 21, 10, 59, 0, 250_000_000);
            OffsetDateTime moment = stamp.atOffset(ZoneOffset.ofHours(2));
            for (int round = 0; round < 4; round++) {
                try (PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO t VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)")) {
                    Object[] values = {
                        true,
                        (short) -7,
                        42,
                        Long.MIN_VALUE,
                        0.1f,
                        1e-300,
                        new BigDecimal("-12345.67800"),
                        "größe ✓",
                        new byte[] {0, -1, 92},
                        LocalDate.of(44, 3, 15),
                        LocalTime.of(23, 59, 59, 999_999_000),
                        stamp,
                        moment,
                        uuid,
                        connection.createArrayOf("int4", new Integer[] {1, 2, 3})
                    };
                    for (int i = 0; i < values.length; i++) {
                        insert.setObject(i + 1, values[i]);
                    }
                    assertThat(insert.executeUpdate()).isOne();
                }
            }
            try (PreparedStatement select = connection.prepareStatement("SELECT * FROM t WHERE i = ?")) {
                for (int round = 0; round < 4; round++) {
                    select.setInt(1, 42);
                    try (ResultSet rows = select.executeQuery()) {
                        for (int row = 0; row < 4; row++) {
                            assertThat(rows.next()).isTrue();
                            assertThat(rows.getBoolean(1)).isTrue();
                            assertThat(rows.getShort(2)).isEqualTo((short) -7);
                            assertThat(rows.getInt(3)).isEqualTo(42);
                            assertThat(rows.getLong(4)).isEqualTo(Long.MIN_VALUE);
                            assertThat(rows.getFloat(5)).isEqualTo(0.1f);
                            assertThat(rows.getDouble(6)).isEqualTo(1e-300);
                            assertThat(rows.getBigDecimal(7)).isEqualTo(new BigDecimal("-12345.67800"));
                            assertThat(rows.getString(8)).isEqualTo("größe ✓");
                            assertThat(rows.getBytes(9)).containsExactly(0, -1, 92);
                            assertThat(rows.getObject(10, LocalDate.class)).isEqualTo(LocalDate.of(44, 3, 15));
                            assertThat(rows.getObject(11, LocalTime.class)).isEqualTo("23:59:59.999999");
                            assertThat(rows.getObject(12, LocalDateTime.class)).isEqualTo(stamp);
                            assertThat(rows.getObject(13, OffsetDateTime.class).toInstant())
                                    .isEqualTo(moment.toInstant());
                            assertThat(rows.getObject(14)).isEqualTo(uuid);
                            assertThat(rows.getArray(15).getArray()).isEqualTo(new Integer[] {1, 2, 3});
                        }
                        assertThat(rows.next()).isFalse();
                    }
                }
            }
        }
    }

    @Test
    void nullsAndBatches() throws Exception {
        try (TestServer server = TestServer.start();
                Connection connection = connect(server, Map.of())) {
            execute(connection, "CREATE TABLE t (i int, c text)");
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO t VALUES (?, ?)")) {
                for (int i = 0; i < 500; i++) {
                    insert.setInt(1, i);
                    insert.setString(2, i % 2 == 0 ? null : "row " + i);
                    insert.addBatch();
                }
                assertThat(insert.executeBatch()).hasSize(500).containsOnly(1);
            }
            assertThat(text(connection, "SELECT count(*) FROM t WHERE c IS NULL"))
                    .isEqualTo("250");
        }
    }

    @Test
    void aPortalGivesRowsInPieces() throws Exception {
        try (TestServer server = TestServer.start();
                Connection connection = connect(server, Map.of())) {
            connection.setAutoCommit(false);
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT \"X\", 'row ' || \"X\" FROM system_range(1, ?)")) {
                select.setFetchSize(7);
                select.setInt(1, 1_000);
                int count = 0;
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        count++;
                        assertThat(rows.getLong(1)).isEqualTo(count);
                        if (count == 10) {
                            assertThat(text(connection, "SELECT 'between'")).isEqualTo("between");
                        }
                    }
                }
                assertThat(count).isEqualTo(1_000);
            }
            connection.commit();
        }
    }

    @Test
    void aFailedTransactionTakesNothingMore() throws Exception {
        try (TestServer server = TestServer.start();
                Connection connection = connect(server, Map.of())) {
            execute(connection, "CREATE TABLE t (i int PRIMARY KEY)");
            connection.setAutoCommit(false);
            execute(connection, "INSERT INTO t VALUES (1)");
            assertThat(stateOf(() -> execute(connection, "INSERT INTO t VALUES (1)")))
                    .isEqualTo("23505");
            assertThat(stateOf(() -> execute(connection, "INSERT INTO t VALUES (2)")))
                    .isEqualTo("25P02");
            connection.rollback();
            execute(connection, "INSERT INTO t VALUES (3)");
            connection.commit();
            assertThat(text(connection, "SELECT max(i) || '/' || count(*) FROM t"))
                    .isEqualTo("3/1");
        }
    }

    @Test
    void aSavepointIsGoneBackTo() throws Exception {
        try (TestServer server = TestServer.start();
                Connection connection = connect(server, Map.of())) {
            execute(connection, "CREATE TABLE t (i int PRIMARY KEY)");
            connection.setAutoCommit(false);
            execute(connection, "INSERT INTO t VALUES (1)");
            java.sql.Savepoint savepoint = connection.setSavepoint("here");
            assertThat(stateOf(() -> execute(connection, "INSERT INTO t VALUES (1)")))
                    .isEqualTo("23505");
            connection.rollback(savepoint);
            execute(connection, "INSERT INTO t VALUES (2)");
            connection.commit();
            assertThat(text(connection, "SELECT count(*) FROM t")).isEqualTo("2");
        }
    }

    @Test
    void aStatementIsCancelledByItsTimeout() throws Exception {
        try (TestServer server = TestServer.start();
                Connection connection = connect(server, Map.of());
                Statement statement = connection.createStatement()) {
            // The driver's timeout sends a request to cancel on a connection of its own.
            statement.setQueryTimeout(1);
            String endless =
                    "SELECT sum(a.\"X\" * b.\"X\") FROM system_range(1, 1000000) a, system_range(1, 1000000) b";
            assertThat(stateOf(() -> statement.executeQuery(endless).close())).isEqualTo("57014");
            assertThat(text(connection, "SELECT 1")).isEqualTo("1");
            execute(connection, "SET statement_timeout = '50ms'");
            Throwable timeout = catchThrowableOfType(SQLException.class, () -> text(connection, endless));
            assertThat(timeout).hasMessageContaining("canceling statement due to statement timeout");
            assertThat(text(connection, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void linesAreCopiedBothWays() throws Exception {
        try (TestServer server = TestServer.start();
                Connection connection = connect(server, Map.of())) {
            execute(connection, "CREATE TABLE t (i int, c text)");
            CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
            StringBuilder lines = new StringBuilder();
            for (int i = 0; i < 20_000; i++) {
                lines.append(i).append(",\"line ").append(i).append("\"\n");
            }
            assertThat(copies.copyIn("COPY t FROM STDIN (FORMAT csv)", new StringReader(lines.toString())))
                    .isEqualTo(20_000);
            StringWriter out = new StringWriter();
            assertThat(copies.copyOut("COPY (SELECT i, c FROM t WHERE i < 2 ORDER BY i) TO STDOUT", out))
                    .isEqualTo(2);
            assertThat(out).hasToString("0\tline 0\n1\tline 1\n");
            assertThat(stateOf(() -> copies.copyIn("COPY t FROM STDIN", new StringReader("1\tok\nx\ty\n"))))
                    .isEqualTo("22P02");
            assertThat(text(connection, "SELECT count(*) FROM t")).isEqualTo("20000");
        }
    }

    @Test
    void settingsAndWarningsReachTheDriver() throws Exception {
        try (TestServer server = TestServer.start();
                Connection connection = connect(server, Map.of("ApplicationName", "trial"))) {
            assertThat(text(connection, "SHOW application_name")).isEqualTo("trial");
            assertThat(connection.getMetaData().getDatabaseMajorVersion()).isEqualTo(15);
            try (Statement statement = connection.createStatement()) {
                statement.execute("RAISE");
                assertThat((Throwable) statement.getWarnings()).hasMessage("raised");
                statement.execute("SET client_min_messages = warning");
                statement.clearWarnings();
                statement.execute("RAISE");
                assertThat((Throwable) statement.getWarnings()).isNull();
            }
        }
    }

    @Test
    void passwordsAndTls(@org.junit.jupiter.api.io.TempDir java.nio.file.Path folder) throws Exception {
        ScramSecret secret = ScramSecret.of("open sesame", PgServer.salt(), ScramSecret.ITERATIONS);
        PgSettings settings = PgSettings.local(0)
                .withTls(TestServer.tls(folder), true)
                .withAuthentication(new Authentication.Scram(Map.of("tester", secret)));
        try (TestServer server = TestServer.start(settings)) {
            try (Connection connection = connect(server, Map.of("sslmode", "require", "password", "open sesame"))) {
                assertThat(text(connection, "SELECT 'in'")).isEqualTo("in");
            }
            assertThat(stateOf(() -> connect(server, Map.of("sslmode", "require", "password", "x"))))
                    .isEqualTo("28P01");
            assertThat(stateOf(() -> connect(server, Map.of("sslmode", "disable", "password", "open sesame"))))
                    .isEqualTo("28000");
        }
    }

    @Test
    void silenceEndsAnEncryptedSessionWithItsReason(@org.junit.jupiter.api.io.TempDir java.nio.file.Path folder)
            throws Exception {
        PgLimits limits = new PgLimits(2, 1_000, 3, 10_000, 10_000, 60);
        PgSettings settings =
                PgSettings.local(0).withTls(TestServer.tls(folder), true).withLimits(limits);
        try (TestServer server = TestServer.start(settings);
                Connection connection = connect(server, Map.of("sslmode", "require"))) {
            assertThat(stateOf(() -> endlessly(connection))).isEqualTo("57P05");
        }
    }

    /** Asks with longer and longer pauses, until the server ends the session. */
    private static void endlessly(Connection connection) throws Exception {
        for (int millis = 1; millis < 60_000; millis *= 2) {
            text(connection, "SELECT 'here'");
            java.util.concurrent.locks.LockSupport.parkNanos(millis * 1_000_000L);
        }
    }

    private interface Action {
        void run() throws Exception;
    }

    private static String stateOf(Action action) {
        SQLException failure = catchThrowableOfType(SQLException.class, action::run);
        assertThat((Throwable) failure).isNotNull();
        return failure.getSQLState();
    }

    private static Connection connect(TestServer server, Map<String, String> properties) throws SQLException {
        Properties all = new Properties();
        all.setProperty("user", "tester");
        properties.forEach(all::setProperty);
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + server.port() + "/test", all);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
