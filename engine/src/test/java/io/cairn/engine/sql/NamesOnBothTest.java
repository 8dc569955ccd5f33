package io.cairn.engine.sql;

import io.cairn.engine.dialect.PostgresServer;
import io.cairn.engine.model.CairnException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Columns that a statement gives no name have the one that PostgreSQL 15 gives them. */
final class NamesOnBothTest {
    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    private static final List<String> DEFINITIONS = List.of(
            "create table t (id int primary key, a int, ts timestamp, s text, j jsonb, arr int[])",
            "insert into t values (1, 5, '2024-03-01 10:30:00', 'x', '{\"k\": 1}', array[1, 2]),"
                    + " (2, 5, '2024-03-01 11:30:00', 'y', '{\"k\": 2}', array[3])",
            "create view v as select max(a), ts::date, upper(s), case when true then 1 end from t group by t.ts, s");

    private static final List<String> CHANGES = List.of(
            "insert into t (id, s) values (3, 'z') returning id, id + 1, upper(s), s::varchar, to_char(id, '99'), a as b, id c",
            "insert into t (id, s) select 4, 'q' returning *, a ^ 2, case when id = 1 then 1 end",
            "update t set s = 'y' where id = 3 returning t.id, abs(id), (s), 5, 5::bigint",
            "delete from t where id > 3 returning id::text, coalesce(s, 'x')",
            "delete from t where id > 2 returning id, id");

    private static final List<String> QUESTIONS = List.of(
            "select a, t.a, a + 1, -a, (a), a * 2 b, a * 2 as c from t",
            "select of.a, of.* from t of",
            "select 1, 'x', null, true, 1.5, 'x'::text, '5'::int, 5::bigint, '2024-01-01'::date",
            "select cast(a as text), a::numeric(5, 1), (a + 1)::int, (a + 1)::double precision from t",
            "select ts::date, ts::timestamptz, date '2024-01-01', timestamp '2024-01-01 10:00:00' from t",
            "select (a + 1)::varchar(5), (a + 1)::character varying, (a = 5)::boolean, (a + 1)::real from t",
            "select upper(s), lower(s), length(s), coalesce(s, 'z'), nullif(a, 5), greatest(a, 1), least(a, 1) from t",
            "select count(*), sum(a), avg(a), count(*) filter (where a > 1), max(s) || 'x' from t",
            "select row_number() over (order by id), sum(a) over (partition by s), lag(a) over w from t window w as (order by id)",
            "select case when a = 1 then 2 end, case when a = 1 then 2 else a end from t",
            "select case when a = 1 then 2 else a + 1 end, case a when 1 then 2 else abs(a) end from t",
            "select exists (select 1), exists (select 1 from t where a = 9), not exists (select 1)",
            "select (select max(a) from t), (select a from t limit 1), (select a + 1 from t limit 1), (select 1 as q)",
            "select array[1, 2], arr[1], (array[1, 2])[2], array[a, 1] from t",
            "select arr[1:1], t.arr[2], (array[1, 2])[:1], (arr)[1], (string_to_array(s, ','))[1] from t",
            "select a = 5, a > 5 and s = 'x', not (a = 5), a is null, a in (1, 2), s like 'x%', a between 1 and 2 from t",
            "select extract(year from ts), date_part('day', ts), date_trunc('day', ts) from t",
            "select substring(s from 1 for 1), substr(s, 1), overlay(s placing 'q' from 1), position('x' in s) from t",
            "select trim(s), trim(leading 'x' from s), trim(trailing 'x' from s), ltrim(s), strpos(s, 'x') from t",
            "select ts at time zone 'UTC', ts + interval '1 day', interval '1 day' from t",
            "select mod(a, 2), a % 2, a ^ 2, power(a, 2), round(a::numeric / 3, 2), ceiling(1.5), ceil(1.5) from t",
            "select j -> 'k', j ->> 'k', (j -> 'k')::text, jsonb_typeof(j), j || '{}'::jsonb from t",
            "select to_char(ts, 'YYYY'), array_length(arr, 1), md5(s), left(s, 1), string_to_array(s, ',') from t",
            "select count(*), count(*) from t",
            "select 1 union select 2",
            "select a::text from t group by t.a",
            "select a::text, ts::date from t group by a, ts",
            "select upper(s) from t group by s",
            "select ts::date, count(*) from t group by 1",
            "select * from t x (p)",
            "select x.*, x.s from t x (p, id, q)",
            "select q, column2 from (values (1, 2)) x (q)",
            "with q (p) as (values (1, 2)) select p, column2 from q",
            "with recursive q (p) as (select 1 as a, 2 as b union all select p + 1, b from q where p < 1) select * from q",
            "select z, w.upper from v w (z, y) order by y",
            "select * from (select a, s from t) x (p) where p = 5 and s = 'x'",
            "select ts::date, count(*) from t group by ts::date",
            "select date_trunc('hour', ts), count(*) from t group by date_trunc('hour', ts) order by date_trunc",
            "select a::text, s from t order by a, s",
            "select max, upper, ts, \"case\" from v",
            "select * from v",
            "select * from (select count(*), max(a), ts::date from t group by t.ts) x",
            "select q.count from (select count(*) from t) q",
            "with w as (select upper(s), abs(a) from t) select upper, w.abs from w",
            "select \"?column?\" from (select j -> 'k' from t) x",
            "select distinct upper(s), a::text from t order by upper(s)",
            "select distinct on (a) a::text, s from t order by a, s",
            "select nullif(s, 'x')::text, coalesce(a, 1)::numeric, (upper(s))::varchar from t",
            "select $1::int, ($1::int) + 1",
            "select a as \"select\", s as year from t",
            "values (1, 'a'), (2, 'b')",
            "values (3, 'a'), (2, 'b') order by column1 limit 1",
            "select a + 1 from t fetch first 1 row only",
            "select * from t, unnest(arr) q(x)",
            "select q.*, r.* from t, unnest(arr) q, unnest(arr) with ordinality as r(v)",
            "select * from generate_series(1, 2) with ordinality",
            "select jsonb_array_elements('[1]'), jsonb_object_keys(j), string_to_table(s, ',') from t",
            "select * from t, jsonb_each(j) e",
            "select e.*, k.* from t, jsonb_each(j) with ordinality e, jsonb_object_keys(j) k",
            "select * from string_to_table('a,b', ','), jsonb_array_elements('[1]') e, jsonb_array_elements('[1]') f(g)",
            "select (jsonb_each(j)).key, jsonb_path_query(j, '$.k') from t",
            "select (s || 'x'), (j -> 'k'), (j ->> 'k'), (md5(s)), (jsonb_typeof(j)), (date_trunc('day', ts)), (arr[1]) from t",
            "select (a ^ 2), (a % 2), (mod(a, 2)), (extract(year from ts)), (ts at time zone 'UTC'), (left(s, 1)), ((s)) from t",
            "select (j ? 'k'), (j @> '{}'), (j || '{}'), (strpos(s, 'x')), (jsonb_build_object('a', 1)) from t",
            "select (coalesce(s, 'x')), (a::text), (case when a = 1 then a end), (exists (select 1)), (array[1]) from t",
            "select count(*) over ()::int, sum(a) filter (where a > 1)::text, count(*) filter (where a > 1) x from t group by a",
            "select percentile_disc(0.5) within group (order by a), mode() within group (order by a)::text, count(*) from t",
            "select s, mode() within group (order by a) m, mode() within group (order by a) + 1 from t group by s",
            "select exists (select 1)::int, case when a = 1 then 2 end::text, case when a = 1 then 2 else a end::text from t",
            "select arr[1] x, arr[1] + arr[2] y, arr::text[] z, arr[1:1] w, array[1, 2] v, a in (1, 2) u from t",
            "select arr[1] + arr[2], arr[1] || 'x', array[1, 2] || arr from t",
            "select int '5', bool 'true', numeric(3, 1) '2.5', double precision '1', text 'x', jsonb '{}', int '5' x from t",
            "select generate_series(1, 2)",
            "select unnest(arr) from t",
            "select string_agg(s, ',' order by s), array_agg(a), bool_and(a > 1) from t");

    @Test
    void areTheSame() throws IOException, InterruptedException, SQLException {
        OnBoth both = OnBoth.defined(POSTGRES.connectForText(), DEFINITIONS);
        both.sayTheSame(CHANGES, NamesOnBothTest::onPostgres, (state, change) -> names(state.change(change)) + " 1");
        List<String> questions =
                QUESTIONS.stream().map(question -> question.replace("$1", "7")).toList();
        both.sayTheSame(questions, NamesOnBothTest::onPostgres, NamesOnBothTest::here);
    }

    private static String onPostgres(Connection postgres, String question) throws SQLException {
        try (Statement statement = postgres.createStatement();
                ResultSet rows = statement.executeQuery(question)) {
            List<String> names = new ArrayList<>();
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                names.add(rows.getMetaData().getColumnLabel(i));
            }
            int count = 0;
            while (rows.next()) {
                count++;
            }
            return names + " " + count;
        }
    }

    private static List<String> names(SqlResult result) {
        return result.columns().stream().map(SqlColumn::name).toList();
    }

    private static String here(SqlState state, String question) {
        try {
            SqlResult result = state.ask(question);
            return names(result) + " " + result.rows().size();
        } catch (CairnException.Refused refused) {
            return refused.code() + " " + refused.getMessage();
        }
    }
}
