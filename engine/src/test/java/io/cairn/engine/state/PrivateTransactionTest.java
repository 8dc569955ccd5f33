package io.cairn.engine.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.crypto.Sha256;
import io.cairn.engine.log.Outcome;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.Role;
import io.cairn.engine.mutation.SqlBase;
import io.cairn.engine.mutation.SqlText;
import io.cairn.engine.mutation.TestUser;
import io.cairn.engine.record.Keys;
import io.cairn.engine.sql.SqlEngine;
import io.cairn.engine.sql.SqlResult;
import io.cairn.engine.view.MapView;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Transactions that were run on a private copy, then signed with digests, and run again at the head. */
final class PrivateTransactionTest {
    private static final SqlText UPDATE = new SqlText("update t set v = v + 1 where k = 3", List.of());

    private final Ledger ledger = new Ledger();
    private final TestUser owner = ledger.owner;
    private final TestUser writer = TestUser.solana(60);

    PrivateTransactionTest() {
        commit(new Operation.SetMember(ledger.address(), writer.account(), Role.WRITER));
        apply("create table t (k int primary key, v bigint not null)");
        apply(
                "create table log (id bigint generated always as identity primary key, at timestamptz default now(), n int)");
        apply("insert into t select x, 100 from generate_series(1, 64) as g(x)");
        ledger.seal();
    }

    private void commit(Operation operation) {
        Outcome outcome = ledger.apply(owner, operation);
        assertThat(outcome.code()).as(outcome.at()).isEqualTo(Outcome.OK);
    }

    private void apply(String text) {
        commit(new Operation.ExecuteSql(ledger.address(), List.of(new SqlText(text, List.of()))));
    }

    private String cell(String text) {
        PrivateTransaction now = new PrivateTransaction(ledger.state(), start(1));
        return String.valueOf(
                now.run(new SqlEngine(), new SqlText(text, List.of())).result().rows());
    }

    private PrivateTransaction.Start start(int seed) {
        return new PrivateTransaction.Start(
                writer.account(),
                ledger.headers().getLast().height(),
                Sha256.hash(new byte[] {(byte) seed}),
                ledger.clock());
    }

    /** A user in the middle of a transaction. */
    private final class Interactive {
        private final PrivateTransaction.Start start = start(7);
        private final PrivateTransaction copy = new PrivateTransaction(ledger.state(), start);
        private final SqlEngine engine = new SqlEngine();
        private final List<SqlText> statements = new ArrayList<>();

        SqlResult run(String text) {
            SqlText statement = new SqlText(text, List.of());
            try {
                PrivateTransaction.Ran ran = copy.run(engine, statement);
                statements.add(new SqlText(text, List.of(), ran.digest()));
                return ran.result();
            } catch (CairnException.Refused refused) {
                statements.add(new SqlText(text, List.of(), SqlResult.digestOfRefusal(refused.code())));
                throw refused;
            }
        }

        Outcome commit() {
            Long time = copy.askedForTime() ? start.timeMillis() : null;
            return ledger.apply(
                    writer,
                    new Operation.ExecuteSql(
                            ledger.address(), statements, new SqlBase(start.height(), start.seed(), time)));
        }
    }

    @Test
    void whatWasSeenIsWhatIsCommitted() {
        Interactive user = new Interactive();
        user.run("update t set v = v - 10 where k = 1");
        assertThat(user.run("select v from t where k = 1").rows()).hasToString("[[90]]");
        assertThat(user.run("insert into log (n) values (5), (6) returning id, n")
                        .rows())
                .hasToString("[[1, 5], [2, 6]]");
        user.run("select at from log where id = 1");
        user.run("select random()");
        assertThat(cell("select v from t where k = 1")).isEqualTo("[[100]]");

        ledger.advance(5_000);
        Outcome outcome = user.commit();
        assertThat(outcome.code()).as(outcome.at()).isEqualTo(Outcome.OK);
        assertThat(outcome.changed()).isEqualTo(3);
        assertThat(cell("select v from t where k = 1")).isEqualTo("[[90]]");
        ledger.seal();
        assertThat(ledger.audit().head()).isEqualTo(ledger.headers().getLast());
    }

    /** A state that the engine breaks on where rows are read, some times. */
    private record Breaking(MapView state, int[] times) implements MapView {
        private void check(byte[] key) {
            if (key[0] == Keys.SQL_ROW && times[0]-- > 0) {
                throw new IndexOutOfBoundsException("2 of 2");
            }
        }

        @Override
        public byte @Nullable [] get(byte[] key) {
            check(key);
            return state.get(key);
        }

        @Override
        public Cursor seek(byte[] key) {
            check(key);
            return state.seek(key);
        }

        @Override
        public long rank(byte[] key) {
            check(key);
            return state.rank(key);
        }
    }

    private static void refused(String code, ThrowableAssert.ThrowingCallable statement) {
        assertThatThrownBy(statement)
                .isInstanceOfSatisfying(
                        CairnException.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }

    private PrivateTransaction breaking(int[] times) {
        return new PrivateTransaction(new Breaking(ledger.state(), times), start(1));
    }

    @Test
    void aStatementThatTheEngineBreaksOnIsRefusedAndStopsNothing() {
        int[] times = {0};
        PrivateTransaction copy = breaking(times);
        SqlEngine engine = new SqlEngine();
        times[0] = Integer.MAX_VALUE;
        refused(SqlEngine.MISTAKE, () -> copy.run(engine, UPDATE));
        times[0] = 0;
        refused("sql-25P02", () -> copy.run(engine, UPDATE));
    }

    @Test
    void whatTheEngineHadAtHandIsNotToBlameForAStatement() {
        int[] times = {1};
        PrivateTransaction copy = breaking(times);
        SqlEngine engine = new SqlEngine();
        assertThat(copy.run(engine, UPDATE).result().changed()).isEqualTo(1);
        assertThat(times[0]).isNegative();
        assertThat(copy.run(engine, new SqlText("select v from t where k = 3", List.of()))
                        .result()
                        .rows())
                .hasToString("[[101]]");
    }

    @Test
    void transactionsOnOtherRowsDoNotMeet() {
        List<Interactive> users = new ArrayList<>();
        for (int k = 1; k <= 32; k++) {
            Interactive user = new Interactive();
            user.run("select v from t where k = " + k);
            user.run("update t set v = v + 1 where k = " + k);
            user.run("select v from t where k = " + k);
            users.add(user);
        }
        users.forEach(user -> assertThat(user.commit().code()).isEqualTo(Outcome.OK));
        assertThat(cell("select count(*) from t where v = 101")).isEqualTo("[[32]]");
    }

    @Test
    void aRowThatWasReadAndHasChangedIsAConflict() {
        Interactive user = new Interactive();
        user.run("select v from t where k = 3");
        user.run("update t set v = 0 where k = 4");
        apply("update t set v = 7 where k = 3");
        Outcome outcome = user.commit();
        assertThat(outcome.code()).isEqualTo("sql-40001");
        assertThat(outcome.at()).isEqualTo("data/statements/0/expected");
        assertThat(cell("select v from t where k = 4")).isEqualTo("[[100]]");
    }

    @Test
    void writeSkewIsRefused() {
        // Each takes from one account after looking at both, as if the sum had to stay above 100.
        Interactive first = new Interactive();
        Interactive second = new Interactive();
        for (Interactive user : List.of(first, second)) {
            assertThat(user.run("select sum(v) from t where k in (1, 2)").rows())
                    .hasToString("[[200]]");
        }
        first.run("update t set v = v - 100 where k = 1");
        second.run("update t set v = v - 100 where k = 2");
        assertThat(first.commit().code()).isEqualTo(Outcome.OK);
        assertThat(second.commit().code()).isEqualTo("sql-40001");
    }

    @Test
    void savepointsTakeBackEditsButNotWhatWasSeen() {
        Interactive user = new Interactive();
        user.run("update t set v = 1 where k = 1");
        user.run("savepoint a");
        user.run("update t set v = 2 where k = 1");
        assertThatThrownBy(() -> user.run("insert into t values (1, 1)")).hasMessageContaining("t");
        refused("sql-25P02", () -> user.run("select 1"));
        user.run("rollback to savepoint a");
        assertThat(user.run("select v from t where k = 1").rows()).hasToString("[[1]]");
        user.run("release a");
        Outcome outcome = user.commit();
        assertThat(outcome.code()).as(outcome.at()).isEqualTo(Outcome.OK);
        assertThat(outcome.changed()).isEqualTo(1);
        assertThat(cell("select v from t where k = 1")).isEqualTo("[[1]]");
    }

    @Test
    void aRefusalThatNoLongerHappensIsAConflict() {
        Interactive user = new Interactive();
        user.run("savepoint a");
        assertThatThrownBy(() -> user.run("insert into t values (5, 1)")).hasMessageContaining("t");
        user.run("rollback to a");
        apply("delete from t where k = 5");
        assertThat(user.commit().code()).isEqualTo("sql-40001");
    }

    @Test
    void aFailedTransactionCannotBeCommitted() {
        Interactive user = new Interactive();
        user.run("delete from t");
        assertThatThrownBy(() -> user.run("select nothing")).isInstanceOf(CairnException.Refused.class);
        assertThat(user.commit().code()).isEqualTo("sql-25P02");
        assertThat(cell("select count(*) from t")).isEqualTo("[[64]]");
    }

    @Test
    void aTransactionThatAskedForTheTimeGrowsOld() {
        Interactive asked = new Interactive();
        asked.run("insert into log (n) values (1)");
        Interactive indifferent = new Interactive();
        indifferent.run("update t set v = 1 where k = 1");
        ledger.advance(11 * 60_000);
        assertThat(asked.commit().at()).isEqualTo("data/base/time");
        assertThat(indifferent.commit().code()).isEqualTo(Outcome.OK);
    }

    @Test
    void aBaseThatIsToComeIsRefused() {
        SqlBase base = new SqlBase(1_000, Hash.ZERO, null);
        Outcome outcome = ledger.apply(
                writer,
                new Operation.ExecuteSql(ledger.address(), List.of(new SqlText("delete from t", List.of())), base));
        assertThat(outcome.code()).isEqualTo("sql-40001");
        assertThat(outcome.at()).isEqualTo("data/base/height");
    }

    @Test
    void definitionsArePrivateToo() {
        commit(new Operation.SetMember(ledger.address(), writer.account(), Role.OWNER));
        ledger.seal();
        Interactive user = new Interactive();
        user.run("create table mine (id serial primary key, name text)");
        assertThat(user.run("insert into mine (name) values ('a') returning id").rows())
                .hasToString("[[1]]");
        assertThatThrownBy(() -> cell("select * from mine")).hasMessageContaining("mine");
        Outcome outcome = user.commit();
        assertThat(outcome.code()).as(outcome.at()).isEqualTo(Outcome.OK);
        assertThat(cell("select name from mine")).isEqualTo("[[a]]");
    }

    @Test
    void rowsOfReturningStandInTheOutcome() {
        Outcome outcome = ledger.apply(
                writer,
                new Operation.ExecuteSql(
                        ledger.address(),
                        List.of(new SqlText("insert into log (n) values (8) returning id, n", List.of()))));
        assertThat(outcome.changed()).isEqualTo(1);
        assertThat(outcome.results()).hasSize(1);
        assertThat(outcome.results().getFirst().columns()).containsExactly("id", "n");
        assertThat(outcome.results().getFirst().rows()).hasToString("[[1, 8]]");
        assertThat(Outcome.decode(outcome.encode())).isEqualTo(outcome);
    }

    @Test
    void anOutcomeHoldsOnlySoManyRows() {
        Outcome outcome = ledger.apply(
                writer,
                new Operation.ExecuteSql(
                        ledger.address(),
                        List.of(new SqlText(
                                "insert into log (n) select 1 from generate_series(1, 40000) returning id, n",
                                List.of()))));
        assertThat(outcome.code()).isEqualTo("sql-54000");
        assertThat(cell("select count(*) from log")).isEqualTo("[[0]]");
    }

    @Test
    void interleavedTransactionsAreSerializable() {
        long seed = Long.getLong("cairn.seed", 20_261_121);
        Random random = new Random(seed);
        int committed = 0;
        for (int round = 0; round < 40; round++) {
            List<Interactive> users = List.of(new Interactive(), new Interactive(), new Interactive());
            for (int step = 0; step < 3; step++) {
                for (Interactive user : users) {
                    int from = 1 + random.nextInt(8);
                    int to = 1 + random.nextInt(8);
                    long seen = Long.parseLong(String.valueOf(user.run("select v from t where k = " + from)
                            .rows()
                            .getFirst()
                            .getFirst()));
                    user.run("update t set v = " + (seen - 1) + " where k = " + from);
                    user.run("update t set v = v + 1 where k = " + to);
                }
            }
            for (Interactive user : users) {
                committed += user.commit().isOk() ? 1 : 0;
            }
        }
        // Money is neither made nor lost, whoever wins.
        assertThat(cell("select sum(v) from t")).as("seed %d", seed).isEqualTo("[[6400]]");
        assertThat(committed).isGreaterThanOrEqualTo(40);
    }
}
