package io.cairn.node.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.client.jdbc.CairnDataSource;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Calendar;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The driver {@code jdbc:cairn:} against a real node in this process. */
class JdbcDriverTest {
    @TempDir
    static Path folder;

    /** Takes a while; with more work for each row, whoever appends it, seconds. */
    private static final String SLOW =
            "select count(*) from generate_series(1, 1500) a(x), generate_series(1, 1500) b(x) where a.x * b.x = 7";

    private static JdbcNode node;
    private static Connection connection;

    @BeforeAll
    static void start() throws Exception {
        node = JdbcNode.start(folder);
        connection = node.connect();
    }

    @AfterAll
    static void stop() throws SQLException {
        connection.close();
        node.close();
    }

    private static void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static ResultSet ask(String sql) throws SQLException {
        ResultSet rows = connection.createStatement().executeQuery(sql);
        assertThat(rows.next()).isTrue();
        return rows;
    }

    @Test
    void statementsCreateInsertCountAndAnswer() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            assertThat(statement.execute("create table birds (id int primary key, name text)"))
                    .isFalse();
            assertThat(statement.executeUpdate("insert into birds values (1, 'wren'), (2, 'robin')"))
                    .isEqualTo(2);
            assertThat(statement.execute("select * from birds order by id")).isTrue();
            ResultSet rows = statement.getResultSet();
            assertThat(rows.isBeforeFirst()).isTrue();
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt("ID")).isEqualTo(1);
            assertThat(rows.getString("name")).isEqualTo("wren");
            assertThat(rows.last()).isTrue();
            assertThat(rows.getRow()).isEqualTo(2);
            assertThat(rows.absolute(-2)).isTrue();
            assertThat(rows.getString(2)).isEqualTo("wren");
            assertThat(rows.relative(2)).isFalse();
            assertThat(rows.isAfterLast()).isTrue();
            assertThat(statement.getMoreResults()).isFalse();
            assertThat(statement.getUpdateCount()).isEqualTo(-1);
            statement.setMaxRows(1);
            ResultSet one = statement.executeQuery("select * from birds");
            assertThat(one.next()).isTrue();
            assertThat(one.next()).isFalse();
        }
    }

    @Test
    void everyTypeGoesInAndComesOut() throws SQLException {
        run("create table types (id int primary key, t text, b boolean, s smallint, l bigint, n numeric(20,4),"
                + " r real, d double precision, raw bytea, day date, clock time(6), at timestamp(6),"
                + " atz timestamptz(6), u uuid, j jsonb, a int[])");
        UUID uuid = new UUID(5, 6);
        LocalDateTime time = LocalDateTime.parse("2026-11-21T10:11:12.123456");
        OffsetDateTime zoned = OffsetDateTime.parse("2026-11-21T10:11:12.5+02:00");
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into types values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setInt(1, 1);
            insert.setString(2, "it's; -- ? $1 {d} \u00e4");
            insert.setBoolean(3, true);
            insert.setShort(4, (short) -7);
            insert.setLong(5, Long.MIN_VALUE);
            insert.setBigDecimal(6, new BigDecimal("-12345.6789"));
            insert.setFloat(7, 1.5f);
            insert.setDouble(8, 1e100);
            insert.setBytes(9, new byte[] {0, 1, -1});
            insert.setObject(10, LocalDate.of(2026, 2, 28));
            insert.setObject(11, LocalTime.of(23, 59, 58));
            insert.setObject(12, time);
            insert.setObject(13, zoned);
            insert.setObject(14, uuid);
            insert.setString(15, "{\"a\": [1]}");
            insert.setArray(16, connection.createArrayOf("int4", new Integer[] {1, 2, 3}));
            assertThat(insert.executeUpdate()).isEqualTo(1);
        }
        ResultSet row = ask("select * from types where id = 1");
        assertThat(row.getString("t")).isEqualTo("it's; -- ? $1 {d} \u00e4");
        assertThat(row.getBoolean("b")).isTrue();
        assertThat(row.getObject("s")).isEqualTo(-7);
        assertThat(row.getObject("l")).isEqualTo(Long.MIN_VALUE);
        assertThat(row.getBigDecimal("n")).isEqualByComparingTo("-12345.6789");
        assertThat(row.getObject("r")).isEqualTo(1.5f);
        assertThat(row.getObject("d")).isEqualTo(1e100);
        assertThat(row.getBytes("raw")).containsExactly(0, 1, -1);
        assertThat(row.getObject("day", LocalDate.class)).isEqualTo(LocalDate.of(2026, 2, 28));
        assertThat(row.getDate("day")).isEqualTo(java.sql.Date.valueOf("2026-02-28"));
        assertThat(row.getObject("clock", LocalTime.class)).isEqualTo(LocalTime.of(23, 59, 58));
        assertThat(row.getTime("clock")).isEqualTo(java.sql.Time.valueOf("23:59:58"));
        assertThat(row.getObject("at", LocalDateTime.class)).isEqualTo(time);
        assertThat(row.getTimestamp("at")).isEqualTo(Timestamp.valueOf(time));
        assertThat(row.getObject("atz", OffsetDateTime.class)).isEqualTo(zoned);
        assertThat(row.getObject("atz", Instant.class)).isEqualTo(zoned.toInstant());
        assertThat(row.getObject("u")).isEqualTo(uuid);
        assertThat(row.getString("j")).contains("\"a\"");
        assertThat(row.getObject("a", Integer[].class)).containsExactly(1, 2, 3);
        assertThat(row.getMetaData().getColumnType(6)).isEqualTo(Types.NUMERIC);
        assertThat(row.getMetaData().getColumnClassName(14)).isEqualTo("java.util.UUID");
    }

    @Test
    void arraysAreOfWhatTheyHold() throws SQLException {
        run("create table lists (id int primary key, a int[], d date[], b boolean[], r bytea[])");
        try (PreparedStatement insert = connection.prepareStatement("insert into lists values (1, ?, ?, ?, ?)")) {
            insert.setArray(1, connection.createArrayOf("int4", new Object[] {1, null, 3}));
            insert.setArray(2, connection.createArrayOf("date", new Object[] {LocalDate.of(2026, 11, 21)}));
            insert.setArray(3, connection.createArrayOf("bool", new Object[] {true, false}));
            insert.setArray(4, connection.createArrayOf("bytea", new Object[] {new byte[] {0, -1}}));
            insert.executeUpdate();
        }
        ResultSet row = ask("select *, array['x', null] as t, array[1.50] as n, array[]::int[] as e,"
                + " array[array[1, 2], array[3, 4]] as m from lists");
        assertThat((Object[]) row.getArray("a").getArray()).isEqualTo(new Integer[] {1, null, 3});
        assertThat((Object[]) row.getArray("d").getArray())
                .isEqualTo(new java.sql.Date[] {java.sql.Date.valueOf("2026-11-21")});
        assertThat((Object[]) row.getArray("b").getArray()).isEqualTo(new Boolean[] {true, false});
        assertThat((Object[]) row.getArray("r").getArray()).isEqualTo(new byte[][] {{0, -1}});
        assertThat((Object[]) row.getArray("m").getArray()).isEqualTo(new Integer[][] {{1, 2}, {3, 4}});
        assertThat((Object[]) row.getArray("t").getArray()).isEqualTo(new String[] {"x", null});
        assertThat((Object[]) row.getArray("n").getArray()).isEqualTo(new BigDecimal[] {new BigDecimal("1.50")});
        assertThat((Object[]) row.getArray("e").getArray()).isEqualTo(new Integer[0]);
        assertThat(row.getArray("a").getBaseTypeName()).isEqualTo("int4");
        assertThat(row.getArray("a").getBaseType()).isEqualTo(Types.INTEGER);
        assertThat(row.getMetaData().getColumnTypeName(2)).isEqualTo("_int4");
        assertThat(row.getMetaData().getColumnTypeName(5)).isEqualTo("_bytea");
        ResultSet elements = row.getArray("b").getResultSet();
        assertThat(elements.next()).isTrue();
        assertThat(elements.getInt(1)).isEqualTo(1);
        assertThat(elements.getBoolean(2)).isTrue();
        assertThat(connection.createArrayOf("bytea", new Object[] {new byte[] {0, -1}}))
                .hasToString("{\"\\\\x00ff\"}");
    }

    @Test
    void intervalsAreTheTextsOfPostgres() throws SQLException {
        ResultSet row = ask("select timestamp '2026-01-03 04:05' - timestamp '2026-01-01', interval '1 year 2 mons',"
                + " date '2026-01-03' - date '2026-01-01', date '2026-01-03' + interval '1 day'");
        assertThat(row.getString(1)).isEqualTo("2 days 04:05:00");
        assertThat(row.getObject(2)).isEqualTo("1 year 2 mons");
        assertThat(row.getObject(3)).isEqualTo(2);
        assertThat(row.getObject(4)).isEqualTo(Timestamp.valueOf("2026-01-04 00:00:00"));
        assertThat(row.getMetaData().getColumnTypeName(1)).isEqualTo("interval");
    }

    @Test
    void nullsAndOldTimesOfOtherZonesComeBack() throws SQLException {
        run("create table moments (id int primary key, at timestamp, atz timestamptz)");
        Calendar tokyo = Calendar.getInstance(TimeZone.getTimeZone("Asia/Tokyo"));
        Timestamp moment = Timestamp.from(Instant.parse("2026-11-21T01:02:03Z"));
        try (PreparedStatement insert = connection.prepareStatement("insert into moments values (?, ?, ?)")) {
            insert.setInt(1, 1);
            insert.setTimestamp(2, moment, tokyo);
            insert.setTimestamp(3, moment, tokyo);
            insert.executeUpdate();
            insert.setInt(1, 2);
            insert.setNull(2, Types.TIMESTAMP);
            insert.setTimestamp(3, null);
            insert.executeUpdate();
        }
        ResultSet row = ask("select * from moments order by id");
        assertThat(row.getString("at")).isEqualTo("2026-11-21 10:02:03");
        assertThat(row.getTimestamp("at", tokyo)).isEqualTo(moment);
        assertThat(row.getTimestamp("atz")).isEqualTo(moment);
        assertThat(row.next()).isTrue();
        assertThat(row.getTimestamp("at")).isNull();
        assertThat(row.wasNull()).isTrue();
        assertThat(row.getInt(1)).isEqualTo(2);
        assertThat(row.wasNull()).isFalse();
        assertThat(row.getObject("atz", Instant.class)).isNull();
    }

    @Test
    void parametersAreTypedInExpressions() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select ? / 2, ? + interval '1' day, cast(? as int) = any(?), ?::numeric")) {
            select.setDouble(1, 5);
            select.setObject(2, LocalDateTime.parse("2026-01-01T00:00:00"));
            select.setInt(3, 2);
            select.setObject(4, new int[] {1, 2});
            select.setObject(5, "1.50", Types.NUMERIC);
            ResultSet row = select.executeQuery();
            assertThat(row.next()).isTrue();
            assertThat(row.getDouble(1)).isEqualTo(2.5);
            assertThat(row.getObject(2, LocalDate.class)).isEqualTo(LocalDate.of(2026, 1, 2));
            assertThat(row.getBoolean(3)).isTrue();
            assertThat(row.getBigDecimal(4)).isEqualByComparingTo("1.5");
        }
    }

    @Test
    void statementsDescribeThemselvesBeforeTheyRun() throws SQLException {
        run("create table described (id bigint primary key, name varchar(10))");
        try (PreparedStatement select =
                connection.prepareStatement("select name from described where id = ? and name = ?")) {
            assertThat(select.getParameterMetaData().getParameterCount()).isEqualTo(2);
            assertThat(select.getMetaData().getColumnLabel(1)).isEqualTo("name");
            assertThat(select.getMetaData().getColumnType(1)).isEqualTo(Types.VARCHAR);
        }
    }

    @Test
    void escapesOfJdbcAreSql() throws SQLException {
        ResultSet row = ask("select {fn lcase('ABC')}, {d '2026-01-02'}, {ts '2026-01-02 03:04:05'} /* {x} */");
        assertThat(row.getString(1)).isEqualTo("abc");
        assertThat(row.getObject(2)).isEqualTo(java.sql.Date.valueOf("2026-01-02"));
        assertThat(row.getObject(3)).isEqualTo(Timestamp.valueOf("2026-01-02 03:04:05"));
        assertThat(connection.nativeSQL("select {t '01:02:03'}, '{t}'")).isEqualTo("select time  '01:02:03', '{t}'");
    }

    @Test
    void refusalsHaveTheirStatesAndClasses() throws SQLException {
        run("create table guarded (id int primary key, v int not null check (v > 0))");
        run("insert into guarded values (1, 1)");
        assertRefused("insert into guarded values (1, 2)", SQLIntegrityConstraintViolationException.class, "23505");
        assertRefused("insert into guarded values (2, -1)", SQLIntegrityConstraintViolationException.class, "23514");
        assertRefused("insert into guarded values (2, null)", SQLIntegrityConstraintViolationException.class, "23502");
        assertThatThrownBy(() -> run("insert into guarded values (1, 2)"))
                .hasMessage("duplicate key value violates unique constraint \"guarded_pkey\"\n"
                        + "  Detail: Key (id)=(1) already exists.");
        assertThatThrownBy(() -> run("insert into guarded values (2, -1)"))
                .hasMessageContaining("violates check constraint \"guarded_v_check\"");
        assertRefused("selec 1", SQLFeatureNotSupportedException.class, "0A000");
        assertRefused("select 1 +", SQLSyntaxErrorException.class, "42601");
        assertRefused("select * from nothing", SQLSyntaxErrorException.class, "42P01");
        assertRefused("select 1 / 0", SQLDataException.class, "22012");
        assertRefused("create alias f for 'java.lang.System.exit'", SQLFeatureNotSupportedException.class, "0A000");
        assertThatThrownBy(() -> connection.prepareCall("{call f()}"))
                .isInstanceOf(SQLFeatureNotSupportedException.class);
        assertThatThrownBy(() -> connection.createStatement().executeQuery("delete from guarded"))
                .isInstanceOf(SQLException.class);
        assertThat(ask("select count(*) from guarded").getInt(1)).isEqualTo(1);
    }

    private static void assertRefused(String sql, Class<?> type, String state) {
        assertThatThrownBy(() -> run(sql))
                .isInstanceOf(type)
                .satisfies(failure ->
                        assertThat(((SQLException) failure).getSQLState()).isEqualTo(state));
    }

    @Test
    void parametersAreNeverText() throws SQLException {
        run("create table safe (name text primary key)");
        String hostile = "x'); drop table safe; --";
        try (PreparedStatement insert = connection.prepareStatement("insert into safe values (?)")) {
            insert.setString(1, hostile);
            insert.executeUpdate();
        }
        assertThat(ask("select name from safe").getString(1)).isEqualTo(hostile);
        try (PreparedStatement missing = connection.prepareStatement("select ?, ?")) {
            missing.setInt(1, 1);
            assertThatThrownBy(missing::executeQuery).hasMessageContaining("parameter 2 has no value");
            assertThatThrownBy(() -> missing.setInt(3, 1)).hasMessageContaining("there is no parameter 3");
        }
    }

    @Test
    void batchesAreAllOrNothing() throws SQLException {
        run("create table batched (id int primary key, name text)");
        try (PreparedStatement insert = connection.prepareStatement("insert into batched values (?, ?)")) {
            for (int i = 0; i < 50; i++) {
                insert.setInt(1, i);
                insert.setString(2, "n" + i);
                insert.addBatch();
            }
            assertThat(insert.executeBatch()).hasSize(50);
            insert.setInt(1, 100);
            insert.addBatch();
            insert.setInt(1, 7);
            insert.addBatch();
            assertThatThrownBy(insert::executeBatch)
                    .isInstanceOf(BatchUpdateException.class)
                    .hasCauseInstanceOf(SQLIntegrityConstraintViolationException.class);
        }
        assertThat(ask("select count(*) from batched").getInt(1)).isEqualTo(50);
    }

    @Test
    void settingsSayWhoSignsAndWhoDoesNot() throws SQLException {
        String address = node.url().substring(0, node.url().indexOf('?'));
        String folders = "?keyFolder=" + folder.resolve("none") + "&pinFolder=" + folder.resolve("pins2");
        run("create table mine (id int primary key)");
        // Who writes waits for the block of it; only then does everybody see it.
        ask("select count(*) from mine");
        try (Connection stranger = DriverManager.getConnection(address + folders)) {
            assertThat(stranger.createStatement()
                            .executeQuery("select * from mine")
                            .next())
                    .isFalse();
            assertThatThrownBy(() -> stranger.createStatement().execute("insert into mine values (1)"))
                    .isInstanceOf(SQLInvalidAuthorizationSpecException.class);
        }
        CairnDataSource source = new CairnDataSource(node.url());
        source.setProperty("readOnly", "true");
        try (Connection reader = source.getConnection()) {
            assertThat(reader.isReadOnly()).isTrue();
            assertThatThrownBy(() -> reader.createStatement().execute("insert into mine values (1)"))
                    .hasMessageContaining("read-only");
        }
        assertThatThrownBy(() -> DriverManager.getConnection(address + "?nothing=1"))
                .hasMessageContaining("there is not: nothing");
        assertThatThrownBy(() -> DriverManager.getConnection(node.url() + "x&nodeKey=" + "0".repeat(64)))
                .isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> DriverManager.getConnection("jdbc:cairn://127.0.0.1:1/" + "0x" + "0".repeat(40)))
                .isInstanceOf(SQLException.class);
        assertThat(DriverManager.getDriver("jdbc:cairn://h/")
                        .getPropertyInfo("jdbc:cairn://h/", new java.util.Properties()))
                .isNotEmpty();
    }

    @Test
    void aStatementIsStoppedByItsTimeout() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            assertThatThrownBy(() -> statement.executeQuery(SLOW + " or a.x::numeric / b.x / 3 = 7"))
                    .isInstanceOf(SQLTimeoutException.class)
                    .hasMessageContaining("took longer than 1000 ms");
        }
        connection.setNetworkTimeout(null, 1);
        assertThatThrownBy(() -> ask("select 1")).isInstanceOf(SQLTimeoutException.class);
        connection.setNetworkTimeout(null, 0);
        assertThat(ask("select 1").getInt(1)).isEqualTo(1);
    }

    @Test
    void cancelEndsAStatementOfAnotherThread() throws Exception {
        try (Connection other = node.connect();
                Statement statement = other.createStatement()) {
            assertCanceled(statement);
            assertThat(statement.executeQuery("select 1").next()).isTrue();
            other.setAutoCommit(false);
            statement.execute("create table never (id int)");
            assertCanceled(statement);
            // What it saw is not known, so the transaction cannot be gone on with.
            assertThatThrownBy(() -> statement.executeQuery("select 1"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("has to be rolled back");
            other.rollback();
            assertThatThrownBy(() -> statement.executeQuery("select * from never"))
                    .isInstanceOf(SQLSyntaxErrorException.class);
        }
    }

    private static void assertCanceled(Statement statement) throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        Thread canceler = Thread.ofPlatform().start(() -> {
            try {
                // It may not run yet when it is first told.
                while (!ended.await(10, TimeUnit.MILLISECONDS)) {
                    statement.cancel();
                }
            } catch (SQLException | InterruptedException failure) {
                throw new AssertionError(failure);
            }
        });
        try {
            assertThatThrownBy(() -> statement.executeQuery(SLOW))
                    .isInstanceOf(SQLTimeoutException.class)
                    .hasMessage("the statement was canceled");
        } finally {
            ended.countDown();
            canceler.join();
        }
    }

    @Test
    void answersHaveABoundSoThatMemorySuffices() throws SQLException {
        run("create table pictures (raw bytea)");
        try (PreparedStatement insert = connection.prepareStatement("insert into pictures values (?)")) {
            insert.setBytes(1, new byte[1 << 20]);
            insert.executeUpdate();
        }
        assertThatThrownBy(() -> ask("select raw from pictures, generate_series(1, 1000)"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("more than 67108864 characters")
                .extracting(failure -> ((SQLException) failure).getSQLState())
                .isEqualTo("54000");
    }

    @Test
    void connectionsEndAndSayWhetherTheyLive() throws SQLException {
        Connection other = node.connect();
        assertThat(other.isValid(5)).isTrue();
        assertThat(other.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
        other.setClientInfo("ApplicationName", "test");
        assertThat(other.getClientInfo("ApplicationName")).isEqualTo("test");
        assertThat(other.unwrap(Connection.class)).isSameAs(other);
        Statement statement = other.createStatement();
        statement.closeOnCompletion();
        statement.executeQuery("select 1").close();
        assertThat(statement.isClosed()).isTrue();
        other.close();
        assertThat(other.isValid(5)).isFalse();
        assertThatThrownBy(other::createStatement).hasMessageContaining("closed");
    }
}
