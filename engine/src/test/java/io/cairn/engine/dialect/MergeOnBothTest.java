package io.cairn.engine.dialect;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** MERGE with clauses that do nothing leaves the rows that PostgreSQL leaves. */
final class MergeOnBothTest {
    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    private static final int ROUNDS = Boolean.getBoolean("cairn.full") ? 5_000 : 300;
    private static final String[] CONDITIONS = {
        "",
        " and v.n > 4",
        " and v.id is null",
        " and case when v.n > 2 then v.n < 7 end",
        " and (v.n = 3 or v.n is null)",
        " and v.id in (1, 3, 5, 7)",
    };
    private static final String[] CHANGES = {"do nothing", "do nothing", "delete", "update set n = t.n + v.n"};

    @Test
    void rowsAreTheSame() throws IOException, InterruptedException, SQLException {
        long seed = 7;
        TwoDatabases both = new TwoDatabases(POSTGRES.connect());
        both.works("create table t (id int primary key, n int)");
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < ROUNDS; round++) {
            both.done("truncate t");
            both.works("insert into t values (1, 1), (2, null), (3, 3), (4, 4)");
            String merge = merge(random);
            TwoDatabases.inRound(seed, round, merge, () -> {
                both.done(merge);
                both.works("select id, n from t order by id");
            });
        }
    }

    @Test
    void aChangeReadsItsTableAsItWas() throws IOException, InterruptedException, SQLException {
        TwoDatabases both = new TwoDatabases(POSTGRES.connect());
        both.works("create table t (id int primary key, a int)");
        both.works("create table u (id int, a int)");
        both.works("create view v as select * from t");
        both.works("insert into u values (1, 10), (2, 20), (3, 30)");
        for (String change : List.of(
                "merge into t using t b on t.id = b.id + 1 when matched then update set a = b.a",
                "merge into public.t as x using t on x.id = t.id + 1 when matched then update set a = t.a",
                "merge into t using public.t as b(k, v) on t.id = b.k + 1 when matched then update set a = b.v",
                "merge into t using v b on t.id = b.id + 1 when matched then update set a = b.a",
                "merge into t using (select * from t) b on t.id = b.id + 1 when matched then update set a = b.a",
                "with b as (select * from t where id < 3) merge into t using b on t.id = b.id + 1 when matched then update"
                        + " set a = b.a when not matched then insert values (b.id + 9, (select max(c.a) from u c))",
                "update t set a = b.a from t b where t.id = b.id + 1",
                "update t set a = b.a from v b where t.id = b.id + 1",
                "with b as (select id, sum(a) over (order by id) as s from t) update t set a = b.s from b where t.id = b.id + 1",
                "update t set a = b.s from (select x.id, t.a as s from t join t x on x.id = t.id + 1) b where t.id = b.id",
                "merge into t using (values (9, 2)) v on t.id = v.column1 when not matched then insert values (v.column1, column2)",
                "delete from t using (values (2)) v where t.id = v.column1",
                "delete from t using (values (2)) as v(x), (values (2)) as y where t.id = y.column1 and x = 2",
                "delete from t using generate_series(1, 2) g where t.id = g",
                "update t set a = v.column2 from (values (2, 5)) v where t.id = v.column1",
                "insert into t select id + 1, a from t on conflict (id) do update set a = excluded.a")) {
            both.done("truncate t");
            both.works("insert into t values (1, 10), (2, 20), (3, 30), (4, 40)");
            both.works(change);
            both.works("select * from t");
        }
    }

    @Test
    void conditionsThatDecideNothingAreRead() throws IOException, InterruptedException, SQLException {
        TwoDatabases both = new TwoDatabases(POSTGRES.connect());
        both.works("create table t (id int primary key, a int)");
        both.works("create table u (id int, a int)");
        for (String clauses : List.of(
                "when matched and t.nosuch = 1 then do nothing",
                "when matched and u.a = 1 then delete when matched and u.nosuch = 1 then do nothing",
                "when not matched and u.nosuch = 1 then do nothing when matched then delete",
                "when matched and u.a in (select nosuch from u) then do nothing",
                "when matched and u.a > 1 then do nothing when not matched and u.a = 3 then do nothing",
                "when matched then delete when matched then do nothing")) {
            both.same("merge into t using u on t.id = u.id or u.id = 3 " + clauses);
        }
    }

    private static String merge(SplittableRandom random) {
        StringBuilder merge = new StringBuilder(
                "merge into t using (values (1, 2), (3, 9), (4, null), (5, 3), (6, 8)) as v (id, n) on t.id = v.id");
        boolean[] ended = new boolean[2];
        for (int clauses = 1 + random.nextInt(4); clauses > 0; clauses--) {
            boolean isMatched = random.nextBoolean();
            if (ended[isMatched ? 0 : 1]) {
                continue;
            }
            String condition = CONDITIONS[random.nextInt(CONDITIONS.length)];
            // PostgreSQL refuses a clause behind one that takes all.
            ended[isMatched ? 0 : 1] = condition.isEmpty();
            merge.append(isMatched ? " when matched" : " when not matched")
                    .append(condition)
                    .append(" then ");
            merge.append(
                    isMatched
                            ? CHANGES[random.nextInt(CHANGES.length)]
                            : random.nextBoolean() ? "do nothing" : "insert values (v.id, v.n)");
        }
        return merge.toString();
    }
}
