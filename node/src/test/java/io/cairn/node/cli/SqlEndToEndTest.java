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
import io.cairn.engine.model.PaymentChain;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.SqlText;
import io.cairn.engine.mutation.Visibility;
import io.cairn.engine.verify.AnswerVerifier;
import io.cairn.node.config.NodeConfig;
import io.cairn.node.gateway.Gateway;
import io.cairn.node.pgwire.PgServer;
import io.cairn.node.pgwire.PgSettings;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.util.PGInterval;

/** SQL from PostgreSQL's clients and from the library, against a real node in this process. */
class SqlEndToEndTest {
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
    }

    @AfterAll
    static void stop() {
        server.close();
        client.close();
        node.close();
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + server.port() + "/any?user=me");
    }

    @Test
    void psqlCreatesInsertsAndSelectsWithAProof() throws Exception {
        String output = SqlClients.psql(server.port(), """
                create table birds (id int primary key, name varchar(40), weight numeric(6,2));
                insert into birds values (1, 'wren', 9.5), (2, 'robin', 18);
                update birds set weight = weight * 2 where id = 1;
                select * from birds order by id;
                insert into birds values (1, 'again', 0);
                select count(*) from nothing;
                """);
        assertThat(output)
                .startsWith("CREATE TABLE\nINSERT 0 2\nUPDATE 1\n1|wren|19.00\n2|robin|18.00\n")
                .contains("ERROR:  23505: ")
                .contains("ERROR:  42P01: ");
        SqlReading reading =
                database.sql("select name from birds where weight > 18", List.of(), ReadOptions.PROVED.keeping());
        assertThat(reading.result().rows()).hasToString("[[wren]]");
        byte[] key = HexFormat.of().parseHex(database.pin().nodeKey());
        assertThat(new AnswerVerifier(key).verifySql(reading.archive()).result().rows())
                .isEqualTo(reading.result().rows());
    }

    @Test
    void everyChangedByteOfASmallProofIsRefused() {
        database.execute(List.of(
                new SqlText("create table stones (id int primary key, weight int)", List.of()),
                new SqlText("insert into stones values (?1, ?2)", List.of(Value.of(1), Value.of(5)))));
        SqlReading reading =
                database.sql("select weight from stones where id = 1", List.of(), ReadOptions.PROVED.keeping());
        AnswerVerifier verifier =
                new AnswerVerifier(HexFormat.of().parseHex(database.pin().nodeKey()));
        byte[] archive = reading.archive();
        int step = Boolean.getBoolean("cairn.full") ? 1 : 29;
        for (int i = 0; i < archive.length; i += step) {
            byte[] forged = archive.clone();
            forged[i] ^= 0x10;
            assertThatThrownBy(() -> verifier.verifySql(forged))
                    .as("byte %d of %d", i, archive.length)
                    .isInstanceOf(CairnException.ProofInvalid.class);
        }
    }

    @Test
    void pgjdbcPreparesBindsAndReadsTypes() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create table things (id bigint primary key, t text, b boolean, d double precision,"
                    + " n numeric(10,3), at timestamp, raw bytea, u uuid)");
            try (PreparedStatement insert =
                    connection.prepareStatement("insert into things values (?, ?, ?, ?, ?, ?, ?, ?)")) {
                insert.setLong(1, 1L << 40);
                insert.setString(2, "it's; -- $1 ?");
                insert.setBoolean(3, true);
                insert.setDouble(4, 2.5);
                insert.setBigDecimal(5, new java.math.BigDecimal("-12.345"));
                insert.setTimestamp(6, java.sql.Timestamp.valueOf("2026-11-21 10:11:12"));
                insert.setBytes(7, new byte[] {0, 1, -1});
                insert.setObject(8, new java.util.UUID(1, 2));
                assertThat(insert.executeUpdate()).isEqualTo(1);
            }
            try (PreparedStatement select = connection.prepareStatement("select * from things where id = ?")) {
                select.setLong(1, 1L << 40);
                for (int i = 0; i < 7; i++) {
                    // From the fifth time on the driver prepares on the server and reads binary.
                    try (ResultSet rows = select.executeQuery()) {
                        assertThat(rows.next()).isTrue();
                        assertThat(rows.getString("t")).isEqualTo("it's; -- $1 ?");
                        assertThat(rows.getBoolean("b")).isTrue();
                        assertThat(rows.getDouble("d")).isEqualTo(2.5);
                        assertThat(rows.getBigDecimal("n")).isEqualByComparingTo("-12.345");
                        assertThat(rows.getTimestamp("at"))
                                .isEqualTo(java.sql.Timestamp.valueOf("2026-11-21 10:11:12"));
                        assertThat(rows.getBytes("raw")).containsExactly(0, 1, -1);
                        assertThat(rows.getObject("u")).isEqualTo(new java.util.UUID(1, 2));
                        assertThat(rows.next()).isFalse();
                    }
                }
            }
        }
    }

    @Test
    void pgjdbcReadsArraysAndIntervals() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create table lists (id int primary key, a int[], t text[], d date[], at timestamp)");
            try (PreparedStatement insert = connection.prepareStatement("insert into lists values (1, ?, ?, ?, ?)")) {
                insert.setArray(1, connection.createArrayOf("int4", new Object[] {1, null, 3}));
                insert.setArray(2, connection.createArrayOf("text", new Object[] {"a b", "", "q\"\\"}));
                insert.setArray(3, connection.createArrayOf("date", new Object[] {"2026-11-21"}));
                insert.setObject(4, java.time.LocalDateTime.parse("2026-11-21T10:11:12.5"));
                assertThat(insert.executeUpdate()).isEqualTo(1);
            }
            try (PreparedStatement select = connection.prepareStatement(
                    "select a, t, d, array[array[1, 2], array[3, 4]] as m, at - timestamp '2026-11-20 00:00'"
                            + " as i, at - at as z, array[1.5, 2.5] as n from lists where id = ?")) {
                select.setInt(1, 1);
                for (int i = 0; i < 7; i++) {
                    // From the fifth time on the driver prepares on the server and reads binary.
                    try (ResultSet row = select.executeQuery()) {
                        assertThat(row.next()).isTrue();
                        assertThat((Object[]) row.getArray("a").getArray()).containsExactly(1, null, 3);
                        assertThat((Object[]) row.getArray("t").getArray()).containsExactly("a b", "", "q\"\\");
                        assertThat((Object[]) row.getArray("d").getArray())
                                .containsExactly(java.sql.Date.valueOf("2026-11-21"));
                        assertThat((Object[]) row.getArray("m").getArray()).isEqualTo(new Integer[][] {{1, 2}, {3, 4}});
                        assertThat(row.getObject("i")).isEqualTo(new PGInterval("1 day 10:11:12.5"));
                        assertThat(row.getObject("z")).isEqualTo(new PGInterval("00:00:00"));
                        assertThat((Object[]) row.getArray("n").getArray())
                                .containsExactly(new BigDecimal("1.5"), new BigDecimal("2.5"));
                        assertThat(typeNames(row))
                                .containsExactly(
                                        "_int4", "_varchar", "_date", "_int4", "interval", "interval", "_numeric");
                    }
                }
            }
        }
    }

    private static List<String> typeNames(ResultSet row) throws SQLException {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            names.add(row.getMetaData().getColumnTypeName(i));
        }
        return names;
    }

    @Test
    void commandsRunStatements() {
        Cli cli = new Cli(folder.resolve("home")).with("CAIRN_NODE", "http://127.0.0.1:" + node.port());
        assertThat(cli.run("key", "new").exit()).isZero();
        String made = cli.run("db", "create").out().strip();
        cli.with("CAIRN_DB", made.substring(made.lastIndexOf('0', made.indexOf('x'))));
        assertThat(cli.run("sql", "create table t (id int primary key, v varchar(5))")
                        .out())
                .isEqualTo("CREATE TABLE\n");
        assertThat(cli.runWith("insert into t values (1, 'a'), (2, null)", "sql", "-")
                        .out())
                .isEqualTo("INSERT 0 2\n");
        assertThat(cli.run("sql", "select * from t order by id").out()).isEqualTo("""
                 id |  v
                ----+------
                  1 | a
                  2 | NULL
                (2 rows)
                """);
        assertThat(cli.run("sql", "--json", "select count(*) as n from t").out())
                .contains("\"rows\":[[\"2\"]]")
                .contains("\"class\":\"proved\"");
        Cli.Result refused = cli.run("sql", "insert into t values (1, 'b')");
        assertThat(refused.exit()).isEqualTo(ExitCode.REFUSED.number());
        assertThat(refused.err()).contains("sql-23505").contains("violates unique constraint \"t_pkey\"");
        assertThat(cli.run("sql", "select * from nothing").exit()).isEqualTo(ExitCode.REFUSED.number());
    }
}
