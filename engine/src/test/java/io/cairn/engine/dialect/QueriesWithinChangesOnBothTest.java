package io.cairn.engine.dialect;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Queries within changes see the row that is changed, beside aggregates too, as in PostgreSQL. */
final class QueriesWithinChangesOnBothTest {
    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    private static final List<String> CHANGES = List.of(
            "update t set a = (select sum(u.c) + t.id from u)",
            "update t set a = (select max(u.c) * t.id + count(*) from u where u.id = t.id group by t.id)",
            "update t set a = (select sum(t.a + u.c) from u where u.id <= t.id)",
            "update t set a = (select count(*) from u group by u.id having sum(u.c) > t.id * 150 order by u.id limit 1)",
            "update t set b = (select string_agg(t.b || u.c::text, ',' order by u.c desc) from u)",
            "update t set a = u.c from u where t.id = u.id and (select count(*) + t.id + u.id from u z) > 7",
            "delete from t where (select sum(u.c) * t.id from u) > 2500",
            "delete from t using u where t.id = u.id and (select avg(z.c) + t.id from u z) > 253",
            "insert into t values (1, 10, 'x') on conflict (id) do update set a = (select sum(u.c) + excluded.a + t.a from u)",
            "insert into t values (1, 10, 'x') on conflict (id) do update set a = 0 where (select sum(u.c) + excluded.a + t.a from u)"
                    + " > 1015",
            "insert into t values (1, 10, 'x') on conflict (id) do update set a = (select max(o.a) + 1 from t o)",
            "insert into t (id, a) values (2, 3) on conflict (id) do update set a = 1 where (select count(*) from t) = 4",
            "merge into t using u on t.id = u.id when matched then update set a = (select sum(x.c) + t.id from u x)",
            "merge into t using (values (7), (8)) as n(id) on t.id = n.id when not matched then insert values (n.id, (select"
                    + " sum(x.c) + n.id from u x), 'new')");

    @Test
    void rowsAreTheSame() throws IOException, InterruptedException, SQLException {
        TwoDatabases both = new TwoDatabases(POSTGRES.connect());
        both.works("create table t (id int primary key, a int, b text)");
        both.works("create table u (id int primary key, c int)");
        both.works("insert into u values (1, 100), (2, 200), (3, 300), (4, 400)");
        for (String change : CHANGES) {
            both.done("truncate t");
            both.works("insert into t values (1, 10, 'a'), (2, 20, 'b'), (3, 30, null), (4, 40, '')");
            both.works(change);
            both.works("select * from t order by id");
        }
    }
}
