package io.cairn.engine.sql;

import io.cairn.engine.dialect.PostgresServer;
import io.cairn.engine.model.CairnException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Functions give, to the letter, what they give on PostgreSQL 15, or fail where it fails. */
final class FunctionsOnBothTest {
    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    private static final List<String> DEFINITIONS = List.of(
            "create table z (id int primary key, at timestamptz default '2024-01-01 00:00+05')",
            "insert into z values (1, '2024-03-01 00:30:00+02'), (2, '2024-02-29 22:30Z'), (3, null), (4, default)",
            "create table n (id int primary key, x numeric)",
            "insert into n values (1, 1.50), (2, 100), (3, 1e20), (4, 0.000), (5, -0.00000010), (6, null), (7, 2.0)",
            "create table w (id int primary key, flag boolean, real_ real, many text[], bin bytea, made text default true,"
                    + " number varchar(20) default 1e10::float8, of_id text generated always as (id::float8::text || 'x') stored)",
            "insert into w values (1, true, 0.1, '{a,\"b c\"}', '\\x61ff'), (2, false, 1e-7, '{}', '\\x')",
            "insert into w (id, made, number) select id + 2, flag, real_ from w",
            "insert into w (id, made) values (5, 1::float8), (6, array[1, 2]), (7, '\\x61'::bytea), (8, false), (9, 1.50)",
            "update w set number = true where id = 9",
            "alter table w add column changed boolean default true",
            "alter table w add column changed_too float8 default 1e-5",
            "alter table w alter column changed type text",
            "alter table w alter column changed_too type text",
            "create table f (id int primary key, r real, d float8, n numeric, m numeric(20,10), i int, b bigint)",
            "insert into f values (1, 0.1, 0.1, 0.1, 0.1, 1, 1), (2, 0.2, 0.2, 0.10000000000000000001, 0.2, 2, 9007199254740993)",
            "create index on f (r)",
            "create index on f (d)",
            "create index on f (m)",
            "create index on f (b)",
            "insert into f (id, m, n, i) select 3, d * 2.0, r * 3.0, d * 25.0 from f where id = 1",
            "create table f_products as select d * 2.5 as x, r * 2 as y, coalesce(r, 1) as z, n * 2 as w from f",
            "create view f_sums as select d + n as x, i * r as y from f",
            "create table t (id int primary key, j jsonb, s text)",
            "insert into t values (1, '{\"a\": [1, {\"b\": null}], \"long name\": 2.50, \"a\": [1, 2, \"x\"]}', 'Wren'),"
                    + " (2, '[1, \"a\", {\"k\": \"v\"}]', 'tree creeper'), (3, null, null)");

    private static OnBoth both;

    @BeforeAll
    static void define() throws IOException, InterruptedException, SQLException {
        both = OnBoth.defined(POSTGRES.connect(), DEFINITIONS);
    }

    /** Each line is a list of columns, or a question of its own. */
    @ParameterizedTest
    @ValueSource(strings = {"texts", "numbers", "times", "arrays", "rows", "json", "grouping", "recursion"})
    void giveTheSame(String area) throws IOException, SQLException {
        List<String> questions = lines(area).stream()
                .map(line -> line.startsWith("select ") || line.startsWith("with ") ? line : "select " + line)
                .toList();
        both.sayTheSame(questions, FunctionsOnBothTest::onPostgres, FunctionsOnBothTest::here);
    }

    private static List<String> lines(String area) throws IOException {
        try (InputStream in = FunctionsOnBothTest.class.getResourceAsStream("functions/" + area + ".sql")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("--"))
                    .toList();
        }
    }

    private static String onPostgres(Connection postgres, String question) {
        try {
            return lines(PostgresServer.rows(postgres, question));
        } catch (SQLException refused) {
            return "refused";
        }
    }

    private static String lines(List<? extends List<?>> rows) {
        return rows.stream()
                .map(row -> row.stream().map(String::valueOf).collect(Collectors.joining(" | ")))
                .collect(Collectors.joining("\n"));
    }

    private static String here(SqlState state, String question) {
        try {
            return lines(state.ask(question).rows());
        } catch (CairnException.Refused refused) {
            return System.getProperty("cairn.why") == null
                    ? "refused"
                    : "refused " + refused.code() + " " + refused.getMessage();
        }
    }
}
