package io.cairn.node.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.client.api.CairnClient;
import io.cairn.client.api.ClientDatabase;
import io.cairn.client.api.PinStore;
import io.cairn.client.api.ReadOptions;
import io.cairn.client.api.SessionOptions;
import io.cairn.client.api.SignedMutations;
import io.cairn.client.key.SessionSigner;
import io.cairn.client.key.Signer;
import io.cairn.client.key.UserKey;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.PaymentChain;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.Payload;
import io.cairn.engine.mutation.SessionScope;
import io.cairn.engine.mutation.Visibility;
import io.cairn.node.config.NodeConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** PostgreSQL's clients at the node's own port. */
final class WireEndToEndTest {
    private static final SessionOptions SESSION =
            SessionOptions.of(Duration.ofHours(1), SessionScope.SQL, SessionScope.DEFINE);

    @TempDir
    Path folder;

    /** Of all clients: who may read nothing but a table has the pin from somebody. */
    private final PinStore pins = PinStore.inMemory();

    private final UserKey own = UserKey.generate(PaymentChain.ETH);
    private NodeProcess node;
    private CairnClient client;
    private ClientDatabase database;

    @BeforeEach
    void start() {
        node = NodeProcess.start(
                NodeConfig.read(null, Map.of(), Map.of("port", "0", "wire-port", "0")), folder.resolve("node"), "test");
        client = user(own);
        database = client.createDatabase("rows", Visibility.OWNER_ONLY);
    }

    @AfterEach
    void stop() {
        client.close();
        node.close();
    }

    private CairnClient user() {
        return user(UserKey.generate(PaymentChain.ETH));
    }

    private CairnClient user(UserKey key) {
        return CairnClient.of(URI.create("http://127.0.0.1:" + node.port()))
                .pins(pins)
                .signer(key.signer())
                .build();
    }

    private Connection connect(String password) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + node.wirePort() + "/" + database.address(), "me", password);
    }

    private Connection connect() throws SQLException {
        return connect(database.wirePassword(Duration.ofMinutes(5)));
    }

    private void openSession() {
        database.openSession(database.wire().key(), SESSION);
    }

    private static String token(Signer signer, String chain, boolean wire) {
        long soon = System.currentTimeMillis() + 60_000;
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(SignedMutations.sign(signer, chain, 1, new Payload(new Operation.ReadToken(wire), soon))
                        .encode());
    }

    /** What the API answers to who shows a token. */
    private int status(String token) {
        return status("/v1/databases/" + database.address(), token);
    }

    private int status(String path, String token) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.port() + path))
                .header("authorization", "Cairn " + token)
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }

    private static String cell(Connection connection, String text) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(text)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static void run(Connection connection, String... texts) throws SQLException {
        for (String text : texts) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(text);
            }
        }
    }

    private static void refused(ThrowingCallable work, String state) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        SQLException.class,
                        failure -> assertThat(failure.getSQLState()).isEqualTo(state));
    }

    /** The fields by which drivers know a constraint. */
    private static void tellsWhich(Connection connection, String statement) {
        assertThatThrownBy(() -> run(connection, statement)).isInstanceOfSatisfying(PSQLException.class, failure -> {
            ServerErrorMessage told = failure.getServerErrorMessage();
            assertThat(told).isNotNull();
            assertThat(told.getMessage()).isEqualTo("duplicate key value violates unique constraint \"t_pkey\"");
            assertThat(told.getDetail()).isEqualTo("Key (a)=(3) already exists.");
            assertThat(told.getSchema()).isEqualTo("public");
            assertThat(told.getTable()).isEqualTo("t");
            assertThat(told.getColumn()).isNull();
            assertThat(told.getConstraint()).isEqualTo("t_pkey");
        });
    }

    @Test
    void thePasswordIsSignedByTheAccountAndIsNoReadToken() throws SQLException {
        refused(() -> connect("guess"), "28P01");
        refused(() -> connect(""), "28P01");
        refused(() -> connect("A".repeat(9_000)), "28P01");
        try (CairnClient stranger = user()) {
            String strange = stranger.createDatabase("other", Visibility.PUBLIC).wirePassword(Duration.ofMinutes(5));
            refused(() -> connect(strange), "28P01");
        }
        refused(() -> connect(database.wirePassword(Duration.ofDays(2))), "28P01");
        String chain = database.info().chainId();
        UserKey key = UserKey.generate(PaymentChain.SOL);
        database.openSession(key.account(), SessionOptions.of(Duration.ofHours(1), SessionScope.READ));
        refused(() -> connect(token(own.signer(), chain, false)), "28P01");
        Signer inSession = new SessionSigner(key.signer(), own.account());
        refused(() -> connect(token(inSession, chain, true)), "28P01");
        assertThat(status(token(own.signer(), chain, false))).isEqualTo(200);
        assertThat(status(token(own.signer(), chain, true))).isEqualTo(401);
        refused(
                () -> DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + node.wirePort() + "/nothing", "me", "x"),
                "3D000");
        try (Connection connection = connect()) {
            assertThat(cell(connection, "select 1")).isEqualTo("1");
            assertThat(cell(connection, "select current_user"))
                    .isEqualTo(client.signer().orElseThrow().account().text());
        }
    }

    @Test
    void whoAsksForAKeyWronglyIsToldSo() {
        String account = "&account=" + own.account().text();
        assertThat(status("/v1/wire?database=" + database.address() + account, ""))
                .isEqualTo(200);
        assertThat(status("/v1/wire?database=" + database.address(), "")).isEqualTo(400);
        assertThat(status("/v1/wire?database=" + database.address() + "&account=" + "x".repeat(4_000), ""))
                .isEqualTo(400);
        assertThat(status("/v1/wire?database=" + database.address() + "&account=db3_user:none:0x00", ""))
                .isEqualTo(400);
        assertThat(status("/v1/wire?database=..%2F..%2Fetc" + account, "")).isEqualTo(404);
    }

    @Test
    void writesAreSignedInASessionThatTheAccountHasOpenedForTheNode() throws SQLException {
        try (Connection connection = connect()) {
            assertThatThrownBy(() -> run(connection, "create table t (a int primary key, b text)"))
                    .hasMessageContaining("cairn session open --wire");
            openSession();
            run(connection, "create table t (a int primary key, b text)", "insert into t values (1, 'x'), (2, 'y')");
            assertThat(cell(connection, "select count(*) from t")).isEqualTo("2");
            assertThat(cell(connection, "insert into t values (3, 'z') returning b"))
                    .isEqualTo("z");
            refused(() -> run(connection, "insert into t values (3, 'again')"), "23505");
            tellsWhich(connection, "insert into t values (3, 'again')");
            connection.setAutoCommit(false);
            tellsWhich(connection, "insert into t values (3, 'again')");
            connection.rollback();
            connection.setAutoCommit(true);
            assertThat(cell(connection, "select b from t where a = 3")).isEqualTo("z");
            // The past, too, is answered here.
            long height = database.info().height();
            assertThat(cell(connection, "select count(*) from t as of block " + height))
                    .isEqualTo("3");
            refused(() -> cell(connection, "select count(*) from t as of block 1000000000"), "22023");
        }
        assertThat(database.sql("select count(*) from t", List.of(), ReadOptions.PROVED)
                        .result()
                        .rows())
                .hasToString("[[3]]");
    }

    @Test
    void aClosedSessionWritesNothingAndAnotherOneDoes() throws SQLException {
        openSession();
        var first = database.wire().key();
        try (Connection connection = connect()) {
            run(connection, "create table t (a int)");
            database.closeSession(first, null);
            assertThatThrownBy(() -> run(connection, "insert into t values (1)"))
                    .hasMessageContaining("cairn session open --wire");
            assertThat(cell(connection, "select count(*) from t")).isEqualTo("0");
            var second = database.wire().key();
            assertThat(second).isNotEqualTo(first);
            database.openSession(second, SESSION);
            run(connection, "insert into t values (1)");
            assertThat(cell(connection, "select count(*) from t")).isEqualTo("1");
        }
    }

    @Test
    void blocksAreOneMutationAndConflictsAreTold() throws SQLException {
        openSession();
        try (Connection first = connect();
                Connection second = connect()) {
            run(first, "create table accounts (id int primary key, balance int)");
            run(first, "insert into accounts values (1, 100), (2, 100)");
            cell(first, "select 1 from accounts");
            first.setAutoCommit(false);
            second.setAutoCommit(false);
            assertThat(cell(first, "select sum(balance) from accounts")).isEqualTo("200");
            assertThat(cell(second, "select sum(balance) from accounts")).isEqualTo("200");
            run(first, "update accounts set balance = balance - 150 where id = 1");
            Savepoint before = first.setSavepoint();
            refused(() -> run(first, "insert into accounts values (1, 0)"), "23505");
            first.rollback(before);
            first.commit();
            run(second, "update accounts set balance = balance - 150 where id = 2");
            refused(second::commit, "40001");
            second.rollback();
            first.setAutoCommit(true);
            assertThat(cell(first, "select sum(balance) from accounts")).isEqualTo("50");
        }
    }

    @Test
    void whoIsGrantedATableSeesThatTable() throws SQLException {
        openSession();
        try (Connection owner = connect();
                CairnClient guest = user()) {
            run(owner, "create table open (a int)", "create table closed (a int)", "insert into open values (7)");
            String account = guest.signer().orElseThrow().account().text();
            run(owner, "grant select on open to \"" + account + "\"");
            cell(owner, "select 1 from open");
            String token = guest.database(database.address()).wirePassword(Duration.ofMinutes(5));
            try (Connection reader = connect(token)) {
                assertThat(cell(reader, "select a from open")).isEqualTo("7");
                refused(() -> cell(reader, "select count(*) from closed"), "42501");
                refused(() -> run(reader, "insert into open values (8)"), "42501");
            }
        }
    }

    /** A right that was taken at the port is gone over HTTP at once, though the block is sealed later. */
    @Test
    void whoseRightIsRevokedReadsNothingMoreAnywhere() throws SQLException {
        openSession();
        try (Connection owner = connect();
                CairnClient guest = user()) {
            run(owner, "create table open (a int)", "insert into open values (7)");
            String account = guest.signer().orElseThrow().account().text();
            ClientDatabase theirs = guest.database(database.address());
            for (int i = 0; i < 8; i++) {
                run(owner, "grant select on open to \"" + account + "\"");
                assertThat(theirs.sql("select a from open", List.of(), ReadOptions.PROVED)
                                .result()
                                .rows())
                        .hasToString("[[7]]");
                run(owner, "revoke select on open from \"" + account + "\"");
                assertThatThrownBy(() -> theirs.sql("select a from open", List.of(), ReadOptions.PROVED))
                        .isInstanceOf(CairnException.class);
            }
        }
    }

    @Test
    void whatTakesTooLongIsStopped() throws SQLException {
        openSession();
        try (Connection connection = connect()) {
            run(connection, "create table t as select x as a from generate_series(1, 2000) as g(x)");
            run(connection, "set statement_timeout = 100");
            refused(() -> cell(connection, "select count(*) from t a, t b, t c where a.a + b.a = c.a"), "57014");
            run(connection, "set statement_timeout = 0");
            assertThat(cell(connection, "select count(*) from t")).isEqualTo("2000");
        }
    }
}
