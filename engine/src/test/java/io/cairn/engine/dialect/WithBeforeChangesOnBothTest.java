package io.cairn.engine.dialect;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** WITH before UPDATE, DELETE and MERGE leaves the rows that PostgreSQL leaves. */
final class WithBeforeChangesOnBothTest {
    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    private static final List<String> CHANGES = List.of(
            "with x as (select id, c from u where c > 100) update t set a = x.c from x where x.id = t.id",
            "with x as (select id, c from u where c > 100) update t as q set a = y.c from x as y where y.id = q.id and y.c < 400",
            "with x(k, v) as (select id, c from u where id = 1), y as (select k, v + 1 as w from x) update t set a = y.w from y"
                    + " where y.k = t.id",
            "with x as (select 5 as k union select 6) delete from t where id in (select k from x)",
            "with x as (select 1 as k) delete from t using x where x.k = t.id",
            "with x as (values (3, 7), (4, 8)) delete from t using x as y(a, b) where y.a = t.id and y.b > 7",
            "with x as (select 3 as id, 7 as c) merge into t using x on t.id = x.id when matched then update set a = x.c",
            "with x as (select 3 as id, 7 as c union all select 9, 9) merge into t using x as y on t.id = y.id when matched then"
                    + " delete when not matched then insert values (y.id, y.c, 'new')",
            "with x as materialized (select id from u) update t set b = (select max(x.id)::text from x where x.id < t.id)",
            "with x as not materialized (select id from u) update t set a = a + 1 where exists (select 1 from x where x.id = t.id)",
            "with x as (select id from u), z as (select * from x a join x b using (id)) delete from t where exists (select 1"
                    + " from z, x as q where q.id = t.id and z.id = q.id and extract(year from date '2026-01-01') > 2000)",
            "with x as (select id, sum(c) over (order by id) s from u) update t set a = s from (select s, u.id from x"
                    + " join u on u.id = x.id where x.s > 200) as y where t.id = y.id",
            "with x as (select 2 as id) update t set a = (select id from (select id from x) as x) where id = 1",
            "with t2 as (select * from t where a > 20) delete from t where id in (select t2.id from t2 left join u on"
                    + " u.id = t2.id where u.id is null)",
            "with id as (select 1 as a) update t set a = 5 where id = 2 and exists (select id.a from id)");

    private static final List<String> DRAWING = List.of(
            "with x as (select nextval('drawn') as n) update t set a = x.n from x",
            "with x as (select nextval('drawn') as n) update t set a = x.n from x where t.id > 2",
            "with x(i, n) as (select id, nextval('drawn') from u) update t set a = y.n from x as y where t.id = y.i",
            "with x as (select id, nextval('drawn') as n from u where id > 2) merge into t using x on t.id = x.id when matched"
                    + " then update set a = x.n, b = x.n::text",
            "with x as (select nextval('drawn') as n) merge into t using x on t.id > 3 when matched then update set a = x.n");

    private static final List<String> RETURNING = List.of(
            "with x as (select 2 as k) update t set a = 1 where id = (select k from x) returning id, a, b",
            "with x as (select 2 as k) delete from t where id in (select k from x) returning id");

    @Test
    void rowsAreTheSame() throws IOException, InterruptedException, SQLException {
        TwoDatabases both = new TwoDatabases(POSTGRES.connect());
        both.works("create table t (id int primary key, a int, b text)");
        both.works("create table u (id int primary key, c int)");
        both.works("insert into u values (1, 100), (2, 200), (3, 300), (4, 400)");
        for (String change : CHANGES) {
            fill(both);
            both.works(change);
            both.works("select * from t order by id");
        }
        both.works("create sequence drawn");
        for (String change : DRAWING) {
            fill(both);
            both.works(change);
            both.works("select * from t order by id");
            both.works("select nextval('drawn')");
        }
        for (String change : RETURNING) {
            fill(both);
            both.works(change);
        }
    }

    private static void fill(TwoDatabases both) throws SQLException {
        both.done("truncate t");
        both.works(
                "insert into t values (1, 10, 'a'), (2, 20, 'b'), (3, 30, null), (4, 40, ''), (5, 50, 'e'), (6, 60, 'f')");
    }
}
