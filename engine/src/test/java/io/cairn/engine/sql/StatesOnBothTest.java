package io.cairn.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.dialect.PostgresServer;
import io.cairn.engine.model.CairnException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A statement that PostgreSQL 15 refuses is refused with its SQLSTATE, in words that do not show what it was rewritten to. */
final class StatesOnBothTest {
    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    private static final List<String> DEFINITIONS = List.of(
            "create table g (a int, b int generated always as (a * 2) stored, i int generated always as identity,"
                    + " n numeric(4, 2), v varchar(3), s smallint, constraint positive check (a > 0))",
            "insert into g (a) values (1)",
            "create view w as select a from g",
            "create index g_a on g (a)",
            "create sequence q",
            "create schema c",
            "create domain d as int",
            "create table u (id int primary key default nextval('q'), up int references u)",
            "create table u2 (id int references u)");

    private static final List<String> REFUSED = List.of(
            "drop sequence q",
            "drop sequence g_i_seq",
            "truncate u",
            "insert into g (a, b) values (1, 2)",
            "insert into g (a, i) values (1, 2)",
            "update g set b = 3",
            "select 1::nosuch",
            "create table h (x nosuch)",
            "insert into g (n) values (123.45)",
            "insert into g (v) values ('abcd')",
            "select 12345::numeric(4, 2)",
            "select 70000::smallint",
            "insert into g (s) values (70000)",
            "select a from g, g as h",
            "select distinct a from g order by s",
            "select 1 order by 2",
            "select a from g group by 3",
            "select 1 from g where count(*) > 1",
            "select sum(count(*)) from g",
            "create table h (x smallint references g (s))",
            "select substr('abcdef', 2, 3) from from g",
            "select string_agg(v, ',') from g where",
            "select substr('abc', 1, 2) from g limit 1 limit 2",
            "select 'a' ~ '('",
            "select regexp_replace('a', '(', '')",
            "select nosuch(1)",
            "select nosuch from g",
            "select * from nosuch",
            "drop table nosuch",
            "drop view nosuch",
            "drop index nosuch",
            "drop sequence nosuch",
            "drop schema nosuch",
            "drop domain nosuch",
            "alter table g drop column nosuch",
            "alter table g drop constraint nosuch",
            "alter table g add constraint positive check (a > 1)",
            "create table g (a int)",
            "create view w as select 1 as x",
            "create index g_a on g (a)",
            "create sequence q",
            "create schema c",
            "create domain d as int",
            "select nextval('nosuch')",
            "select currval('q')",
            "insert into g (a) values (0)",
            "select 1 / 0",
            "select 'x'::int");

    @Test
    void areTheSame() throws IOException, InterruptedException, SQLException {
        OnBoth both = OnBoth.defined(POSTGRES.connect(), DEFINITIONS);
        both.sayTheSame(REFUSED, (postgres, refused) -> "sql-" + onPostgres(postgres, refused), SqlState::refusal);
    }

    private static String onPostgres(Connection postgres, String text) {
        try (Statement statement = postgres.createStatement()) {
            statement.execute(text);
            return "";
        } catch (SQLException refused) {
            return refused.getSQLState();
        }
    }

    @Test
    void wordsAreAboutWhatWasWritten() {
        SqlState state = new SqlState();
        DEFINITIONS.forEach(state::change);
        assertThat(said(state, "select substr('abcdef', 2, 3) from from g"))
                .isEqualTo("syntax error at or near \"from\"");
        assertThat(said(state, "select string_agg(v, ',') from g where")).isEqualTo("syntax error at the end");
        assertThat(said(state, "select 1::nosuch")).isEqualTo("there is no type \"nosuch\"");
        assertThat(said(state, "select 'a' ~ '('")).endsWith("understood here: \"(\"");
        assertThat(said(state, "select regexp_replace('a', '(', '')")).doesNotContain("(?s)");
        assertThat(said(state, "select 123::numeric(2)")).startsWith("A number has too many digits for");
    }

    private static String said(SqlState state, String text) {
        try {
            state.ask(text);
            return "";
        } catch (CairnException.Refused refused) {
            return String.valueOf(refused.getMessage());
        }
    }
}
