package io.cairn.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.dialect.Dialect;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.pgcatalog.QueryTexts;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What clients see of the names that queries of WITH have in the engine. */
final class WithNamesTest {
    private final SqlState state = new SqlState();

    @BeforeEach
    void tables() {
        state.change("create table u (id int)");
        state.change("insert into u values (1), (2)");
    }

    @Test
    void aTableThatComesLaterIsNotTakenForAViewsOwnQuery() {
        state.change("create view v as with w as (select id from u) select id from w");
        state.change("create table w (id int)");
        state.forget();
        assertThat(state.rows("select * from v order by id")).containsExactly("1", "2");
        String definition = state.rows("select definition from pg_views where viewname = 'v'")
                .getFirst();
        assertThat(definition).contains("\"w\"").doesNotContain(QueryTexts.PREFIX);
        state.change("drop view v");
        state.change("create view v as " + definition);
        assertThat(state.rows("select * from v order by id")).containsExactly("1", "2");
    }

    @Test
    void textsNameQueriesAsTheirAuthorsDid() {
        assertThatThrownBy(() -> state.rows("with w as (select id from u) select w.nosuch from w"))
                .hasMessageContaining("w.nosuch")
                .hasMessageNotContaining(QueryTexts.PREFIX);
    }

    @Test
    void namesOfTheEngineAreRefused() {
        assertThat(state.refusal("create table \"cairn with 1 w\" (id int)")).isEqualTo("sql-0A000");
        assertThat(state.refusal("select 1 as U&\"cairn\\0020with 1 w\"")).isEqualTo("sql-0A000");
        assertThat(state.refusal("select 1 as \"cairn with\"")).isEmpty();
    }

    @Test
    void aQueryThatStandsBehindWhoReadsItIsRefused() {
        state.change("create table w (id int)");
        assertThat(state.refusal("with recursive v as (select id from w), w as (select 4 as id) select * from v"))
                .isEqualTo("sql-0A000");
    }

    @Test
    void aNameTwiceInOneWithIsRefused() {
        assertThat(state.refusal("with w as (select 1 as id), w as (select 2 as id) select * from w"))
                .isEqualTo("sql-42601");
    }

    @Test
    void conditionsReadTheirOwnQueries() {
        assertThat(Dialect.condition("id in (with w as (select 2 as id) select id from w)"))
                .contains("from \"" + QueryTexts.PREFIX + "1 w\" AS \"w\"");
    }

    @Test
    void aRowThatIsMetTwiceIsNoKeyThatIsThere() {
        state.change("create table t (id int primary key, a int)");
        state.change("insert into t values (1, 1)");
        for (String change : List.of(
                "merge into t using (values (1, 2), (1, 3)) as v(i, n) on t.id = v.i when matched then update set a = n",
                "update t set a = n from (values (1, 2), (1, 3)) as v(i, n) where t.id = v.i")) {
            assertThatThrownBy(() -> state.change(change))
                    .isInstanceOfSatisfying(
                            CairnException.Refused.class,
                            refused -> assertThat(refused.code()).isEqualTo("sql-21000"))
                    .hasMessageNotContaining("ROWID")
                    .hasMessageNotContaining("TreeTable");
        }
        assertThat(state.refusal("insert into t values (1, 2)")).isEqualTo("sql-23505");
    }
}
