package io.cairn.engine.dialect;

import java.io.IOException;
import java.sql.SQLException;
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
