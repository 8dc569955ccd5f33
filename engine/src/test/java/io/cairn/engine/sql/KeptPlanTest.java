package io.cairn.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import io.cairn.engine.view.MapView;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A question that was asked before has the answer, and reads the entries, that it has where it was never asked. */
final class KeptPlanTest {
    private static final List<String> QUESTIONS = List.of(
            "select b from t where a = $1",
            "select count(*) from t where b > $1",
            "select t.a, u.d from t join u on u.c = t.a where t.a < $1 order by 1",
            "select a from t where b = (select max(b) from t where a < $1)",
            "select a from t where exists (select 1 from u where u.c = t.a and u.d <> $1) limit 3",
            "select (select count(*) from u) + $1",
            "select a, sum(b) over (order by a) from t where a > $1 order by a limit 2");

    private final SqlState state = new SqlState();

    private void fill() {
        state.change("create table t (a int primary key, b int)");
        state.change("create table u (c int primary key, d int)");
        state.change("create index t_b on t (b)");
        state.change("insert into t values (1, 10), (2, 20), (3, 30)");
    }

    @Test
    void questionsAskedAgainAreAnsweredAsNew() {
        fill();
        for (int round = 0; round < 12; round++) {
            for (String question : QUESTIONS) {
                Recorder again = new Recorder(state.view());
                Recorder fresh = new Recorder(state.view());
                SqlStatement statement = new SqlStatement(question, List.of(Value.of(round % 5 + 1)));
                SqlResult kept = state.engine().query(again, context(round), statement);
                SqlEngine engine = new SqlEngine();
                engine.query(state.view(), context(round), SqlStatement.of("select 1"));
                SqlResult made = engine.query(fresh, context(round), statement);
                assertThat(kept).as("%s in round %d", question, round).isEqualTo(made);
                assertThat(again.looks).as("%s in round %d", question, round).containsAll(fresh.looks);
            }
            state.change("insert into u values ($1, $2)", Value.of(round), Value.of(round % 3));
            state.change("insert into t values ($1, $2)", Value.of(round + 10), Value.of(round % 4));
        }
    }

    @Test
    void whatHasMoreThanTheStateInItIsWorkedOutAnew() {
        fill();
        for (String question : List.of("select now()", "select random()", "select gen_random_uuid()")) {
            SqlStatement statement = SqlStatement.of(question);
            for (int round = 0; round < 3; round++) {
                assertThat(state.engine().query(state.view(), context(round), statement))
                        .as(question)
                        .isEqualTo(new SqlEngine().query(state.view(), context(round), statement));
            }
        }
    }

    @Test
    void changesLeaveTheSameWhetherTheEngineIsNewOrNot() {
        SqlState other = new SqlState();
        for (String text : List.of(
                "create table t (a int primary key, b int, c timestamp default now())",
                "create sequence s",
                "insert into t (a, b) values (nextval('s'), random() * 1000)",
                "insert into t (a, b) values (nextval('s'), random() * 1000)",
                "insert into t (a, b) values (nextval('s'), random() * 1000)",
                "update t set b = b + 1 where a = (select max(a) from t)",
                "update t set b = b + 1 where a = (select max(a) from t)",
                "delete from t where a = 1",
                "insert into t (a, b) select a + 10, b from t limit 1")) {
            state.change(text);
            other.forget();
            other.change(text);
            assertThat(state.root()).as(text).isEqualTo(other.root());
        }
        assertThat(state.root()).isNotEqualTo(Hash.ZERO);
    }

    /** Which table a join begins with, and so which rows come first, follows from how large they are. */
    @Test
    void aChangeIsPlannedAnewWhereTablesHaveAnotherSize() {
        List<String> kept = new ArrayList<>();
        List<String> fresh = new ArrayList<>();
        for (boolean isKept : List.of(true, false)) {
            SqlState tables = new SqlState();
            for (String text : List.of(
                    "create table a (id int primary key, x int)",
                    "create table b (id int primary key, x int)",
                    "create index a_x on a (x)",
                    "create index b_x on b (x)",
                    "create table w (a int, b int)",
                    "insert into a values (1, 1)",
                    "insert into b select x, (x + 1) % 9 from generate_series(1, 300) as s (x)",
                    FIRST_OF_A_JOIN,
                    "insert into a select x, x % 7 from generate_series(2, 5000) as s (x)",
                    FIRST_OF_A_JOIN)) {
                if (!isKept) {
                    tables.forget();
                }
                tables.change(text);
            }
            (isKept ? kept : fresh).addAll(tables.rows("select a, b from w order by a, b"));
        }
        assertThat(kept).isEqualTo(fresh).hasSizeGreaterThan(3);
    }

    private static final String FIRST_OF_A_JOIN = "insert into w select a.id, b.id from a join b on a.x = b.x limit 3";

    /** A plan that reads more of a table because it was larger when it was made must not outlive its size. */
    @Test
    void changesAskedAgainLeaveWhatChangesOfNewEnginesLeave() {
        long seed = Long.getLong("cairn.seed", 20261121L);
        SplittableRandom random = new SplittableRandom(seed);
        SqlState kept = new SqlState();
        SqlState fresh = new SqlState();
        for (String text : List.of(
                "create table t (a int primary key, b int, c int default 7)",
                "create table u (id bigint generated by default as identity primary key, d int, e int references t (a))",
                "create table w (f int, g double precision)",
                "create index u_d on u (d)",
                "create index t_b on t (b)",
                "create view v as select e, count(*) as n from u group by e",
                "create sequence s")) {
            kept.change(text);
            fresh.change(text);
        }
        int rounds = Boolean.getBoolean("cairn.full") ? 20_000 : 1_000;
        for (int round = 0; round < rounds; round++) {
            String text = CHANGES.get(random.nextInt(CHANGES.size()));
            List<Value> values = new ArrayList<>();
            for (int i = 1; text.contains("$" + i); i++) {
                values.add(Value.of(random.nextInt(40)));
            }
            fresh.forget();
            String how = text + " " + values + ", round " + round + " of seed " + seed;
            assertThat(outcome(kept, text, values)).as(how).isEqualTo(outcome(fresh, text, values));
            assertThat(kept.root()).as(how).isEqualTo(fresh.root());
        }
    }

    private static final List<String> CHANGES = List.of(
            "insert into t values ($1, $2)",
            "insert into t (a, b) values ($1, $2) on conflict (a) do update set b = t.b + excluded.b",
            "insert into t (a, b) values ($1, $2) on conflict do nothing",
            "insert into u (d, e) values ($1, $2)",
            "insert into u (d, e) values ($1, $2) returning id",
            "insert into u (d, e) select b, a from t where a < $1 limit 3",
            "insert into w select u.d, t.b from u join t on t.a = u.e where u.d > $1 limit 3",
            "insert into w select u.e, t.a from u join t on t.b = u.d limit 3",
            "delete from u where id > $1",
            "insert into w select currval('s'), nextval('s')",
            "insert into w select nextval('s'), currval('s')",
            "insert into w values ($1, random())",
            "insert into w select d, 1 from u where d = $1 limit 2",
            "update t set b = b + 1 where a = $1",
            "update t set b = (select max(d) from u where e = t.a) where a between $1 and $2",
            "update t set c = (select n from v where v.e = t.a) where a = $1",
            "update t set a = $1 where a = $2",
            "update u set d = $1 where d = $2",
            "update w set g = random() where f = $1",
            "delete from t where a = $1",
            "delete from u where d < $1 and e > $2",
            "delete from u using t where u.e = t.a and t.b = $1",
            "delete from w where f in (select d from u where e = $1)",
            "merge into t using u on t.a = u.e and u.d = $1 when matched then update set b = 1",
            "update w set f = f + 1 where f = (select min(f) from w)");

    private static String outcome(SqlState state, String text, List<Value> values) {
        try {
            return state.change(text, values.toArray(Value[]::new)).toString();
        } catch (CairnException.Refused refused) {
            return refused.code();
        }
    }

    private static SqlContext context(int round) {
        return new SqlContext(SqlState.TIME + round, round, "", SqlLimits.forQueries());
    }

    /** Remembers what was looked up; what a walk met follows from where it began. */
    private static final class Recorder implements MapView {
        private final MapView state;
        private final List<String> looks = new ArrayList<>();

        Recorder(MapView state) {
            this.state = state;
        }

        @Override
        public byte[] get(byte[] key) {
            looks.add(HexFormat.of().formatHex(key));
            return state.get(key);
        }

        @Override
        public Cursor seek(byte[] key) {
            looks.add("walk " + HexFormat.of().formatHex(key));
            return state.seek(key);
        }

        @Override
        public long rank(byte[] key) {
            looks.add("rank " + HexFormat.of().formatHex(key));
            return state.rank(key);
        }
    }
}
