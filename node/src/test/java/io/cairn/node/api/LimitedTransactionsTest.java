package io.cairn.node.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.client.api.CairnClient;
import io.cairn.client.api.ClientDatabase;
import io.cairn.client.api.SqlTransaction;
import io.cairn.client.key.UserKey;
import io.cairn.engine.codec.Json;
import io.cairn.engine.crypto.NodeKey;
import io.cairn.engine.model.Account;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.SqlText;
import io.cairn.engine.mutation.Visibility;
import io.cairn.engine.verify.AnswerVerifier;
import io.cairn.engine.verify.AttestedStep;
import io.cairn.engine.verify.SqlStep;
import io.cairn.node.api.TestApi.Answer;
import io.cairn.node.gateway.Gateway;
import io.cairn.node.pgwire.PgServer;
import io.cairn.node.pgwire.PgSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Transactions of somebody who may read and write some rows of some tables. */
final class LimitedTransactionsTest {
    private static final String SECRET = "forbidden-value-7391";
    private static final String CONFLICT = "sql-40001";

    @TempDir
    Path folder;

    private TestApi api;
    private final UserKey ann = UserKey.solana(seed(11));
    private final UserKey bob = UserKey.solana(seed(12));

    private static byte[] seed(int number) {
        byte[] seed = new byte[32];
        seed[0] = (byte) number;
        return seed;
    }

    @BeforeEach
    void start() {
        api = new TestApi(folder);
        api.create(Visibility.OWNER_ONLY);
        String text = ann.account().text();
        owns(
                "create table birds (id int primary key, keeper text, name text, secret text)",
                "insert into birds values (1, '" + text + "', 'wren', '" + SECRET + "'), (2, 'x', '" + SECRET
                        + "', 's')",
                "create table closed (id int primary key, secret text)",
                "insert into closed values (1, '" + SECRET + "')",
                "grant select (id, keeper, name), insert (id, keeper, name) on birds to \"" + text + "\"",
                "alter table birds enable row level security",
                "create policy own on birds using (keeper = current_user)");
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private void owns(String... statements) {
        Operation operation = new Operation.ExecuteSql(
                api.database,
                Arrays.stream(statements)
                        .map(text -> new SqlText(text, List.of()))
                        .toList());
        Answer answer = api.submit(api.next(operation), "?wait=sealed");
        assertThat(answer.field("code")).as(answer.text()).isEqualTo("ok");
    }

    private ClientDatabase client(UserKey key) {
        return CairnClient.of(api.uri("/")).signer(key.signer()).build().database(api.chainId);
    }

    private static String rows(SqlTransaction open, String text) {
        return open.run(text, List.of()).rows().toString();
    }

    private static void refused(String code, Runnable work) {
        assertThatThrownBy(work::run)
                .isInstanceOfSatisfying(
                        CairnException.Refused.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    @Test
    void statementsRunWithTheRightsOfWhoSignsThem() {
        ClientDatabase limited = client(ann);
        try (SqlTransaction open = limited.begin()) {
            assertThat(open.describe("select name from birds").rows().toString())
                    .contains("name");
            assertThat(rows(open, "select name from birds")).isEqualTo("[[wren]]");
            assertThat(open.run("insert into birds (id, keeper, name) values (5, current_user, 'kite')", List.of())
                            .changed())
                    .isEqualTo(1);
            assertThat(rows(open, "select name from birds order by id")).isEqualTo("[[wren], [kite]]");
            open.run("savepoint s", List.of());
            refused("sql-42501", () -> open.run("select secret from birds", List.of()));
            assertThat(open.isFailed()).isTrue();
            refused("sql-25P02", () -> open.run("select 1", List.of()));
            open.run("rollback to s", List.of());
            assertThat(open.isFailed()).isFalse();
            assertThat(open.commit()).isPresent();
        }
        assertThat(untilTheyAre("[[1], [2], [5]]", "select id from birds order by id"))
                .isTrue();
    }

    /** Whether the owner, another client whose blocks may come a little later, sees such rows at last. */
    private boolean untilTheyAre(String expected, String text) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        boolean are = false;
        while (!are && System.nanoTime() < end) {
            try (SqlTransaction open = client(api.owner).begin()) {
                are = rows(open, text).equals(expected);
            }
        }
        return are;
    }

    @Test
    void clientsOfPostgresHaveBlocksAndStatementsSentTogether() throws Exception {
        try (PgServer server = PgServer.start(PgSettings.local(0), new Gateway(client(ann)));
                Connection connection = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + server.port() + "/any?user=me&preferQueryMode=simple");
                Statement statement = connection.createStatement()) {
            String insert = "insert into birds (id, keeper, name) values (%d, current_user, 'tit')";
            statement.execute(insert.formatted(40) + ";" + insert.formatted(41));
            connection.setAutoCommit(false);
            assertThat(statement.executeUpdate(insert.formatted(42))).isEqualTo(1);
            connection.rollback();
            statement.execute(insert.formatted(43));
            connection.commit();
            ResultSet rows = statement.executeQuery("select string_agg(id::text, ',' order by id) from birds");
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("1,40,41,43");
        }
    }

    @Test
    void whatWasSeenAndIsOtherwiseByNowIsAConflict() {
        ClientDatabase limited = client(ann);
        try (SqlTransaction open = limited.begin()) {
            assertThat(rows(open, "select count(*) from birds")).isEqualTo("[[1]]");
            open.run("insert into birds (id, keeper, name) values (6, current_user, 'owl')", List.of());
            owns("insert into birds values (9, '" + ann.account().text() + "', 'rook', '')");
            refused(CONFLICT, open::commit);
        }
        try (SqlTransaction idle = limited.begin()) {
            assertThat(rows(idle, "select count(*) from birds")).isEqualTo("[[2]]");
            assertThat(idle.commit()).isEmpty();
        }
    }

    @Test
    void rightsThatWereTakenBackEndATransaction() {
        try (SqlTransaction open = client(ann).begin()) {
            assertThat(rows(open, "select name from birds")).isEqualTo("[[wren]]");
            owns("revoke select (name) on birds from \"" + ann.account().text() + "\"");
            refused(CONFLICT, () -> open.run("select name from birds", List.of()));
            refused("sql-25000", () -> open.run("select id from birds", List.of()));
        }
        long height = client(api.owner).info().height();
        owns("grant select (name) on birds to \"" + ann.account().text() + "\"");
        assertThat(step(ann, ann.account(), height, "select id from birds").field("code"))
                .isEqualTo(CONFLICT);
    }

    private Answer step(UserKey key, Account sender, Long height, String text) {
        SqlStep step = step(sender, height, text);
        return api.post(
                api.at("/sql/steps"),
                "application/json",
                Json.print(step.toFields()).getBytes(StandardCharsets.UTF_8),
                "authorization",
                api.token(key, api.chainId, System.currentTimeMillis() + 60_000),
                "accept",
                "*/*");
    }

    private static SqlStep step(Account sender, Long height, String text) {
        SqlText statement = new SqlText(text, List.of());
        return new SqlStep(
                height, sender, Hash.ZERO, 0, SqlStep.NOTHING_BEFORE, List.of(), statement, false, List.of());
    }

    @Test
    void theNodeSignsItsWordAndGivesItToWhoSignsTheTransactionOnly() {
        Answer answer = step(ann, ann.account(), null, "select name from birds");
        assertThat(answer.type()).isEqualTo("application/vnd.cairn.attested");
        AnswerVerifier verifier = new AnswerVerifier(TestApi.NODE.key().publicKey());
        AttestedStep told = verifier.verifyStep(answer.body()).step();
        assertThat(told.came().result().rows()).hasToString("[[wren]]");
        assertThat(told.step())
                .isEqualTo(step(ann.account(), null, "select name from birds").name(api.database));
        byte[] lie = new String(answer.body(), StandardCharsets.ISO_8859_1)
                .replace("wren", "wrex")
                .getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> verifier.verifyStep(lie)).isInstanceOf(CairnException.ProofInvalid.class);
        AnswerVerifier stranger = new AnswerVerifier(NodeKey.of(seed(99)).publicKey());
        assertThatThrownBy(() -> stranger.verifyStep(answer.body())).isInstanceOf(CairnException.ProofInvalid.class);
        for (Account other : List.of(bob.account(), api.owner.account())) {
            assertThat(step(ann, other, null, "select name from birds").field("code"))
                    .isEqualTo("read-restricted");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from birds",
                "select secret from birds",
                "table closed",
                "select name from birds",
                "select count(*), min(name), max(name) from birds",
                "select id from birds where cast(secret as int) = 1",
                "select cast(name as int) from birds order by id desc",
                "explain select * from birds where secret = 'x'",
                "insert into birds (id, keeper, name) values (2, current_user, 'mine')",
                "insert into birds (id, keeper, name) select id + 10, current_user, secret from birds",
                "update birds set name = secret returning name",
                "delete from birds returning *",
                "alter table birds disable row level security",
                "create view v as select * from closed",
                "grant select on closed to public",
                "show history of birds",
                "select string_agg(b.name, ',') from birds b, birds c"
            })
    void nothingThatIsForbiddenIsInAStep(String text) {
        Answer answer = step(ann, ann.account(), null, text);
        assertThat(answer.status()).isEqualTo(200);
        AttestedStep told = AttestedStep.decode(answer.body());
        assertThat(new String(answer.body(), StandardCharsets.ISO_8859_1)).doesNotContain(SECRET);
        boolean isAllowed = text.contains("name) from") || text.startsWith("select name") || text.contains("agg");
        if (!isAllowed) {
            assertThat(told.came().refusal()).isNotNull();
        }
    }

    @Test
    void stepsReadBackAsTheyWereWrittenAndNothingElse() {
        byte[] bytes =
                step(ann, ann.account(), null, "select secret from birds").body();
        assertThat(AttestedStep.isOne(bytes)).isTrue();
        assertThat(AttestedStep.decode(bytes).encode()).isEqualTo(bytes);
        assertThat(Value.of(AttestedStep.decode(bytes).came().refusal().code())).isEqualTo(Value.of("sql-42501"));
        for (int cut = 0; cut < bytes.length; cut += 7) {
            byte[] part = Arrays.copyOf(bytes, cut);
            assertThatThrownBy(() -> AttestedStep.decode(part)).isInstanceOf(CairnException.ProofInvalid.class);
        }
    }
}
