package io.cairn.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.model.CairnException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Forms of PostgreSQL's SQL that tools write about the catalog. */
final class NamesOfClientsTest {
    private final SqlState state = new SqlState();

    @BeforeEach
    void tables() {
        state.change("create table a (x int, y int)");
        state.change("create table b (x int, z int)");
        state.change("create table c (x int, y int, w text)");
        state.change("insert into a values (1, 10), (2, 20)");
        state.change("insert into b values (1, 11), (3, 31)");
        state.change("insert into c values (1, 10, 'c'), (4, 40, 'd')");
    }

    @Test
    void aColumnThatUsingHasMadeOneNeedsNoTable() {
        assertThat(state.rows("select x, z from a join b using (x) where x > 0 order by x"))
                .containsExactly("1|11");
        assertThat(state.rows("select x from a left join b using (x) order by x"))
                .containsExactly("1", "2");
        assertThat(state.rows("select x, y from a right join b using (x) order by x"))
                .containsExactly("1|10", "3|");
        assertThat(state.rows("select x, count(*) from a join b using (x) join c using (x, y) group by x"))
                .containsExactly("1|1");
        assertThat(state.rows("select a.x, b.x from a left join b using (x) order by 1"))
                .containsExactly("1|1", "2|");
        assertThat(state.rows("select * from a natural join c")).containsExactly("1|10|c");
        assertThat(state.rows("select y from a natural join c where x = 1")).containsExactly("10");
        assertThatThrownBy(() -> state.rows("select y from a join c using (x)"))
                .isInstanceOf(CairnException.Refused.class)
                .hasMessageContaining("Ambiguous");
    }

    @Test
    void anyWordNamesAColumnBehindAs() {
        assertThat(state.rows("select \"to\", \"where\", \"user\" from"
                        + " (select x as to, y as where, 5 as user from a where x = 1) q"))
                .containsExactly("1|10|5");
        assertThat(state.rows("select 7 as with")).containsExactly("7");
    }

    @Test
    void aggregatesAndCaseAreNamedAsInPostgresql() {
        assertThat(state.rows("select count, sum, max, \"case\", n from (select count(*), sum(x) filter (where x > 1),"
                        + " max(y), case when count(*) > 1 then 'many' end, min(y) as n from a) q"))
                .containsExactly("2|2|20|many|10");
        assertThat(state.rows("select row_number, x from (select distinct row_number() over (order by x), x from a) q"
                        + " order by row_number"))
                .containsExactly("1|1", "2|2");
        assertThat(state.rows("select count(*) + 1 from a union all select count(*) from b order by 1"))
                .containsExactly("2", "3");
        assertThat(state.rows("select x, count(*) from a group by x having count(*) > 0 order by count(*), x"))
                .containsExactly("1|1", "2|1");
    }

    @Test
    void typesAreListedAsText() {
        assertThat(state.rows("select 20 = any ('{int,int8}'::regtype[]), 25 = any ('{int,int8}'::regtype[])"))
                .containsExactly("t|f");
    }

    @Test
    void functionsThatGiveRowsStandInALateralQuery() {
        state.change("create index two on a (y, x)");
        String question = "select k.i, pg_get_indexdef(i.indexrelid, k.i, false), k.attnum from pg_class t"
                + " join pg_index i on t.oid = i.indrelid"
                + " cross join lateral (select unnest(i.indkey), generate_subscripts(i.indkey, 1) + 1) as k(attnum, i)"
                + " where t.relname = 'a' order by k.i";
        assertThat(state.rows(question)).containsExactly("1|y|2", "2|x|1");
        assertThatThrownBy(() -> state.rows(question.replace("as k(attnum, i)", "")))
                .isInstanceOf(CairnException.Refused.class);
    }

    @Test
    void checksHaveParenthesesUnlessTheyArePretty() {
        state.change("create table d (v int check (v > 0), f boolean default true)");
        assertThat(state.rows("select pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint"
                        + " where conname = 'd_v_check'"))
                .containsExactly("CHECK ((v > 0))|CHECK (v > 0)");
        assertThat(state.rows("select column_default from information_schema.columns where column_name = 'f'"))
                .containsExactly("true");
    }

    @Test
    void defaultsAreInWordsThatPostgresReadsToo() {
        state.change("create table d (u uuid default gen_random_uuid(), j jsonb default '{}', f boolean default false,"
                + " r float8 default random(), n numeric default 1.50)");
        assertThat(state.rows("select pg_get_expr(adbin, adrelid) from pg_attrdef order by adnum"))
                .containsExactly("gen_random_uuid()", "'{}'::jsonb", "false", "random()", "1.50");
    }
}
