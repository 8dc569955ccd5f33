package io.cairn.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.model.CairnException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Expressions where nobody expects them: every statement is answered or refused with a code, and breaks nothing. */
final class OddStatementsTest {
    private static final int COUNT = Boolean.getBoolean("cairn.full") ? 20_000 : 1_500;

    /** What says that the engine did not understand itself. */
    private static final Set<String> BROKEN = Set.of("sql-50000", SqlEngine.MISTAKE);

    private static final Pattern WORD = Pattern.compile("\\w+\\s*|\\W");

    private static final List<String> EXPRESSIONS = List.of(
            "a",
            "null",
            "1/0",
            "sum(a)",
            "count(*) over ()",
            "(select max(c) from u)",
            "(select c from u)",
            "array[1,2]",
            "row(1,2)",
            "(1,2)",
            "*",
            "t.*",
            "u.c",
            "$1",
            "default",
            "nextval('s')",
            "generate_series(1,3)",
            "unnest(array[1,2])",
            "case when a > 1 then 'x' else b end",
            "exists (select 1)",
            "a in (select c from u)",
            "a = any(array[1,2])",
            "'{}'::jsonb -> 'a'",
            "cast(null as int[])",
            "b::int",
            "interval '1 day'",
            "date '2026-01-01'",
            "current_user",
            "random()",
            "'\\x00'::bytea",
            "''",
            "E'\\\\x'",
            "a is null",
            "not a",
            "-b",
            "a || b",
            "a + b",
            "array[a,b]",
            "array[[1,2],[3]]",
            "(array[1,2])[0]",
            "(array[1,2])[1:0]",
            "grouping(a)",
            "lag(a) over (order by b)",
            "string_agg(b, ',' order by a)",
            "percentile_cont(0.5) within group (order by a)",
            "(values (1),(2))",
            "(table u)",
            "coalesce()",
            "nullif(a)",
            "greatest()",
            "jsonb_agg(t)",
            "t",
            "xyz",
            "9223372036854775808",
            "1e400",
            "-0.0",
            "'a'::uuid",
            "true::int",
            "a::boolean",
            "b collate \"C\"",
            "unnest(array(select c from u))",
            "(select array_agg(c) from u)[1]",
            "max(a) filter (where a > 1)",
            "count(distinct a, b)",
            "row_number() over w",
            "lower(null)",
            "substring(b from a for -1)",
            "extract(foo from a)",
            "cast(a as nosuch)",
            "overlay(b placing b from 0)",
            "position(b in null)",
            "a between symmetric 3 and 1",
            "a in ()",
            "b like b escape ''",
            "b ~ '('",
            "jsonb_set('{}', '{a}', null)",
            "'[1,2]'::jsonb -> -1",
            "'{}'::int[] || null",
            "array_agg(a)",
            "array(select a)",
            "any(array[1])",
            "'infinity'::float8",
            "age(a)",
            "(t).a",
            "a.b.c",
            "\"\"",
            "1 2");

    private static final List<String> STATEMENTS = List.of(
            "select % from t",
            "select %",
            "select a from t where %",
            "select a from t group by %",
            "select a from t order by %",
            "select a from t limit %",
            "select %, count(*) from t group by 1",
            "select * from t having %",
            "update t set a = %",
            "update t set a = % where id = 1 returning %",
            "update t set (a, b) = (%, %)",
            "update t set (a, b) = (select %, 'x')",
            "delete from t where %",
            "delete from t where id = 1 returning %",
            "insert into t values (%, %, 'x')",
            "insert into t (id, a) values (1, %) on conflict (id) do update set a = %",
            "insert into t (id) values (1) on conflict (id) do update set b = excluded.b where %",
            "insert into t select %, 2, 'x' returning %",
            "merge into t using u on % when matched then update set a = % when not matched then insert values (%, 1, 'x')",
            "merge into t using u on t.id = u.id when matched and % then do nothing when matched then delete",
            "update t set a = 1 from u where %",
            "update t set a = 1 from (select % as q) as v where v.q = t.id",
            "delete from t using u where %",
            "with q as (select % as z) select * from q, q as r",
            "with q as (select % as z) update t set a = q.z from q where %",
            "with recursive q(n) as (select 1 union all select n + 1 from q where n < 3 and %) select * from q",
            "select * from (select %) as z",
            "select * from t join u on %",
            "select * from t left join u on % full join u v on %",
            "select * from t, lateral unnest(%) x",
            "select * from t, jsonb_array_elements(%) x left join u on x = %",
            "select * from t union select %, 1, 'x'",
            "select first_value(a) over (partition by % order by %) from t",
            "create table zz (q int default %)",
            "create table zz (q int check (%))",
            "alter table t add column q int default %",
            "create view vv as select % as q from t",
            "create index on t (%)",
            "select case % when % then 1 end from t",
            "select distinct on (%) a from t",
            "values (%), (%)",
            "select a from t fetch first % rows with ties",
            "explain select % from t",
            "select sum(%) over (order by a rows between % preceding and current row) from t",
            "create table zz as select % as q from t",
            "alter table t alter column a type text using %",
            "truncate t, %",
            "select * from generate_series(%, %, %) g",
            "select * from generate_series(%, 3) g where %",
            "select a from t where (a, %) in (select id, c from u)",
            "insert into t values (7, %, '') on conflict do nothing");

    @Test
    void noneBreaksTheEngine() {
        assertNoneBreaks(OddStatementsTest::statement);
    }

    @Test
    void noneThatIsCutOrMixedBreaksTheEngine() {
        assertNoneBreaks(OddStatementsTest::mangled);
    }

    private static void assertNoneBreaks(Function<SplittableRandom, String> statements) {
        long seed = Long.getLong("cairn.seed", 11);
        SplittableRandom random = new SplittableRandom(seed);
        List<String> broken = new ArrayList<>();
        SqlState state = filled();
        for (int i = 0; i < COUNT; i++) {
            String text = statements.apply(random);
            try {
                state.change(text);
                state = filled();
            } catch (CairnException refused) {
                if (!refused.code().startsWith("sql-") || BROKEN.contains(refused.code())) {
                    broken.add(text + " :: " + refused);
                }
            } catch (RuntimeException | StackOverflowError thrown) {
                broken.add(text + " :: " + thrown);
            }
        }
        assertThat(broken).as("seed " + seed).isEmpty();
        assertThat(state.rows("select * from t order by id")).containsExactly("1|1|1", "2|2|x", "3||");
    }

    /** One whose words are cut off, left out, said twice or put in another's place. */
    private static String mangled(SplittableRandom random) {
        List<String> words = new ArrayList<>(WORD.matcher(statement(random))
                .results()
                .map(MatchResult::group)
                .toList());
        for (int times = random.nextInt(1, 4); times > 0 && !words.isEmpty(); times--) {
            int at = random.nextInt(words.size());
            switch (random.nextInt(4)) {
                case 0 -> words.subList(at, words.size()).clear();
                case 1 -> words.remove(at);
                case 2 -> words.add(at, words.get(at));
                default -> Collections.swap(words, at, random.nextInt(words.size()));
            }
        }
        return String.join("", words);
    }

    private static String statement(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        for (char c : STATEMENTS.get(random.nextInt(STATEMENTS.size())).toCharArray()) {
            text.append(c == '%' ? EXPRESSIONS.get(random.nextInt(EXPRESSIONS.size())) : String.valueOf(c));
        }
        return text.toString();
    }

    private static SqlState filled() {
        SqlState state = new SqlState();
        state.change("create table t (id int primary key, a int, b text)");
        state.change("create table u (id int primary key, c int)");
        state.change("create sequence s");
        state.change("insert into t values (1, 1, '1'), (2, 2, 'x'), (3, null, null)");
        state.change("insert into u values (1, 1), (2, 5)");
        return state;
    }
}
