package io.cairn.engine.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Statements mean on H2, once rewritten, what they mean on PostgreSQL. */
final class DialectOnBothTest {
    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    private static final int ROUNDS = Boolean.getBoolean("cairn.full") ? 20_000 : 600;

    private static Connection postgres;
    private TwoDatabases both;

    @BeforeAll
    static void connect() throws IOException, InterruptedException, SQLException {
        postgres = POSTGRES.connect();
    }

    @BeforeEach
    void open() throws SQLException {
        both = new TwoDatabases(postgres);
    }

    @Test
    void aFilterHoldsWhateverStandsInIt() throws SQLException {
        both.works("create table t (a int primary key, b int)");
        both.works("insert into t values (1, 7), (2, null), (3, 5)");
        both.works("select count(*) filter (where 1 = 2) as a, count(5) filter (where false) as b,"
                + " min(a) filter (where 1 > 2) as c, max(a) filter (where true) as d,"
                + " count(distinct b) filter (where a < 3) as e, count(b) filter (where b > 5) as f,"
                + " sum(a) filter (where false) as g, max(b) filter (where a <> 1) as h from t");
        both.works("select count(*) filter (where a > 1), count(*) filter (where false) over () as c from t group by a"
                + " order by a");
    }

    /** Whatever the rows hold: a statement must not fail for one more of them. */
    @Test
    void aColumnBesideAnAggregateIsGroupedBy() throws SQLException {
        both.works("create table t (id int primary key, a int, b int, c text)");
        both.works("create table u (id int, t int references t, n int, primary key (id, t))");
        both.works("insert into t values (1, 1, 1, 'x'), (2, 1, 1, 'x'), (3, 2, 1, 'x')");
        both.works("insert into u values (1, 1, 5), (2, 1, 6), (1, 2, 7)");
        for (String refused : List.of(
                "select b, count(*) from t",
                "select count(*), b + 1 from t where b = 1",
                "select * from t having count(*) > 0",
                "select a, b, count(*) from t group by a",
                "select count(*) from t group by a order by b",
                "select a from t group by a having b = 1",
                "select a + b, count(*) from t group by a",
                "select coalesce(b, 1), max(a) from t",
                "select case when b = 1 then 1 else 2 end, max(a) from t",
                "select t.id, u.n from t join u on u.t = t.id group by t.id",
                "select u.n, count(*) from u group by id",
                "select * from (select b, count(*) from t) q",
                "select 1 where exists (select b, count(*) from t)",
                "select b, count(*) from t union select 1, 1",
                "insert into u select b, count(*), 1 from t",
                "select sum(count(*)) over (), b from t group by a",
                "select id, c from (select * from t) q group by id")) {
            assertThat(TwoDatabases.hasFailed(both.same(refused))).as(refused).isTrue();
        }
        for (String answered : List.of(
                "select count(*), 1, 'x' || max(c) from t",
                "select a, count(*) from t group by a",
                "select a + 1, count(*), a * 2 + a from t group by a order by a",
                "select a + b as s, count(*) from t group by a + b",
                "select (a + b) * 2, count(*) from t group by a + b",
                "select upper(c), count(*) from t group by upper(c) order by upper(c)",
                "select id, a, b, c, count(*) from t group by id",
                "select t.id, c, count(n), sum(n) from t left join u on u.t = t.id group by t.id",
                "select u.n, count(*) from u group by id, t",
                "select c, a, count(*) from t group by 1, 2",
                "select c as k, count(*) from t group by k having count(*) > 2 order by k, count(*)",
                "select a, (select max(n) from u where u.id = t.a) from t group by a",
                "select id, (select max(u.n + t.b) from u) from t",
                "select a, sum(count(*)) over (order by a) from t group by a",
                "select distinct a, max(b) from t group by a, c",
                "select a % 2, count(*) from t group by a % 2",
                "select case when a = 1 then 'one' else 'more' end, count(*) from t group by 1",
                "select count(*) filter (where b = 1), sum(b) from t",
                "select max(a) + min(b) from t having max(a) > 1",
                "select a from t group by a having a > 1",
                "select id, count(*) from t join u using (id) group by id")) {
            both.works(answered);
        }
    }

    @Test
    void aTypeIsChangedByAnExpression() throws SQLException {
        both.works(
                "create table t (id int primary key, n int unique, s text, tags text[], c int not null default 5 check (c > 1))");
        both.works("insert into t values (1, 3, 'a', array['x', 'y']), (2, 5, 'b', null)");
        both.works("alter table t alter column n type bigint using n::bigint");
        both.works("alter table t alter column n type text using n::text || 'x'");
        both.works("select n, s from t order by id");
        both.works("alter table t alter column n type int using (replace(n, 'x', '')::int + id)");
        both.works("alter table t alter n set data type numeric(6, 2) using n / 2.0, alter s type text using upper(s)");
        both.works("alter table t alter column tags type text using tags[1]");
        both.works("alter table t alter column id type text using 'k' || id");
        both.works("alter table t alter column c type bigint using case when c = 5 then 7 else c end");
        both.works("select * from t order by id");
        both.same("insert into t values ('k1', 9, 's', 't', 4)");
        both.same("insert into t values ('k3', 4, 's', 't', 4)");
        both.same("insert into t values ('k3', 9, 's', 't', 1)");
        both.works("insert into t (id, n) values ('k4', 9)");
        both.works("select * from t order by id");
        both.same("alter table t alter column n type int using nothing::int");
        both.same("alter table t alter column s type int using s::int");
    }

    @Test
    void timesHaveTheirFractions() throws SQLException {
        both.works("create table t (a time, b timetz, c time[], d time(1), e time with time zone)");
        both.works(
                "insert into t values ('10:00:00.5', '10:00:00.25+01', '{10:00:00.5}', '10:00:00.26', '10:00:00.5+00')");
        both.works(
                "alter table t add column f time default '10:00:00.125', alter column a type timetz using a::text::timetz");
        both.works("select a::text, b::text, c::text, d::text, e::text, f::text from t");
        both.works("select a::text from t where b = '10:00:00.25+01'");
    }

    @Test
    void whatIsNotThereNeedNotGo() throws SQLException {
        both.works("create table t (a int, b int)");
        both.works("insert into t values (1, 2)");
        both.works("alter table t drop column if exists c");
        both.works("alter table t drop if exists c, add column d int");
        both.works("alter table t drop column if exists b");
        both.works("alter table if exists u drop column a");
        both.same("alter table t drop column c");
        both.works("select * from t");
    }

    @Test
    void shortFormsOfInsertAndAlter() throws SQLException {
        both.works("create table t (a int, b int default 7, c text)");
        both.works("insert into t values (1)");
        both.works("insert into t values (2, 3), (4, 5)");
        both.works("insert into t select 6");
        both.works("insert into t select a + 10, b from t where a < 3");
        both.works("insert into t values (8) returning *");
        both.works("insert into t (select 9, 9, 'x')");
        both.same("insert into t values (1, 2, 'x', 4)");
        both.same("insert into t values (1), (2, 3)");
        both.same("insert into t select 1, 2, 'x', 4");
        both.works("select * from t");
        both.works(
                "alter table t add column d int default 4, add e text, add column f numeric(5, 1) not null default 1.5");
        both.works("alter table t drop column c cascade");
        both.works("alter table t drop b restrict");
        both.works("insert into t values (20, 21)");
        both.works("select * from t where a = 20 or a = 8");
        both.same("alter table t add column g int, add column a int");
        both.works("select * from t where a = 20");
    }

    /** The oids of PostgreSQL and of our catalog differ, so what a table has become is seen by what it takes. */
    @Test
    void oneAlterTableMakesSeveralChanges() throws SQLException {
        both.works("create table p (id int primary key)");
        both.works("insert into p values (1), (2)");
        both.works(
                "create table t (a int, b text default 'x', c int not null, d int, e int constraint low check (e < 9))");
        both.works("insert into t values (1, 'p', 1, 1, 1), (2, 'q', 2, 2, 2)");
        both.works(
                "alter table t alter column a set not null, alter column b drop default, drop column d,"
                        + " add constraint ref foreign key (a) references p (id), add column f numeric(4, 1) default 1.5 not null");
        both.same("insert into t values (null, 'x', 1, 1)");
        both.same("insert into t values (7, 'x', 1, 1)");
        both.works("insert into t (a, b, c, e) values (1, 'r', 5, 5) returning *");
        both.works(
                "alter table t drop constraint low, alter c drop not null, alter column c set default 4,"
                        + " alter e type bigint, alter e set not null, add primary key (f, e), add g jsonb default '{\"k\": 1}'");
        both.works("insert into t (a, e, f) values (2, 99, 2.5) returning *");
        both.same("insert into t (a, e, f) values (2, 99, 2.5)");
        both.works("update t set b = 'z' where b is null");
        both.works("alter table t alter column g set default '[2]', alter b set default 'new', alter b set not null");
        both.same("insert into t (a, e, f) values (2, 100, 3.5) returning *");
        // Whatever is refused takes back all of it.
        for (String refused : List.of(
                "alter table t drop column g, alter column nosuch set not null",
                "alter table t add column h int, add constraint c check (e < 0)",
                "alter table t alter column b set default 'other', drop constraint nosuch",
                "alter table t add column h int, rename column b to i",
                "alter table t rename to u, add column h int",
                "alter table t add column h int,",
                "alter table t drop column b, set referential_integrity false")) {
            assertThat(TwoDatabases.hasFailed(both.same(refused))).as(refused).isTrue();
        }
        both.works("insert into t (a, e, f) values (2, 101, 3.5) returning *");
        // What goes goes first, whatever the order of the words.
        both.works("alter table t add column c text default 'again', drop column c");
        both.works("alter table t add constraint big check (e > 0), drop constraint ref, add column h int default 1,"
                + " alter column h set not null");
        both.works("insert into t (a, b, e, f) values (7, 'r', 102, 3.5) returning *");
        both.works("select * from t");
        both.works("create view v as select b from t");
        both.same("alter table t drop column b, add column b text");
        both.works("select * from v");
    }

    @Test
    void commonTablesHaveTheirColumns() throws SQLException {
        both.works("create table t (id int primary key, parent int, name text)");
        both.works("insert into t values (1, null, 'a'), (2, 1, 'b'), (3, 2, 'c'), (4, 1, 'd')");
        both.works("with recursive c as (select 1 as n union all select n + 1 from c where n < 3) select n from c");
        both.works("with recursive c as (select id, name as path, 0 depth from t where parent is null union all"
                + " select t.id, c.path || t.name, c.depth + 1 from t join c on t.parent = c.id) select * from c");
        both.works(
                "with recursive c as (values (1) union all select column1 + 1 from c where column1 < 4) select * from c");
        both.works(
                "with x as materialized (select id from t), y as not materialized (select * from x) select id from y");
        both.works(
                "with x (k) as materialized (select id from t), v as (values (1, 'p'), (2, 'q')) select k, column2 from x"
                        + " join v on v.column1 = x.k");
        both.works("select column1, v.column2 from (values (1, 'p'), (2, 'q')) v where column1 > 1");
        both.works("select t.id, w.column1 from t join (values (1), (3)) as w on w.column1 = t.id");
        both.works("select a from (values (1), (3)) as w (a)");
    }

    /** H2 puts a condition into the query that it is about, and reads that query again. */
    @Test
    void aQueryWithAWindowTakesConditionsFromOutside() throws SQLException {
        both.works("create table t (id int primary key, g text, n int, qualify int)");
        both.works(
                "insert into t values (1, 'a', 5, 1), (2, 'a', 3, 2), (3, 'b', 4, 3), (4, null, 4, 4), (5, 'b', 4, 5)");
        String numbered = "(select id, g, n, row_number() over (partition by g order by n, id) as rn,"
                + " lag(n) over (order by id) as before, sum(n) over (partition by g) as total from t)";
        for (String condition : List.of(
                "rn = 1",
                "rn <= 1",
                "z.g = 'a'",
                "before = 3",
                "before is null",
                "rn between 1 and 2 and total > 7",
                "rn in (2, 3)",
                "z.id = 3 and rn = 1",
                "g is null",
                "id > 2 and before > 3 or rn = 2")) {
            both.works("select * from " + numbered + " z where " + condition);
            both.works("with z as " + numbered + " select id, rn from z where " + condition);
        }
        both.works("create view v as select id, g, rank() over (partition by g order by n) as place from t");
        both.works("select v.*, w.id as other from v join v w on w.place = v.place and w.g = v.g where v.place = 1");
        both.works("select id, (select z.rn from " + numbered + " z where z.id = t.id) as rn from t where qualify > 1");
        both.works("select qualify, n qualify from t as qualify where qualify.qualify = 2 order by qualify.QUALIFY");
        both.works(
                "delete from t where id in (select id from (select id, row_number() over (partition by g order by id)"
                        + " as rn from t) z where rn > 1)");
        both.works("select id from t");
    }

    @Test
    void jsonIsJoinedAsJson() throws SQLException {
        both.works("create table t (id int primary key, d jsonb, s text, n int)");
        both.works(
                "insert into t values (1, '{\"a\": 1}', 'x', 5), (2, '[1]', '{\"s\": 2}', null), (3, null, null, 3)");
        both.works("update t set d = d || '{\"b\": 2}' where id = 1");
        both.works("update t set d = d || '[\"q\", null]'::jsonb || d where id = 2");
        both.works("update t set d = '{\"z\": 0}' || d || jsonb_build_object('n', n) where id = 1");
        for (String expression : List.of(
                "d",
                "d || '{\"c\": [3]}'",
                "'[7]' || d",
                "d || d",
                "d || '1'::jsonb",
                "d || s",
                "s || d",
                "d || 'x'::text",
                "'x' || s || d",
                "d || null",
                "(d || '[]') -> 0",
                "d || (s || 'y')",
                "s || n || 'x'",
                "case when id = 1 then '{\"q\": 1}' else d end",
                "coalesce(d, '{}')",
                "coalesce(d, '{}') || '{\"e\": 1}'",
                "nullif(d, '[1]')",
                "d = '[1, \"q\", null, 1]'",
                "d in ('[1]', '{}')",
                "json_build_array('a', d)")) {
            both.works("select id, " + expression + " as x from t");
            both.works("select id from (select id, " + expression + " as x from t) z where x is not null and id > 0");
        }
        both.works("create view v as select id, d || s as t, d || '{\"v\": 1}' as j, d || 'x'::text as u from t");
        both.works("select * from v where id < 3");
        both.works("select j ->> 'v' as v from v where t is not null");
        both.works("update t set d = case when n > 4 then '{\"q\": 1}' else d end");
        both.works("insert into t select 5, '{\"q\": 1}', 'r', 1");
        both.works("insert into t (id, d) values (6, coalesce(null::jsonb, '[6]'))");
        both.works("select id, d, d ->> 'q' as q from t");
        for (String wrong : List.of(
                "select d || 5 from t",
                "select d || 'x' from t",
                "update t set d = coalesce(d, 'x')",
                "select d || true from t",
                "insert into t select 20, 'x'")) {
            both.same(wrong);
        }
    }

    @Test
    void textsOfArraysAreRead() throws SQLException {
        both.works(
                "create table t (id int primary key, t text[] not null default '{}', u text[] default '{a,b}', n int[])");
        both.works("insert into t (id) values (1) returning *");
        both.works(
                "insert into t values (2, '{x}', '{}', '{1,-2}'), (3, '{\"a b\", NULL, \"NULL\", c\\,d , e f }', '{}', '{NULL}')");
        both.works("insert into t select 4, '{m,n}', '{\"\"}', ' { 7 , 8 } '");
        both.works("update t set u = '{k,l}', n = '{}' where id = 1");
        both.works("alter table t add column v text[] default '{x,y}'");
        both.works("alter table t alter column u set default '{\"q\"}'");
        both.works("update t set n = '{0}' where n is null");
        both.works("update t set n[2] = id, u[1] = t[9] where n[1] = 0");
        both.works("insert into t (id, n) values (6, '{6}') on conflict (id) do update set t = '{never}'");
        both.works(
                "insert into t (id, n) values (6, '{6}') on conflict (id) do update set t = '{once}', n = excluded.n || 9");
        both.works("insert into t (id, n) values (6, '{7}') on conflict on constraint t_pkey do nothing");
        both.works(
                "insert into t (id, n) values (6, '{7}') on conflict on constraint t_pkey do update set n = excluded.n || t.n");
        for (String expression : List.of(
                "t",
                "u",
                "n",
                "v",
                "cardinality(t)",
                "cardinality(u)",
                "u || 'z'::text",
                "'z'::text || u",
                "u || '{c,d}'",
                "'{c}' || u || v",
                "n || 3",
                "n || '{4,5}'",
                "n || n",
                "case when id = 1 then '{9}' else n end",
                "coalesce(u, '{none}')",
                "'{1,2}'::int[] || n",
                "array_to_string(t, '/', '*')",
                "'b' = any(u)")) {
            both.works("select id, " + expression + " as x from t");
        }
        for (String wrong : List.of(
                "insert into t (id, t) values (20, 'a')",
                "insert into t (id, n) values (20, '{a}')",
                "insert into t (id, t) values (20, '{a')",
                "insert into t (id, t) values (20, '{a,}')",
                "insert into t (id, t) values (20, '{a}b')",
                "select u || 'z' from t",
                "insert into t (id, t) values (20, '')")) {
            both.same(wrong);
        }
    }

    @Test
    void whatIsRoundedHasItsPlaces() throws SQLException {
        both.works(
                "select round(12346::numeric, 2) as a, round(2.345, 2) as b, round(2.5) as c, round(-7.25, 1) as d,"
                        + " round(round(12345.67::numeric(12,2), 0), 2) as e, round(125, -1) as f, round(null::numeric, 3) as g");
    }

    /** PostgreSQL reads a text that stands for a default by the type of its column. */
    @Test
    void defaultsHaveTheTypesOfTheirColumns() throws SQLException {
        both.works(
                "create table t (a int primary key, b bytea default '\\x0001' not null, c jsonb default '{\"x\": [1]}',"
                        + " d json not null default '[]', e bytea default 'abc', f text default '{}', g uuid default"
                        + " '00000000-0000-0000-0000-000000000001', h jsonb default '{\"y\": 2}'::jsonb, i date default '2026-01-02')");
        both.works("insert into t (a) values (1)");
        both.works("select a, b, c ->> 'x' as c, c -> 'x' as d, e, f, g, h ->> 'y' as h, i, d ->> 0 as j from t");
        both.works("alter table t alter column c set default '[7]'");
        both.works("alter table t alter b set default '\\xff'");
        both.works("alter table t alter column f set default '[7]'");
        both.works("insert into t (a) values (2)");
        both.works("alter table t add column k jsonb default '{\"z\": 3}'");
        both.works("alter table t add l bytea default '\\x0a'");
        both.works("insert into t (a) values (3)");
        both.works("select a, b, c ->> 0 as c, f, k ->> 'z' as k, l from t order by a");
        both.works("select c ->> 0, k -> 'z', c -> 0 x, k ->> 'z' = '3', h #>> '{y}' from t where a = 3");
    }

    @Test
    void typesHaveTheirNames() throws SQLException {
        both.works(
                "create table t (id bigserial primary key, a smallint, b int2, c int4, d int8, e bigint, f float4, g float8,"
                        + " h double precision, i real, j numeric(10, 2), k decimal(5, 1), l text, m varchar, n varchar(5),"
                        + " o character varying(7), p char(3), q boolean, r bool, s date, t time, u timestamp, v timestamptz,"
                        + " w timestamp(3) with time zone, x timetz, y uuid, z bytea, aa jsonb, ab json, ac int[], ad text[],"
                        + " ae interval day to second, af int generated always as identity, ag int default 5)");
        both.works("create table s (a serial4, b smallint, c serial8, key text, value text, year int, interval int)");
        both.works("create table r (a smallserial, b text)");
        both.works("create table o (id int primary key generated always as identity, a int not null default 5,"
                + " b int unique check (b > 0) default 1 + 1, c text not null default 'x' check (c <> ''),"
                + " d int default 3 check (d > 0), e int generated by default as identity (start 7))");
        both.works("insert into r (b) values ('x'), ('y')");
        both.works("select a, b from r");
        both.works(
                "insert into t (a, j, n, q, s, u, v, y, ac, aa) values (1, 2.345, 'x', true, '2026-01-02', '2026-01-02 03:04:05',"
                        + " '2026-01-02 03:04:05+02', '00000000-0000-0000-0000-000000000001', array[1, 2], '{\"a\": 1}'::jsonb)");
        both.works("select id, a, j, n, q, s, y, ac, aa, ag, extract(epoch from v)::int from t");
        both.works("insert into s (key, value, year) values ('k', 'v', 2026) returning a, c, key, value, year");
        both.works("alter table s add column more timestamptz");
        both.works("alter table s alter column year type bigint");
        both.works("create table g (a int, b int generated always as (a * 2) stored)");
        both.works("insert into g (a) values (4)");
        both.works("select * from g");
    }

    @Test
    void expressionsGiveTheSame() throws SQLException {
        both.works("create table t (id int primary key, a int, b text, d date)");
        both.works(
                "insert into t values (1, 10, 'x', '2026-01-31'), (2, null, 'Yz', '2026-02-01'), (3, 30, null, null)");
        for (String expression : List.of(
                "'1'::int + 1",
                "cast('12.50' as numeric(10, 2))",
                "a::text || 'x'",
                "2 ^ 3 ^ 2",
                "5 - 2 ^ 2 * 3",
                "b ilike 'y%'",
                "b not ilike 'X'",
                "a is distinct from 10",
                "a between symmetric 20 and 5",
                "E'a\\tb''\\u00e9'",
                "U&'\\0041'",
                "$$it's$$",
                "$x$a$b$x$",
                "array[1, 2, 3]",
                "(array[10, 20])[1]",
                "a = any(array[10, 30])",
                "'\\x4142'::bytea",
                "(d + interval '3 days')::date",
                "(d - interval '1 month')::date",
                "timestamp '2026-01-31 10:00:00' + '2 hours'::interval",
                "strpos('abcb', 'b')",
                "date_part('year', d)::int",
                "extract(month from d)::int",
                "extract(dow from d)::int",
                "date_trunc('month', timestamp '2026-05-17 10:11:12')::date",
                "coalesce(b, 'none')",
                "nullif(a, 10)",
                "greatest(a, 20)",
                "length(b)",
                "upper(b) || lower(b)",
                "substring('hello' from 2 for 3)",
                "position('l' in 'hello')",
                "trim(both 'x' from 'xax')",
                "replace('aba', 'a', 'c')",
                "left('abc', 2) || right('abc', 1)",
                "abs(-5)",
                "mod(7, 3)",
                "7 / 2",
                "7 % 3",
                "round(2.567, 1)",
                "floor(2.7)",
                "ceil(2.1)",
                "power(2, 10)",
                "sqrt(16)",
                "case when a > 10 then 'big' else 'small' end",
                "(1, 2) = (1, 2)",
                "a in (10, 20)",
                "exists (select 1 from t where a = 30)",
                "concat('a', null, 'b')",
                "split_nothing is null from (select null::text as split_nothing) q, t where id = 1 --",
                "now() = transaction_timestamp()",
                "'a' < 'B'",
                "ascii('A')",
                "chr(66)",
                "log(100)",
                "ln(1)",
                "pi() > 3")) {
            both.works("select id, " + expression + " from t" + (expression.endsWith("--") ? "\n" : ""));
        }
    }

    @Test
    void queriesGiveTheSame() throws SQLException {
        both.works("create table t (id int primary key, a int, b text)");
        both.works("insert into t values (1, 10, 'x'), (2, 10, 'y'), (3, 30, null), (4, null, 'x')");
        for (String query : List.of(
                "select distinct on (a) a, id, b from t order by a, id",
                "select * from generate_series(1, 3)",
                "select g from generate_series(1, 5, 2) g",
                "select g + n from generate_series(1, 2) as g, generate_series(1, 2) n(n)",
                "select generate_series from generate_series(1, 2)",
                "select id from t order by a limit all",
                "select id from t order by a nulls first, id limit 1",
                "select id from t order by a desc, id limit 2 offset 1",
                "select id from t order by id fetch first 2 rows only",
                "select a, count(*) filter (where b = 'x'), string_agg(b, ',' order by id) from t group by a having count(*) > 0",
                "select id, sum(a) over (partition by b order by id), row_number() over (order by id) from t",
                "with recursive c(x) as (select 1 union all select x + 1 from c where x < 5) select sum(x) from c",
                "select * from (values (1, 'a'), (2, 'b')) as v(x, y)",
                "select t.*, 1 from t",
                "table t",
                "select a from t union select 5 except select 10",
                "select count(*) over w from t window w as (partition by a)",
                "select * from t left join t u using (id) where u.a is not null",
                "select array_agg(id order by id) from t",
                "select bool_and(a > 5), bool_or(a > 20), every(a > 5) from t",
                "select * from t where (a, b) in ((10, 'x'))",
                "select b, (select max(a) from t u where u.b = t.b) from t",
                "select * from unnest(array[3, 4]) as n(n)")) {
            both.works(query);
        }
        both.works("select * from t where id = ? or b = ?", 1, "y");
    }

    @Test
    void jsonGivesTheSame() throws SQLException {
        both.works("create table t (id int primary key, j jsonb)");
        SplittableRandom random = new SplittableRandom(41);
        for (int id = 0; id < 60; id++) {
            both.works("insert into t values (" + id + ", '" + json(random, 3, 5) + "'::jsonb)");
        }
        for (String expression : List.of(
                "j -> 'a'",
                "j ->> 'a'",
                "j -> 'a' -> 'b'",
                "j -> 'a' ->> 'b'",
                "j -> 0",
                "j ->> -1",
                "j -> 'b' -> 1 ->> 'a'",
                "j #> '{a,b}'",
                "j #>> '{b,0}'",
                "j #>> '{a,0,b}'",
                "jsonb_typeof(j)",
                "jsonb_typeof(j -> 'a')",
                "(j ->> 'a') = 'x'",
                "j ->> 'a' = 'x'",
                "j -> 'a' is null",
                "cast(j as jsonb)",
                "(j::jsonb) ->> 'a'",
                "j::jsonb -> 'b'",
                "coalesce(j ->> 'a', 'none')",
                "case when j -> 'a' is not null then j ->> 'a' end")) {
            both.works("select id, " + expression + " from t");
        }
        both.works(
                "select id from t where j ->> 'a' in ('x', '1') and j -> 'b' is not null or j #>> '{a,b}' like '1%'");
        both.works("select j ->> 'a' || 'x' from t where jsonb_typeof(j -> 'a') = 'string'");
        both.works("select id from t where j ->> ? = ?", "a", "x");
        both.works("select jsonb_array_length('[1, [2], {}]'::jsonb)");
        both.works(
                "select json_build_object('a', 1, 'b', null, 'c', 'x', 'd', true, 'e', json_build_array(1, null, 'y'))");
        both.works("select jsonb_build_object('a', 1.5, 'b', array[1, 2]), json_build_array(), jsonb_build_object()");
        both.works(
                "select json_agg(id order by id), jsonb_agg(j -> 'a' order by id), json_agg(id) filter (where id < 0) from t where id < 9");
        both.works("select json_object_agg(id, 1 + id) from t where id = 3");
        both.works("select to_jsonb(5), to_json('x'::text), to_jsonb(true)");
    }

    private static String json(SplittableRandom random, int depth, int simplest) {
        return switch (random.nextInt(simplest, depth == 0 ? 5 : 9)) {
            case 0 -> "null";
            case 1 -> Integer.toString(random.nextInt(-2, 12));
            case 2 -> "\"x\"";
            case 3 -> "true";
            case 4 -> "\"1 \u00e9\"";
            case 5, 6 -> "[" + json(random, depth - 1, 0) + "," + json(random, depth - 1, 0) + "]";
            default -> "{\"a\":" + json(random, depth - 1, 0) + ",\"b\":" + json(random, depth - 1, 0) + "}";
        };
    }

    @Test
    void sqlJsonFunctionsFindPaths() throws SQLException {
        both.works("create table t (id int)");
        both.works("insert into t values (1)");
        // PostgreSQL 15 has the arrows only; these are the same questions.
        assertThat(both.rewrittenOnly("select json_value('{\"a\": [1, {\"b\": \"x\"}]}'::jsonb, '$.a[1].b') from t"))
                .containsExactly("x");
        assertThat(both.rewrittenOnly("select json_value('{\"a\": 5}', '$.a' returning int) + 1 from t"))
                .containsExactly("6");
        assertThat(both.rewrittenOnly(
                        "select json_query('{\"a\": [1]}', '$.a'), json_exists('{\"a\": 1}', '$.b') from t"))
                .containsExactly("[1] | false");
    }

    @Test
    void changesReturnTheirRows() throws SQLException {
        both.works("create table t (id int primary key, a int default 7, b text)");
        both.works("create table u (id int, n int)");
        both.works("insert into u values (1, 100), (2, 200), (9, 900)");
        both.works("insert into t (id) values (1), (2), (3) returning *");
        both.works("insert into t values (4, 5, 'x') returning id + a as sum, upper(b), t.id");
        both.works("insert into t as q (id, b) select n, 'y' from u returning q.id, b");
        both.works("update t set a = a + 1 where id < 3 returning id, a");
        both.works("update t as q set a = 0, b = 'z' where q.id = 4 returning q.*");
        both.works("update t set a = u.n from u where u.id = t.id");
        both.works("update t set (a, b) = (1, 'w') where id = 3 returning a, b");
        both.works("select * from t");
        both.works("delete from t where id = ? returning id, b", 4);
        both.works("delete from t using u where u.id = t.id and n > 100 returning t.id, a");
        both.works("delete from t as q using u, u v where q.id = u.n and u.id = v.id and v.n = 900");
        both.works(
                "with gone as (select n from u where n = 100) insert into t (id, a) select n + 1000, 1 from gone returning id");
        both.works("select * from t");
        both.works("delete from t using u");
        both.works("select count(*) from t");
        both.done("truncate t");
        both.done("truncate table u restart identity");
        both.same("insert into t (id) values (1), (1) returning id");
        both.works("select * from t");
    }

    @Test
    void tablesThatReferToEachOtherAreEmptiedTogether() throws SQLException {
        both.works("create table a (id int primary key, up int references a)");
        both.works("create table b (id int primary key, a int references a)");
        both.works("create table c (id int references b)");
        both.works("insert into a values (1, null), (2, 1)");
        both.works("insert into b values (1, 2)");
        both.works("insert into c values (1)");
        both.same("truncate a");
        both.same("truncate a, b");
        both.same("truncate b, a");
        both.works("select count(*) from a");
        both.done("truncate c, a, b");
        both.works("select (select count(*) from a), (select count(*) from b), (select count(*) from c)");
        both.same("truncate a");
        both.works("drop table c");
        both.works("drop table b");
        both.works("insert into a values (1, null), (2, 1)");
        both.done("truncate a");
        both.works("select count(*) from a");
    }

    @Test
    void sequencesThatDefaultsDrawFromStay() throws SQLException {
        both.works("create sequence s");
        both.works("create sequence \"S.1\"");
        both.works("create sequence free");
        both.works("create table t (a int default nextval('s'), b int default 1 + nextval('public.\"S.1\"'), c int)");
        both.same("drop sequence s");
        both.same("drop sequence \"S.1\"");
        both.works("drop sequence free");
        both.works("insert into t (c) values (7)");
        both.works("select a, b, c from t");
        both.works("alter table t alter column a drop default");
        both.works("drop sequence s");
        both.works("drop table t");
        both.works("drop sequence \"S.1\"");
    }

    @Test
    void upsertsLeaveTheSameRows() throws SQLException {
        both.works(
                "create table t (id int primary key, a int default 7, b varchar(20), c numeric(10, 2), d date, unique (a, b))");
        both.works("create table k (key text primary key, value text, n bigserial)");
        both.works("create table s (id int, a int)");
        both.works("insert into s values (1, 5), (2, null), (3, 9)");
        long seed = 42;
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < ROUNDS; round++) {
            String text = upsert(random);
            TwoDatabases.inRound(seed, round, text, () -> {
                both.same(text);
                both.works("select id, a, b, c, d from t");
            });
            if (round % 25 == 24) {
                both.works("delete from t where id % 3 = 0");
            }
        }
        for (int round = 0; round < 20; round++) {
            both.works(
                    "insert into k values (?, ?) on conflict (key) do update set value = k.value || excluded.value, n = k.n + 1"
                            + " returning key, value, n",
                    "key" + round % 7,
                    "v");
            both.works(
                    "insert into k (key, value, n) values ('key' || " + round
                            + " % 9, ?, default) on conflict do nothing",
                    "w");
        }
        both.works("select key, value from k");
    }

    /** Rows with a key each, so that no two of one statement meet; those have a test of their own. */
    private static String upsert(SplittableRandom random) {
        int first = random.nextInt(12);
        List<String> rows = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        boolean listsDate = random.nextBoolean();
        for (int i = 0; i < count; i++) {
            rows.add("(" + (first + i) + ", " + pick(random, "1", "5", "null", "'6'", "2 + 1") + ", "
                    + pick(random, "'x'", "null", "'it''s'", "'y' || 'z'") + ", "
                    + pick(random, "1", "2.345", "null", "'7.5'")
                    + (listsDate ? ", " + pick(random, "'2026-02-03'", "null", "date '2026-01-01'") : "") + ")");
        }
        String alias = pick(random, "", " as x");
        String target = alias.isEmpty() ? "t" : "x";
        String columns = listsDate ? pick(random, " (id, a, b, c, d)", "") : " (id, a, b, c)";
        String source = random.nextInt(5) == 0
                ? " (id, a, b, c) select id + " + first + ", a, 'from s', 1.5 from s where id < 3"
                : columns + " values " + String.join(", ", rows);
        String action = switch (random.nextInt(6)) {
            case 0 -> " on conflict do nothing";
            case 1 -> count == 1 ? " on conflict (id) do nothing" : " on conflict do nothing";
            case 2 -> " on conflict (id) do update set a = excluded.a";
            case 3 ->
                " on conflict (id) do update set a = coalesce(" + target
                        + ".a, 0) + 100 + excluded.id, b = 'up' || excluded.c";
            case 4 ->
                " on conflict (id) do update set (a, c) = (excluded.a, " + target + ".c + 1) where " + target
                        + ".c > excluded.c";
            default ->
                " on conflict (id) do update set b = " + target
                        + ".b || '!', a = (select max(id) from s) + excluded.id";
        };
        return "insert into t" + alias + source + action
                + pick(random, "", " returning *", " returning id, a + 1 as more, " + target + ".b");
    }

    private static String pick(SplittableRandom random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    @Test
    void rowsOfOneUpsertThatMeetAreRefusedOrSkipped() throws SQLException {
        both.works("create table t (id int primary key, a int)");
        both.works("insert into t values (1, 1)");
        both.works("insert into t values (2, 1), (2, 2), (1, 3) on conflict do nothing returning id, a");
        both.works("insert into t values (3, 1), (3, 2) on conflict (id) do nothing");
        assertThat(TwoDatabases.hasFailed(
                        both.same("insert into t values (1, 5), (1, 6) on conflict (id) do update set a = excluded.a")))
                .isTrue();
        assertThat(TwoDatabases.hasFailed(
                        both.same("insert into t values (4, 5), (4, 6) on conflict (id) do update set a = excluded.a")))
                .isTrue();
        both.works("select * from t");
    }

    @Test
    void fullJoinsGiveTheSame() throws SQLException {
        long seed = 43;
        SplittableRandom random = new SplittableRandom(seed);
        both.works("create table a (id int, x int, p text)");
        both.works("create table b (id int, y int, q text)");
        both.works("create table c (id int, z int)");
        for (int round = 0; round < ROUNDS / 6; round++) {
            for (String table : List.of("a", "b", "c")) {
                both.works("delete from " + table);
                for (int i = random.nextInt(5); i > 0; i--) {
                    both.works("insert into " + table
                            + (table.equals("c")
                                            ? " (id, z)"
                                            : " values (" + pick(random, "1", "2", "3", "null") + ", "
                                                    + pick(random, "1", "2", "null") + ", 'v')")
                                    .replace(" (id, z)", " (id, z) values (2, 5)"));
                }
            }
            String right = pick(
                    random, "b", "b as b", "(select * from b where y is not null) as b", "(select id, y, q from b) b");
            String condition = pick(random, "a.id = b.id", "a.id = b.id and x = y", "x = y");
            for (String output : List.of(
                    "*", "a.*, b.y", "a.id, b.id, coalesce(x, y)", "distinct p, q", "count(*), count(a.x), sum(b.y)")) {
                String tail = pick(
                        random,
                        "",
                        " where x is null or y > 1",
                        " left join c on c.id = a.id",
                        " join c on c.id = b.id or c.id = a.id",
                        " where x is distinct from y");
                String query = "select " + output + " from a full " + pick(random, "", "outer ") + "join " + right
                        + " on " + condition + tail;
                TwoDatabases.inRound(seed, round, query, () -> both.works(query));
            }
        }
        both.works(
                "select a.id, count(*) from a full join b on a.id = b.id group by a.id order by a.id nulls first limit 3");
        both.works("select * from c, a full join b on a.id = b.id");
        both.works("select * from (select a.id as i, b.id as j from a full join b on a.id = b.id) as both_ids");
        both.works("select id from c union all select b.id from a full join b on a.id = b.id union all select 5");
        both.works("create view v as select a.id as i, b.id as j from a full join b on a.id = b.id");
        both.works("select * from v");
    }
}
