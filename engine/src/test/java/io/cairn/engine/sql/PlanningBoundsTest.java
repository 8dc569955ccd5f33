package io.cairn.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Statements that are short and take long before they read anything: what planning may cost is counted. */
final class PlanningBoundsTest {
    private final SqlState state = new SqlState();

    @BeforeEach
    void fill() {
        state.change("create table t (id int primary key, a int)");
        state.change("create table u (id int primary key, c int)");
        state.change("insert into t values (1, 1), (2, 2)");
    }

    private static String nested(int levels) {
        return "select id from " + "(select id from ".repeat(levels) + "t" + ") x".repeat(levels);
    }

    private static String functions(int count) {
        StringBuilder text = new StringBuilder("select c" + count + " from t, unnest(array[t.id]) c0");
        for (int i = 1; i <= count; i++) {
            text.append(", unnest(array[c" + (i - 1) + "]) c" + i);
        }
        return text.toString();
    }

    private void refused(String code, String text) {
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(60), () -> assertThat(state.refusal(text)).isEqualTo(code));
    }

    @Test
    void queriesThatStandWithinEachOtherAreBounded() {
        assertThat(state.rows(nested(9) + " order by 1")).containsExactly("1", "2");
        refused("sql-54000", nested(30));
        refused("sql-54000", "insert into u (id) " + nested(60));
        String wide = "t";
        for (int i = 0; i < 12; i++) {
            wide = "(select a.id from " + wide + " a, " + wide + " b where a.id = b.id)";
        }
        refused("sql-54000", "select id from " + wide + " x");
    }

    @Test
    void queriesOfWithThatNameEachOtherAreAsGoodAsTables() {
        String with = IntStream.range(1, 50)
                .mapToObj(i -> ", a" + i + " as (select id from a" + (i - 1) + ")")
                .reduce("with a0 as (select id from t)", String::concat);
        assertThat(state.rows(with + " select id from a49 order by 1")).containsExactly("1", "2");
    }

    @Test
    void recursiveQueriesWithinEachOtherAreBounded() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            text.append("with recursive r" + i + "(a) as (select q.* from (");
        }
        text.append("select 1 as a");
        for (int i = 29; i >= 0; i--) {
            text.append(") q union all select a + 1 from r" + i + " where a < 2) select a from r" + i);
        }
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () -> assertThat(state.refusal(text.toString())).startsWith("sql-"));
    }

    @Test
    void functionsThatTakeColumnsOfEachOtherAreBounded() {
        assertThat(state.rows(functions(8) + " order by 1")).containsExactly("1", "2");
        refused("sql-54001", functions(90));
        refused("sql-54001", "insert into u (id) " + functions(300));
    }

    @Test
    void joinsOfManyTablesAreNot() {
        StringBuilder from = new StringBuilder("select t0.id from t t0");
        StringBuilder where = new StringBuilder(" where t0.id = 1");
        for (int i = 1; i <= 80; i++) {
            from.append(", t t" + i);
            where.append(" and t" + i + ".id = t" + (i - 1) + ".a");
        }
        assertThat(state.rows(from.toString() + where)).containsExactly("1");
    }

    @Test
    void whatPlanningCostsIsTheSameWhateverIsAtHand() {
        state.change("create view v as " + nested(5));
        String text = "select count(*) from v a, v b, v c where a.id = b.id and b.id = c.id";
        assertThat(state.rows(text)).containsExactly("2");
        state.forget();
        assertThat(state.rows(text)).containsExactly("2");
        assertThat(state.refusal("insert into u (id) " + nested(14))).isEqualTo("sql-54000");
        state.forget();
        assertThat(state.refusal("insert into u (id) " + nested(14))).isEqualTo("sql-54000");
        assertThat(state.refusal("insert into u (id) " + nested(10))).isEmpty();
    }
}
