package io.cairn.engine.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Changes take the rows of functions that PostgreSQL takes. */
final class RowsInChangesOnBothTest {
    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    private TwoDatabases both;

    @BeforeEach
    void fill() throws IOException, InterruptedException, SQLException {
        both = new TwoDatabases(POSTGRES.connect());
        both.works("create table t (id int primary key, a int)");
        both.works("create table u (id int, a int)");
        both.works("insert into t values (1, 5), (2, null), (3, 2)");
        both.works("insert into u values (1, 5), (2, 7)");
    }

    private void all(List<String> changes) throws SQLException {
        for (String change : changes) {
            both.works(change);
            both.works("select * from t");
        }
    }

    @Test
    void whatStandsBehindASelectOfInsertIsNoneOfIt() throws SQLException {
        all(List.of(
                "insert into t (id) select x + 10 from u, generate_series(u.id, 2) x where u.id = 1 returning id",
                "insert into t (id) select x + 10 from u, generate_series(u.id, 3) x where u.id = 1"
                        + " on conflict (id) do nothing returning id",
                "insert into t (id) select x + 10 from u, generate_series(u.id, 4) x on conflict do nothing",
                "insert into t (id, a) select x + 10, x from u, generate_series(u.id, 2) x where u.id = 1"
                        + " on conflict (id) do update set a = excluded.a + 100 where excluded.a < 9 returning id, a",
                "insert into t (id) select unnest(array[20, 21]) returning id",
                "insert into t (id) select unnest(array[20, 21, 22]) order by 1 on conflict do nothing returning id",
                "insert into t (id) select 1 union select unnest(array[30, 31]) order by 1 limit 3"
                        + " on conflict (id) do nothing",
                "insert into t (id) select * from generate_series(30, 33) on conflict do nothing"));
    }

    @Test
    void otherTablesOfAChangeAreCalledAsInASelect() throws SQLException {
        all(List.of(
                "update t set a = 9 from generate_series(2, 3) g where t.id = g",
                "update t set a = 8 from unnest(array[1, 3]) as g where t.id = g.g",
                "update t set a = g.x from unnest(array[1, 3]) as g(x) where t.id = x returning t.id",
                "update t set a = ordinality from unnest(array[1, 3]) with ordinality g where t.id = g.g",
                "update t set a = g.value::int from jsonb_array_elements_text('[1,2]') g where t.id = value::int",
                "update t set a = 4 from string_to_table('1,2', ',') g where t.id = g::int",
                "update t set a = 3 from generate_series(2, 3) where t.id = generate_series",
                "delete from t using generate_series(3, 4) g where t.id = g",
                "delete from t using unnest(array[2, 4]) g where t.id = g returning t.id",
                "insert into t values (2, 1), (3, 1)",
                "delete from t using u, generate_series(u.id, 2) g where t.id = g + 1",
                "insert into t values (2, 1), (3, 1)",
                "delete from t using jsonb_array_elements_text('[3]') g where t.id = value::int",
                "merge into t using generate_series(2, 4) g on t.id = g when matched then update set a = 77"
                        + " when not matched then insert values (g, g)",
                "merge into t using unnest(array[2, 5]) as g on t.id = g when matched then delete"
                        + " when not matched then insert values (g, 0)",
                "merge into t using jsonb_array_elements_text('[5, 6]') as g on t.id = value::int"
                        + " when matched then delete when not matched then insert values (g.value::int, 0)"));
    }

    @Test
    void functionsBesideAChangedTableTakeNoColumnsOfIt() throws SQLException {
        for (String refused : List.of(
                "update t set a = 4 from generate_series(1, t.id) g where t.id = g",
                "merge into t using generate_series(1, t.id) g on t.id = g when matched then delete")) {
            assertThat(TwoDatabases.hasFailed(both.same(refused))).as(refused).isTrue();
        }
    }
}
