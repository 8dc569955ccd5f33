package io.cairn.engine.dialect;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A name means the query of WITH that it means in PostgreSQL, whatever tables there are. */
final class WithNamesOnBothTest {
    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    private static final List<String> QUERIES = List.of(
            "with w as (select 4 as id) select id from w",
            "with w as (select 4 as id) select w.id, w.* from w",
            "with w as (select 4 as id) select * from w as x, public.w",
            "with w as (select 4 as id) select * from public.w order by w.id",
            "with w as (select id from w where id = 3) select * from w",
            "with w as (select id from w where id = 3), v as (select id + 1 as id from w) select v.id, w.id from v, w",
            "with v as (select id from w), w as (select 9 as id) select v.id, w.id from v cross join w",
            "with w as (select 4 as id) select q.id from u join w q on q.id > u.id",
            "with w as (select 4 as id) select u.id from u join q on u.id = q.id, w",
            "with w as (select 2 as id) select u.a from u left join w using (id) where w.id is not null",
            "with w as (select 2 as id) select id from u where id in (select id from w)",
            "with w as (select 2 as id) select id from u where id in (table w)",
            "with w as (select 2 as id) table w",
            "with w as (select 2 as id) table w union all select id from w union table w order by id",
            "with w as (select 2 as id) select (select max(id) from w), array(select id from w), exists (select from w)",
            "with w as (select 2 as id) select * from (select * from w) as w",
            "with w as (select 2 as id) select * from (w join u on u.id = w.id)",
            "with w as (select 2 as id) select * from ((w))".replace("((w))", "(select * from (select id from w) w) q"),
            "with w as (select 2 as id) select * from (with w as (select 5 as id) select * from w) q, w",
            "with w as (select 2 as id) select * from (with w as (select id + 5 as id from w) select * from w) q, w",
            "with w as (select 2 as id), v as (with w(id) as (values (7), (8)) select id from w) select v.id, w.id from v, w",
            "with w(id) as (values (7), (8)) select id, column2 from w, (values (w.id, 1)) as r(a, column2)"
                    .replace("(values (w.id, 1)) as r(a, column2)", "(values (3, 1)) as r(a, column2)"),
            "with w as not materialized (select 2 as id), x as materialized (select * from w) select * from x join w using (id)",
            "with recursive w as (select 5 as id union all select id + 1 from w where id < 8) select * from w",
            "with recursive w(id) as (select 5 union all select id + 1 from w where id < 8), v as (select id from w)"
                    + " select sum(id) from v",
            "with recursive q(id) as (select 2 as id), w(id) as (select 3 union all select w.id + q.id from w, q where w.id < 9)"
                    + " select id from w",
            "with id as (select 6 as w) select w.id, id.w from w, id where w.id in (select id from w)",
            "with w as (select 6 as id) select extract(year from date '2026-01-01'), id is distinct from w.id, w.id from w",
            "with w as (select 6 as a) select a as w, count(*) over (order by a) from w group by a, a + 1 order by w",
            "with u as (select 6 as id, 7 as a) select max(x.a) filter (where u.id > 1) from u, u x where x.id = u.id",
            "with w as (select 6 as id) select generate_series(1, 2) as w, lower(case when w.id > 1 then 'A' end) from w",
            "with w as (select 6 as id) select * from unnest(array[1, 2]) with ordinality as w(a, b), (select id from w) q",
            "with w as (select 6 as id) select * from generate_series(1, 2) as u, w",
            "with w as (select 6 as id) (select id from w) union (select id from w where id > 7) order by 1",
            "with w as (select 6 as id) select id from w union select id from public.w order by id limit 2",
            "with \"W x\" as (select 6 as id) select \"W x\".id from \"W x\"",
            "with \"ü\" as (select 6 as id), Ä as (select 7 as id) select * from \"ü\", Ä",
            "with value as (select 6 as id) select value.id from value",
            "select * from v_of_with",
            "select * from u where exists (with w as (select 2 as id) select 1 from w where w.id = u.id)",
            "with w as (select 2 as id) select w.id, u.id from w full join u on w.id = u.id",
            "with w as (select array[4, 5] as id) select w.id, x from w, unnest(w.id) as x",
            "with w as (select array[4, 5] as id) select x.id, y from w as x cross join lateral unnest(x.id) as y",
            "with w as (select 4 as id) select distinct on (w.id) w.id from w, u order by w.id",
            "with recursive w as (select 4 as id), v as (select id from w) select * from v");

    private static final List<String> CHANGES = List.of(
            "with w as (select id from w where id = 3) insert into t (id) select id + 10 from w",
            "with w as (select 4 as id) insert into w select id + 1 from w",
            "insert into t (id) with w as (select 5 as id) select id from w",
            "insert into t (id, a) with w as (select 1 as id) select id, 2 from w on conflict (id) do update set a = 6",
            "with w as (select 5 as id) insert into t (id) table w",
            "with w as (select 2 as id) update t set a = 100 where id in (table w)",
            "with w as (select 2 as id) update w set id = 9 where id in (select id + 1 from w)",
            "with w as (select 2 as id) delete from w where id > (select id from w)",
            "with w as (select 1 as id) update t set a = 100 where id in (select w.id from u join q on u.id = q.id, w)",
            "with w as (select 1 as id) update t set a = 100 where id in (with w(id) as (select 3) select id from w)",
            "with w as (select 1 as id) update t set a = 100 where id in (with w as materialized (select 3 as id) select id from w)",
            "with w as (select 3 as id), v as (select * from w) delete from t where exists (with w as (select 3 as id union"
                    + " select 4) select 1 from v join w on v.id = w.id where t.id = w.id)",
            "with v as (select * from w) delete from t where exists (with w as (select 4 as id union select 3) select 1 from v"
                    + " join w on v.id = w.id where t.id = w.id)",
            "with id as (select 1 as x) update t set a = 100 where id in (select u.id from u join q using (id))",
            "with w(id, k) as (select 1, 2) update t set a = y.k from w as y(i) where y.i = t.id",
            "with w as (select 1 as id), x as (with y as (select id + 1 as id from w) select id from y) delete from t using x"
                    + " where x.id = t.id",
            "with w as (select 1 as id) merge into t using w on t.id = w.id when matched then update set a = 5, id = 70",
            "with a as (select 1 as id), id as (select 3 as id) merge into t using a on t.id = a.id when matched then update"
                    + " set a = 5, id = 70 when not matched then do nothing");

    @Test
    void queriesReadWhatTheyName() throws IOException, InterruptedException, SQLException {
        TwoDatabases both = tables();
        both.works("create view v_of_with as with w as (select id from w where id > 1) select id, id + 1 as n from w");
        for (String query : QUERIES) {
            both.works(query);
        }
        both.same("with w as (select 4 as id), w as (select 5 as id) select * from w");
        both.same("with v as (select id from nosuch), w as (select 5 as id) select * from w");
        both.same("with w as (select 4 as id) select * from nosuch.w");
        both.same("with w as (select 4 as id) select w.nosuch from w");
        both.works("with w as (select ?::int as id) select id, ?::int from w where id = ?", 4, 5, 4);
    }

    @Test
    void changesReadWhatTheyName() throws IOException, InterruptedException, SQLException {
        TwoDatabases both = tables();
        for (String change : CHANGES) {
            both.done("truncate t");
            both.done("truncate w");
            both.works("insert into t values (1, 10), (2, 20), (3, 30), (4, 40)");
            both.works("insert into w values (1), (3)");
            both.works(change);
            both.works("select 't', id, a from t union all select 'w', id, 0 from w");
        }
    }

    private static TwoDatabases tables() throws IOException, InterruptedException, SQLException {
        TwoDatabases both = new TwoDatabases(POSTGRES.connect());
        both.works("create table t (id int primary key, a int)");
        both.works("create table u (id int, a int)");
        both.works("create table q (id int)");
        both.works("create table w (id int)");
        both.works("insert into u values (1, 10), (2, 20), (3, 30)");
        both.works("insert into q values (2), (3)");
        both.works("insert into w values (1), (3)");
        return both;
    }
}
