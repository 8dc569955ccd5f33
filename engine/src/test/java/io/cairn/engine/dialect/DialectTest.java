package io.cairn.engine.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.model.CairnException;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.h2.expression.function.BuiltinFunctions;
import org.junit.jupiter.api.Test;

final class DialectTest {
    private static final List<TableLookup.Column> COLUMNS = List.of(
            new TableLookup.Column("a", "NUMERIC(10, 2)"),
            new TableLookup.Column("b", "JSON"),
            new TableLookup.Column("c", "VARCHAR(5)"));
    private static final List<TableLookup.UniqueKey> KEYS = List.of(
            new TableLookup.UniqueKey(Optional.of("t_pkey"), List.of("a")),
            new TableLookup.UniqueKey(Optional.empty(), List.of("b", "c")));

    private static final TableLookup NO_TABLES = _ -> Optional.empty();

    @Test
    void saysWhatChangeOfRowsAStatementMakes() {
        assertThat(Dialect.change("/* c */ with a as (select 1 as i) insert into t(i) select i from a"))
                .isEqualTo("insert");
        assertThat(Dialect.change("with a as (select 1) delete from t")).isEqualTo("delete");
        assertThat(Dialect.change("with a as (select 'insert') select * from a"))
                .isEmpty();
        assertThat(Dialect.change("with a as (")).isEmpty();
        assertThat(Dialect.change("")).isEmpty();
    }

    @Test
    void saysWhatKindAStatementIs() {
        kind("SELECT 1", StatementKind.QUERY);
        kind("(select 1) union (select 2);", StatementKind.QUERY);
        kind("values (1)", StatementKind.QUERY);
        kind("table t", StatementKind.QUERY);
        kind("with a as (select 1) select * from a", StatementKind.QUERY);
        kind("with a as (select 1 as i) insert into t(i) select i from a", StatementKind.INSERT);
        kind("explain select 1", StatementKind.EXPLAIN);
        kind("explain delete from t", StatementKind.EXPLAIN);
        kind("insert into t default values", StatementKind.INSERT);
        kind("update t set a = 1", StatementKind.UPDATE);
        kind("delete from t", StatementKind.DELETE);
        kind("merge into t using s on t.a = s.a when matched then delete", StatementKind.MERGE);
        kind("truncate t", StatementKind.TRUNCATE);
        kind("select * from final table (insert into t values (1))", StatementKind.INSERT);
        kind("select (select a from old table (update t set a = 1) as o)", StatementKind.UPDATE);
        for (String definition : List.of(
                "create table if not exists s.t (a int)",
                "create table t as select 1 as a",
                "create unique index i on t (a desc)",
                "create view v (a) as select 1",
                "create or replace view v as select 1",
                "create sequence s start 5",
                "create schema s",
                "create domain d as int check (value > 0)",
                "create type e as enum ('a', 'b')",
                "drop table if exists t cascade",
                "drop index i",
                "alter table t add column b text default 'x'",
                "alter table t rename to u",
                "alter sequence s restart with 5",
                "comment on column t.a is 'x'")) {
            kind(definition, StatementKind.DEFINITION);
        }
        kind("begin", StatementKind.BEGIN);
        kind("start transaction read only", StatementKind.BEGIN);
        kind("end", StatementKind.COMMIT);
        kind("abort", StatementKind.ROLLBACK);
        kind("rollback to savepoint a", StatementKind.ROLLBACK_TO);
        kind("savepoint a", StatementKind.SAVEPOINT);
        kind("release a", StatementKind.RELEASE);
        kind("set search_path = s", StatementKind.SET);
        kind("show server_version", StatementKind.SHOW);
        kind("show history of t", StatementKind.SHOW_HISTORY);
        kind("show reads of t by 'somebody' before 7 limit 2", StatementKind.SHOW_READS);
        kind("alter database d set read_record to on", StatementKind.RIGHTS);
        kind("diff t between block 1 and 2", StatementKind.DIFFERENCE);
    }

    private static void kind(String text, StatementKind kind) {
        assertThat(Dialect.read(text, NO_TABLES).kind()).as(text).isEqualTo(kind);
    }

    @Test
    void refusesStatementsThatAreNotListed() {
        for (String text : List.of(
                "create alias a for 'java.lang.System.exit'",
                "create alias a as 'void f() {}'",
                "create trigger t after insert on t call 'x'",
                "create linked table t ('a','b','c','d','e')",
                "create constant c value 1",
                "create aggregate a for 'x'",
                "create user u password 'x'",
                "create synonym s for t",
                "create force view v as select 1",
                "create materialized view v as select 1",
                "create memory table t (a int)",
                "create cached table t (a int)",
                "create temp table t (a int)",
                "create global temporary table t (a int)",
                "create local temporary table t (a int)",
                "create unlogged table t(a int)",
                "create table t (a int) engine 'x'",
                "create table t (a int) with \"x\"",
                "create table t (a int) with (autovacuum_enabled = false)",
                "create table t (a int) not persistent",
                "create or replace table t (a int)",
                "create hash index i on t (a)",
                "create spatial index i on t (a)",
                "create schema s authorization sa",
                "create type t as int",
                "create sequence s owned by t.a",
                "runscript from 'x'",
                "script to 'x'",
                "backup to 'x'",
                "shutdown",
                "call 1",
                "execute immediate 'x'",
                "alter user sa set password 'x'",
                "alter database d set x",
                "alter table t set referential_integrity false",
                "drop all objects",
                "drop alias a",
                "drop user u",
                "drop trigger t",
                "analyze",
                "checkpoint",
                "help",
                "use s",
                "replace into t values (1)",
                "explain analyze delete from t",
                "explain (costs) select 1",
                "copy t from '/etc/passwd'",
                "do $$ begin end $$",
                "prepare p as select 1",
                "refresh materialized view v",
                "start server",
                "\"select\" 1")) {
            String expected = text.startsWith("\"") ? "sql-malformed" : "sql-not-allowed";
            refused(text, expected);
        }
        refused("select 1; select 2", "sql-several-statements");
        refused(" -- nothing\n;", "sql-empty");
        refused("(select 1; select 2)", "sql-malformed");
        refused("select (1]", "sql-malformed");
        refused("create index i on t using hash (a)", "sql-not-allowed");
        refused("create index i on t (a) where a > 1", "sql-not-supported");
        refused("select a, count(*) from t group by rollup (a)", "sql-not-supported");
        refused("select a, count(*) from t group by b, cube (a)", "sql-not-supported");
        refused("select a, count(*) from t group by grouping sets ((a), ())", "sql-not-supported");
        refused("select grouping(a) from t", "sql-not-supported");
        refused("select * from t tablesample bernoulli (10)", "sql-not-supported");
        refused("select unnest(array_agg(a)) from t", "sql-not-supported");
        refused("with recursive x as (select 1) delete from t where a in (select 1 from x)", "sql-not-supported");
        refused(
                "with x as (select random() as r) delete from t where a in (select 1 from x a, x b)",
                "sql-not-supported");
        refused(
                "with x as (delete from u returning id) delete from t where a in (select 1 from x)",
                "sql-not-supported");
        for (String change : List.of(
                "update t set a = (select n from x)",
                "update t set a = x.n from u, x",
                "update t set a = x.n from x join u on true",
                "update t set a = 1 from (select n from x) y",
                "delete from t using x where x.n = t.a",
                "merge into t using x on t.a = (select n from x) when matched then delete")) {
            refused("with x as (select nextval('s') as n) " + change, "sql-not-supported");
            refused("with y as (select next value for s as n), x as (select n from y) " + change, "sql-not-supported");
        }
        StringBuilder within = new StringBuilder("with a0 as (select 1 as id)");
        for (int i = 1; i < 9; i++) {
            within.append(", a" + i + " as (select id from a" + (i - 1) + ")");
        }
        refused(within + " delete from t where id in (select id from a8)", "sql-too-deep");
        assertThat(engine(within + " delete from t where id in (select id from a7)")
                        .text())
                .contains("\"a7\"");
        refused("with x delete from t", "sql-malformed");
        refused("with v(n, m, o) as (select 1, 2) select 1 from v", "sql-too-many-names");
        refused("with v(n, m) as (values (1)) delete from t using v", "sql-too-many-names");
        refused("with recursive v(n, m, o) as (select 1, 2 union select 2, 3) select 1 from v", "sql-too-many-names");
        refused("select a similar to 'b' from t", "sql-not-supported");
        refused("create index on t (lower(a))", "sql-not-supported");
        refused("merge into t using s on t.a = s.a when never then do nothing", "sql-malformed");
        refused("merge into t using s on true when matched then delete when matched then do nothing", "sql-malformed");
        refused("merge into t using s on true" + " when matched and s.a = 1 then delete".repeat(201), "sql-too-deep");
        String lengthy = "case when " + "s.a = 1 or ".repeat(150) + "false then true end";
        refused(
                "merge into t using s on true"
                        + (" when matched and " + lengthy + " then do nothing when matched and s.a = 1 then delete")
                                .repeat(20),
                "sql-too-deep");
        refused("merge into t using t b join u on true on t.a = b.a when matched then delete", "sql-not-supported");
        refused(
                "merge into t using s on t.a in (select a from public.t) when matched then delete",
                "sql-not-supported");
        refused(
                "merge into t using s on t.a = s.a when matched then update set a = (select 1 from u, t)",
                "sql-not-supported");
        refused("update t set a = (select max(a) from t x) from s where t.a = s.a", "sql-not-supported");
        refused(
                "with x as (select 1 from t) update t set a = 1 from s where exists (select 1 from x)",
                "sql-not-supported");
        refused("merge into t using s on t.a = s.a when matched and s.a > 3 do nothing", "sql-malformed");
        refused("select * from t, lateral (select 1) q", "sql-not-supported");
        refused("select * from t left join lateral (select 1) q on true", "sql-not-supported");
        refused("with d as (delete from t returning a) select * from d", "sql-not-supported");
        refused("select * from t, unnest(t.b) q, u", "sql-not-supported");
        refused("select (select x from u) from t, unnest(t.b) q(x)", "sql-not-supported");
        StringBuilder chain = new StringBuilder("select 1 from t, unnest(b) q0(x)");
        for (int i = 1; i < 25; i++) {
            String before = "q" + (i - 1) + ".x";
            chain.append(", unnest(array[" + before + ", " + before + "]) q" + i + "(x)");
        }
        refused(chain.toString(), "sql-too-deep");
        refused("select 1 from t, unnest(t.b) q(x) where exists (select 1 from u where x = 1)", "sql-not-supported");
        refused("create view v as select * from final table (delete from t)", "sql-not-supported");
        refused("explain select * from final table (insert into t values (1))", "sql-not-supported");
    }

    @Test
    void refusesFunctionsThatAreNotListed() {
        for (String call : List.of(
                "file_read('x')",
                "FILE_READ ('x')",
                "\"FILE_READ\"('x')",
                "\"file_read\"/**/('x')",
                "U&\"fil\\0065_read\"('x')",
                "public.file_write('x', 'y')",
                "csvread('x')",
                "csvwrite('x', 'y')",
                "link_schema('a')",
                "abort_session(1)",
                "memory_used()",
                "database_path()",
                "session_id()",
                "secure_rand(5)",
                "lock_mode()",
                "h2version()",
                "abs(file_read('x'))",
                "not file_read(a)",
                "a ilike file_read(a)")) {
            refused("select " + call, "sql-not-allowed");
            refused("create table t (a text default " + call + ")", "sql-not-allowed");
            refused("insert into t values (" + call + ")", "sql-not-allowed");
        }
        refused("select 1, file_read('x') as y", "sql-not-allowed");
        refused("select 1, csvread(y) as y", "sql-not-allowed");
        refused("with a as (select 1), b as (select file_read('x') as c) select * from b", "sql-not-allowed");
        refused("create table index as select 1 from t join u on file_read('x') = 'y'", "sql-not-allowed");
        refused("select * from table(x int = (1))", "sql-not-allowed");
        refused("select * from csvread('x')", "sql-not-allowed");
        refused("select * from t x file_read(a)", "sql-not-allowed");
        refused("select cairn_json_get('x', 'y')", "sql-no-function");
        refused("select pg_sleep(5)", "sql-no-function");
        refused("select a from t where exists(select 1) or nothing_like_this(a, 1)", "sql-no-function");
        refused("select {fn now()}", "sql-malformed");
        refused("select @x", "sql-not-supported");
        refused("select 1 // 2", "sql-not-supported");
    }

    @Test
    void everyFunctionOfH2IsListedOnOneSide() throws ReflectiveOperationException {
        Field field = BuiltinFunctions.class.getDeclaredField("FUNCTIONS");
        field.setAccessible(true);
        Set<?> known = (Set<?>) field.get(null);
        List<String> listed = new ArrayList<>(Functions.allowed());
        listed.addAll(Functions.refused());
        TreeSet<String> missing = new TreeSet<>();
        known.forEach(name -> missing.add(Ascii.lower(name.toString())));
        assertThat(missing).hasSizeGreaterThan(100);
        missing.removeAll(listed);
        assertThat(missing).isEmpty();
        assertThat(Functions.allowed()).doesNotContainAnyElementsOf(Functions.refused());
    }

    @Test
    void namesOfTablesAndAliasesAreNoCalls() {
        for (String text : List.of(
                "insert into hidden(a) values (1)",
                "with c(x) as (select 1), d(y) as not materialized (select 2) select * from c, d",
                "select * from (values (1, 2)) as v(x, y)",
                "select * from (values (1, 2)) v(x, y)",
                "create table s.t(a int)",
                "create table if not exists t(a int, b numeric(10, 2), foreign key (a) references u(a))",
                "create view v(a) as select 1",
                "create index on t(a)",
                "create index i on s.t using btree (a)",
                "select cast(a as varchar(5)) from t",
                "select a in (1), a = any(array[1]), not (a), exists(select 1) from t join u using (a)",
                "select count(*) filter (where a > 1) over (partition by b) from t")) {
            assertThat(Dialect.read(text, NO_TABLES)).as(text).isNotNull();
        }
    }

    @Test
    void textsInQuotesAndCommentsPassUntouched() {
        List<String> evil = List.of(
                "drop table t",
                "; shutdown; --",
                "create alias",
                "file_read(x)",
                "on conflict do nothing",
                "returning",
                "as of block 5",
                "$1 ? :x",
                "full outer join",
                "::jsonb",
                "-> ->>",
                "union select",
                "/* */",
                "{fn now()}");
        for (String words : evil) {
            String quoted = "'" + words + " it''s'";
            String name = "\"" + words + "\"";
            Statement.Engine found = engine("select " + quoted + " as " + name + ", E" + quoted + ", $q$" + words
                    + "$q$ /* " + words.replace("*/", "").replace("/*", "") + " */ from " + name + " -- " + words);
            assertThat(found.text())
                    .isEqualTo("select " + quoted + " as " + name + ", " + quoted + ", '" + words + "' from " + name);
            assertThat(found.parameterCount()).isZero();
            assertThat(found.asOf()).isEmpty();
        }
        assertThat(engine("select 'a\\', 'x'").text()).isEqualTo("select 'a\\', 'x'");
        assertThat(engine("select É from été").text()).isEqualTo("select \"É\" from \"été\"");
    }

    @Test
    void numbersParametersAsTheEngineWantsThem() {
        assertThat(engine("select ?, a from t where b = ?").text()).isEqualTo("select ?1, a from t where b = ?2");
        Statement.Engine swapped = engine("select $3, $1, strpos($3, $1)");
        assertThat(swapped.text()).isEqualTo("select ?2, ?1, LOCATE(?1, ?2) AS \"strpos\"");
        assertThat(swapped.parameters()).containsExactly(1, 3);
        assertThat(swapped.parameterCount()).isEqualTo(3);
        refused("select $1, ?", "sql-malformed");
    }

    @Test
    void takesThePastOutOfTheText() {
        Statement.Engine block = engine("select * from t as of block 5 where a = $1");
        assertThat(block.text()).isEqualTo("select * from t where a = ?1");
        assertThat(block.asOf()).contains(new PointInTime.Block(5));
        Statement.Engine parameter = engine("select (select max(a) from u as of block ?), b from t as of block 7"
                .replace("7", "?")
                .replaceFirst("as of block \\?$", "where c = ?"));
        assertThat(parameter.text())
                .isEqualTo("select (select max(a) AS \"max\" from u) AS \"max\", b from t where c = ?1");
        assertThat(parameter.asOf()).contains(new PointInTime.Parameter(1, true));
        assertThat(parameter.parameters()).containsExactly(2);
        assertThat(engine("select * from t for system_time as of timestamp '2026-01-01 00:00:00' x")
                        .asOf())
                .contains(new PointInTime.Time("2026-01-01 00:00:00"));
        assertThat(engine("select 1 as of").text()).isEqualTo("select 1 as of");
        refused("select * from t as of block 5, u as of block 6", "sql-not-supported");
        refused("select * from t as of block -1", "sql-malformed");
        refused("delete from t as of block 5", "sql-not-supported");
        refused("select * from final table (delete from t) as of block 5", "sql-not-supported");
    }

    @Test
    void readsHistoryAndDifference() {
        Statement.History history =
                (Statement.History) Dialect.read("SHOW HISTORY OF s.\"T\" WHERE a = ? AND b IN (1)", NO_TABLES);
        assertThat(history.table()).isEqualTo(new TableName(Optional.of("s"), "T"));
        assertThat(history.rows().text()).isEqualTo("SELECT * FROM s . \"T\" WHERE a = ?1 AND b IN (1)");
        refused("show history of t where a = 1 union select 1", "sql-malformed");
        refused("show history of t where a = file_read('x')", "sql-not-allowed");
        refused("show history of t, u", "sql-malformed");
        refused("show history of", "sql-malformed");
        Statement difference = Dialect.read("diff t between block 3 and block $2", NO_TABLES);
        assertThat(difference)
                .isEqualTo(new Statement.Difference(
                        new TableName(Optional.empty(), "t"),
                        new PointInTime.Block(3),
                        new PointInTime.Parameter(2, true),
                        "diff t between block ? and block ?"));
        refused("diff t between block 3 and 4 where a = 1", "sql-malformed");
        refused("diff t", "sql-malformed");
    }

    @Test
    void statementsThatDifferInValuesOnlyHaveOneShape() {
        String shape = "update t set \"A\" = ? , b = ? where c in ( ? , - ? )";
        for (String text : List.of(
                "update T set \"A\"=1,b='x' where C in (2,-3)",
                "UPDATE t SET \"A\" = $1, b = E'\\n' /* c */ WHERE c IN ($2, - 5);",
                "update t set \"A\" = ?, b = ? where c in (?, -1.5e3)")) {
            assertThat(Dialect.read(text, NO_TABLES).shape()).isEqualTo(shape);
        }
        assertThat(Dialect.read("update t set \"a\"=1,b='x' where c in (2,-3)", NO_TABLES)
                        .shape())
                .isNotEqualTo(shape);
    }

    @Test
    void changesAskForWhatTheyMustKnow() {
        TableLookup tables =
                name -> name.name().equals("t") ? Optional.of(new TableLookup.Table(COLUMNS, KEYS)) : Optional.empty();
        refused("insert into u (a) values (1) on conflict (a) do nothing", "sql-no-table", tables);
        refused("insert into t (a) values (1) on conflict (b) do nothing", "sql-no-unique-key", tables);
        refused(
                "insert into t (a) values (1) on conflict (a) do update set b = excluded.b",
                "sql-not-supported",
                tables);
        refused("insert into t values (1), (default) on conflict (a) do update set b = 1", "sql-not-supported", tables);
        refused("insert into t (a) values (1) on conflict on constraint x do nothing", "sql-no-constraint", tables);
        refused("insert into t (a) values (1) on conflict on constraint", "sql-not-supported", tables);
        refused("insert into t (a) values (1) on conflict on constraint t_pkey", "sql-malformed", tables);
        refused("insert into t (a) values (1) on conflict (lower(a)) do nothing", "sql-not-supported", tables);
        refused("insert into t select * from t on conflict (a) do update set b = 1", "sql-not-supported", tables);
        refused("insert into t (a) values (1, 2) on conflict (a) do update set b = 1", "sql-malformed", tables);
        refused("insert into t (a) values (1) on conflict (a) do", "sql-malformed", tables);
        refused("insert into t (a) values (1) returning (select 1)", "sql-not-supported", tables);
        refused("insert into t (a) values (1) returning count(*)", "sql-not-supported", tables);
        refused("insert into t (a) values (1) returning a from t", "sql-not-supported", tables);
        refused("insert into t (a) values (1) returning", "sql-malformed", tables);
        refused("update t set a = 1 from u returning *", "sql-not-supported", tables);
        refused("update t set a = 1 from u, v where u.a = v.a", "sql-not-supported", tables);
        refused("update t set a = 1 from u join v on u.a = v.a", "sql-not-supported", tables);
        refused("update t set a = 1 from (u join v on u.a = v.a) where u.a = t.a", "sql-not-supported", tables);
        refused("truncate table t cascade", "sql-not-supported");
        refused("truncate t cascade", "sql-not-supported", tables);
    }

    @Test
    void refusesWhatItMightMisread() {
        refused("select a || b -> 'c'", "sql-not-supported");
        refused("select a -> b + 1", "sql-not-supported");
        refused("select -a ^ 2", "sql-not-supported");
        refused("select a from t intersect all select a from u", "sql-not-supported");
        refused("select a from t except all select a from u", "sql-not-supported");
        refused("select a from t where a like any (b)", "sql-not-supported");
        refused("select a from t where a not like all (select b from u)", "sql-not-supported");
        refused("select like any (array['a'])", "sql-malformed");
        refused("select interval '1 month 2 days'", "sql-not-supported");
        refused("select interval '0.5 months'", "sql-not-supported");
        refused("select interval '1 fortnight'", "sql-no-interval");
        refused("select interval '1 2'", "sql-no-interval");
        refused("select interval '" + "1 day ".repeat(100) + "'", "sql-no-interval");
        refused("select interval '999999999999 weeks'", "sql-interval-too-long");
        refused("select * from a join b on true full join c on true", "sql-not-supported");
        refused("select * from a full join b on true full join c on true", "sql-not-supported");
        refused("select * from a full join b using (x)", "sql-not-supported");
        refused("select * from a natural full join b", "sql-not-supported");
        refused("select * from (select random() as r) a full join b on true", "sql-not-supported");
        refused("select U&'a!0041' uescape '!'", "sql-not-supported");
        refused("select E'a' 'b\\n'", "sql-not-supported");
        refused("create table t (like u)", "sql-not-supported");
        refused("create table t (a money)", "sql-not-supported");
        refused("alter table t alter a type int using (select 1)", "sql-not-supported");
        refused("select make_interval(months => 1, days => 1)", "sql-not-supported");
        refused("select json_value(a, '$.b' default 1 on empty)", "sql-not-supported");
    }

    private static Statement.Engine engine(String text) {
        return (Statement.Engine) Dialect.read(text, NO_TABLES);
    }

    private static void refused(String text, String code) {
        refused(text, code, NO_TABLES);
    }

    private static void refused(String text, String code, TableLookup tables) {
        assertThatThrownBy(() -> Dialect.read(text, tables))
                .as(text)
                .isInstanceOfSatisfying(CairnException.Incorrect.class, refusal -> {
                    assertThat(refusal.code())
                            .as("%s: %s", text, refusal.getMessage())
                            .isEqualTo(code);
                    assertThat(refusal.at()).startsWith("sql");
                });
    }
}
