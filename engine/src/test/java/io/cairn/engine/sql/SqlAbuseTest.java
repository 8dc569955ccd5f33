package io.cairn.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What ill will can write ends with a code and leaves nothing. */
final class SqlAbuseTest {
    private static final List<String> INJECTIONS = List.of(
            "'; drop table t; --",
            "' or '1'='1",
            "\"; drop table t; --",
            "a\" or \"1\"=\"1",
            "$$; drop table t; $$",
            "\\'; drop table t; --",
            "/* */; drop table t",
            "a'||(select min(secret) from t)||'",
            "?1; $1",
            "u&\"\\0022\"",
            "{fn user()}",
            "caf\u00e9 \u20ac \ud83d\udc26 \u202e");

    private final SqlState state = new SqlState();

    @BeforeEach
    void fill() {
        state.change("create table t (id int primary key, secret text, n int)");
        state.change("insert into t values (1, 'hidden', 7), (2, 'well', 8)");
    }

    /** Refused, by a change and by a question, and nothing is left. */
    private void refused(String code, String statement, Value... parameters) {
        Hash before = state.root();
        assertThat(state.refusal(statement, parameters)).as(statement).matches(code);
        try {
            state.ask(statement, parameters);
            Assertions.fail("answered: " + statement);
        } catch (CairnException.Refused refusal) {
            assertThat(refusal.code()).as(statement).startsWith("sql-");
        }
        assertThat(state.root()).isEqualTo(before);
    }

    @Test
    void textsOfParametersAreOnlyTexts() {
        for (String text : INJECTIONS) {
            assertThat(state.rows("select count(*) from t where secret = $1", Value.of(text)))
                    .as(text)
                    .containsExactly("0");
            assertThat(state.rows("select $1::text, 'x' || $1", Value.of(text))).containsExactly(text + "|x" + text);
            state.change("update t set secret = $1 where id = $2", Value.of(text), Value.of(1));
            assertThat(state.rows("select secret from t order by id")).as(text).containsExactly(text, "well");
        }
    }

    @Test
    void quotedNamesAreOnlyNames() {
        for (String name : INJECTIONS) {
            String quoted = '"' + name.replace("\"", "\"\"") + '"';
            state.change("create table " + quoted + " (" + quoted + " int default 3 check (" + quoted + " < 9))");
            state.change("create index " + quoted.replace("\"a", "\"b") + " on " + quoted + " (" + quoted + ")");
            state.change("insert into " + quoted + " (" + quoted + ") values (5)");
            state.change("create view v as select " + quoted + " as " + quoted + " from " + quoted);
            state.forget();
            assertThat(state.ask("select * from v as " + quoted)
                            .columns()
                            .getFirst()
                            .name())
                    .isEqualTo(name);
            assertThat(state.rows("select " + quoted + "." + quoted + " from " + quoted))
                    .containsExactly("5");
            assertThat(state.refusal("insert into " + quoted + " values (10)")).isEqualTo("sql-23514");
            state.change("drop view v");
            state.change("drop table " + quoted);
            assertThat(state.rows("select count(*) from t")).containsExactly("2");
        }
    }

    @Test
    void literalsThatAreQuotedRightAreOnlyTexts() {
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 300; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(20); i >= 0; i--) {
                text.append("'\"\\;-/*$?:ae\u00e9\n\t{}[]%_".charAt(random.nextInt(21)));
            }
            String literal = "'" + text.toString().replace("'", "''") + "'";
            assertThat(state.rows("select " + literal)).as(literal).containsExactly(text.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1; drop table t",
                "select 1;;drop table t",
                "insert into t values (3, 'x', 1); insert into t values (4, 'y', 1)",
                "select 1 /* ; */ ; /* */ drop table t -- ;",
                "select $$;$$; delete from t",
                "drop table t; --",
                "select (1; drop table t)",
                "create table u (a int); drop table t",
            })
    void oneStatementAtATime(String statement) {
        if (statement.endsWith("; --")) {
            // One statement, with a comment behind it: a table is dropped only where that was asked for.
            assertThat(state.refusal("select 'drop table t; --'")).isEmpty();
            return;
        }
        refused("sql-42601", statement);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create alias f for 'java.lang.System.exit'",
                "create alias f as 'int f() { return 1; }'",
                "create function f() returns int language sql as 'select 1'",
                "create aggregate f for 'x.Y'",
                "create trigger r before insert on t call 'x.Y'",
                "create trigger r before insert on t for each row execute function f()",
                "create linked table l('org.h2.Driver', 'jdbc:h2:mem:', 'sa', '', 'T')",
                "create foreign table l (a int) server s",
                "create user eve password 'x' admin",
                "alter user \"\" set password 'x'",
                "alter user \"\" admin true",
                "drop user \"\"",
                "create constant c value 1",
                "create extension dblink",
                "create table u (a int) engine \"x.Y\"",
                "create memory table u (a int)",
                "create cached table u (a int)",
                "create table u (a int) with \"x\"",
                "create table u as select * from csvread('/etc/passwd')",
                "create table u (a text default file_read('/etc/passwd'))",
                "create table u (a text check (file_read(a) is null))",
                "create table u (a text generated always as (file_read('/etc/passwd')) stored)",
                "create view v as select file_read('/etc/passwd')",
                "create view v as select * from csvread('/etc/passwd')",
                "create domain d as text check (csvwrite('/tmp/x', value) > 0)",
                "create index i on t (file_read(secret))",
                "alter table t add column a text default \"FILE_READ\"('/etc/passwd')",
                "select \"file_read\"('/etc/passwd')",
                "select \"FILE_READ\"('/etc/passwd')",
                "select public.file_read('/etc/passwd')",
                "select {fn file_read('/etc/passwd')}",
                "select file_write('x', '/tmp/x')",
                "select csvwrite('/tmp/x', 'select 1')",
                "select memory_used()",
                "select h2version()",
                "select database_path()",
                "select session_id()",
                "select secure_rand(16)",
                "select set_config('a', 'b', false)",
                "select abort_session(1)",
                "select cancel_session(1)",
                "select lock_mode()",
                "select pg_read_file('/etc/passwd')",
                "select pg_sleep(1000)",
                "select lo_import('/etc/passwd')",
                "select dblink('host=127.0.0.1', 'select 1')",
                "select query_to_xml('select 1', true, true, '')",
                "call file_read('/etc/passwd')",
                "execute immediate 'drop table t'",
                "do $$ begin drop table t; end $$",
                "copy t to program 'id'",
                "copy t from '/etc/passwd'",
                "script to '/tmp/x'",
                "runscript from '/tmp/x'",
                "backup to '/tmp/x'",
                "shutdown",
                "shutdown defrag",
                "vacuum",
                "lock table t",
                "explain analyze delete from t",
                "set mode oracle",
                "set session characteristics as transaction isolation level serializable",
                "set @x = 1",
                "select @x := 1",
                "declare c cursor for select 1",
                "listen x",
                "load 'x'",
                "drop all objects delete files",
                "help",
                "select * from information_schema.settings",
                "select * from information_schema.users",
                "select * from information_schema.sessions",
                "select * from INFORMATION_SCHEMA.\"SETTINGS\"",
                "select * from \"information_schema\".\"locks\"",
                "insert into information_schema.tables values (1)",
                "delete from information_schema.columns",
                "update pg_catalog.pg_class set relname = 'x'",
                "drop schema information_schema cascade",
                "drop schema pg_catalog cascade",
                "drop view information_schema.tables",
                "alter table information_schema.tables rename to x",
                "create table information_schema.x (a int)",
                "select * into u from t",
                "table sys",
                "select * from sys",
                "select * from information_schema.sys",
            })
    void whatReachesBeyondTheDatabaseIsRefused(String statement) {
        refused("sql-(0A000|42601|42883|42P01|42000|25006|42703|3F000|42501)", statement);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select n / (id - 1) from t | sql-22012",
                "select n % 0 from t | sql-22012",
                "select mod(n, 0) from t | sql-22012",
                "select 1.5 / 0 | sql-22012",
                "select 1e0 / 0 | sql-22012",
                "select n + 2147483647 from t | sql-22003",
                "select n * 9223372036854775807 from t | sql-22003",
                "select -(-9223372036854775807 - 1) | sql-22003",
                "select cast(99999 as smallint) | sql-22003",
                "select 'x'::int | sql-22P02",
                "select '1.5'::int | sql-22P02",
                "select secret::int from t | sql-22P02",
                "select ''::int | sql-22P02",
                "select 'x'::boolean | sql-22P02",
                "select 'x'::numeric | sql-22P02",
                "select '2026-02-30'::date | sql-22008",
                "select '25:00'::time | sql-22008",
                "select 'x'::timestamp | sql-22007",
                "select '3000000000'::int | sql-22003",
                "select 'x'::uuid | sql-22P02",
                "select (select id from t) | sql-21000",
            })
    void mistakesOfValuesHaveTheirState(String statement, String code) {
        refused(code, statement);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "insert into t values (3, 'x', 1 / 0) | sql-22012",
                "insert into t values (3, 'x', 1), (4, 'y', 1 / 0) | sql-22012",
                "update t set n = n / (id - 2) | sql-22012",
                "update t set n = 2147483647 + id | sql-22003",
                "insert into t values (3, 'x', 'y') | sql-22P02",
                "insert into t values (1, 'x', 1) | sql-23505",
                "insert into t values (3, 'x', 1, 2) | sql-42601",
                "insert into t values (3), (4, 'x') | sql-.*",
                "insert into t (id, id) values (3, 3) | sql-42701",
                "insert into t (nope) values (3) | sql-42703",
                "update t set nope = 3 | sql-42703",
                "delete from nope | sql-42P01",
            })
    void changesThatFailHalfWayLeaveNothing(String statement, String code) {
        refused(code, statement);
    }

    @Test
    void parametersAreAsManyAsTheStatementHas() {
        refused("sql-08P01", "select $1");
        refused("sql-08P01", "select $1", Value.of(1), Value.of(2));
        refused("sql-08P01", "select $2 + $1", Value.of(1));
        refused("sql-08P01", "select 1", Value.of(1));
        refused("sql-08P01", "insert into t values ($1, $2, $3)", Value.of(1));
        refused("sql-42601", "select $0", Value.of(1));
        refused("sql-42601", "select $99999999999", Value.of(1));
        refused("sql-42601", "select $1 + ?", Value.of(1), Value.of(2));
        refused("sql-22P02", "select * from t where id = $1", Value.of("x"));
        refused("sql-.*", "select * from $1", Value.of("t"));
        refused("sql-.*", "insert into t values ($1, $2, $3)", Value.of("x"), Value.of("y"), Value.of("z"));
    }

    /** Columns of functions are written where they are named, and what is written twice may hold what was. */
    @Test
    void shortTextsThatBecomeLongOnesAreRefused() {
        String second = " from t, unnest(array[t.id]) c0, unnest(array[c0" + ", c0".repeat(21)
                + "]) c1, unnest(array[c1" + ", c1".repeat(21) + "]) c2 where t.id < 0";
        assertThat(state.rows("select coalesce(c2" + ", c2".repeat(2) + ")" + second))
                .isEmpty();
        refused("sql-54001", "insert into t(id) select coalesce(c2" + ", c2".repeat(3_000) + ")" + second);
        refused("sql-54001", "select id" + second + " and c2 in (0" + ", c2".repeat(3_000) + ")");
        refused("sql-54001", "select id" + second + " order by coalesce(c2" + ", c2".repeat(3_000) + ")");
        String query = "(select c2" + second + ")";
        refused("sql-54001", "select id from t where id in (0" + (", " + query).repeat(3_000) + ")");
        String nested = "array[1]";
        for (int i = 0; i < 40; i++) {
            nested = "array(select unnest(" + nested + "))";
        }
        refused("sql-54001", "select " + nested);
    }

    @Test
    void hugeTextsAreRefusedWithoutBeingRead() {
        String huge = "x".repeat(10 << 20);
        refused("sql-54001", "select '" + huge + "'");
        refused("sql-54001", "select 1 " + " ".repeat(10 << 20));
        refused("sql-54001", "select " + "1,".repeat(5 << 20) + "1");
        refused("sql-54001", "select \"" + huge + "\"");
        refused("sql-54001", "insert into t values (3, '" + huge + "', 1)");
        Hash before = state.root();
        assertThat(state.refusal("insert into t values (3, $1, 1)", Value.of(huge)))
                .isEqualTo("sql-54000");
        state.change("create index by_secret on t (secret)");
        assertThat(state.refusal("update t set secret = $1", Value.of("x".repeat(2_000))))
                .matches("|sql-54000");
        before = state.root();
        assertThat(state.root()).isEqualTo(before);
        assertThat(state.rows("select length($1)", Value.of(huge))).containsExactly(Integer.toString(10 << 20));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select count(*) from t a, t b, t c, t d, t e, t f, t g, t h, t i, t j, t k, t l, t m, t n, t o, t p, t q, t r,"
                        + " t s, t u, t v, t w, t x, t y, t z, t aa, t ab, t ac",
                "with recursive r(n) as (select 1 union all select n + 1 from r) select max(n) from r",
                "with recursive r(n) as (select 1 union all select n from r) select count(*) from r",
                "with recursive r(n) as (select 1 union all select a.n from r a, r b) select count(*) from r",
                "select sum(x) from generate_series(1, 9000000000000000000) g(x)",
                "insert into t select x, 'x', 1 from generate_series(10, 2000000000) g(x)",
                "update t set n = (select count(x % 2) from generate_series(1, 3000000000) g(x))",
                "select count(distinct x) from generate_series(1, 1000000000) g(x)",
                "select x from generate_series(1, 1000000000) g(x) order by x desc limit 1",
            })
    void endlessStatementsEnd(String statement) {
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(120),
                () -> assertThat(state.refusal(statement)).as(statement).matches("sql-(54000|57014)"));
    }

    @Test
    void patternsThatMatchInManyWaysEnd() {
        String text = "a".repeat(3_000);
        for (String pattern : List.of("%a%a%a%a%a%a%a%a%b", "%a_a%a_%_a%a%_a%a%b%", "%%%%%%%%%%%%b")) {
            Assertions.assertTimeoutPreemptively(
                    Duration.ofSeconds(60),
                    () -> assertThat(state.rows(
                                    "select $1::text like $2, $1::text ilike $2", Value.of(text), Value.of(pattern)))
                            .containsExactly("f|f"));
        }
        for (String pattern : List.of("(a+)+b", "(a|aa)+b", "(.*)*(.*)*b", "a{0,900}b")) {
            Assertions.assertTimeoutPreemptively(
                    Duration.ofSeconds(60),
                    () -> assertThat(state.rows("select $1::text ~ $2", Value.of(text), Value.of(pattern)))
                            .containsExactly("f"));
        }
    }

    @Test
    void randomBytesAsStatementsEndWithACode() {
        long seed = 11;
        SplittableRandom random = new SplittableRandom(seed);
        Hash before = state.root();
        for (int round = 0; round < 2_000; round++) {
            byte[] bytes = new byte[1 + random.nextInt(60)];
            random.nextBytes(bytes);
            String text = new String(bytes, round % 2 == 0 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
            assertThat(state.refusal(text))
                    .as("seed %d, round %d: %s", seed, round, text)
                    .startsWith("sql-");
        }
        assertThat(state.root()).isEqualTo(before);
    }
}
