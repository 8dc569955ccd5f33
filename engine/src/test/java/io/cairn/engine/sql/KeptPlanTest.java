package io.cairn.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import io.cairn.engine.view.MapView;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
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
