package io.cairn.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.node.config.NodeConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts of {@code cairn sql}, against a real node in this process. */
class SqlScriptEndToEndTest {
    @TempDir
    static Path folder;

    private static NodeProcess node;
    private static Cli cli;

    @BeforeAll
    static void start() throws IOException {
        node = NodeProcess.start(NodeConfig.read(null, Map.of(), Map.of("port", "0")), folder.resolve("node"), "test");
        cli = new Cli(folder.resolve("home")).with("CAIRN_NODE", "http://127.0.0.1:" + node.port());
        assertThat(cli.run("key", "new").exit()).isZero();
        assertThat(cli.run("db", "create").exit()).isZero();
        Cli.Result made = cli.run(
                "sql",
                "create table birds (id int primary key, name varchar(40) not null, weight numeric(6,2), seen date);"
                        + " insert into birds values (1, 'wren', 9.5, '2026-11-21'), (2, 'robin', null, null)",
                "create index birds_name on birds (name)",
                "create view heavy as select * from birds where weight > 9");
        assertThat(made.out()).isEqualTo("CREATE TABLE\nINSERT 0 2\nCREATE INDEX\nCREATE VIEW\n");
        assertThat(made.exit()).isZero();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void formatsForPeopleAndPrograms() throws Exception {
        String question = "select id, name, weight from birds order by id";
        assertThat(cli.run("sql", question).out()).isEqualTo("""
                 id | name  | weight
                ----+-------+--------
                  1 | wren  |   9.50
                  2 | robin |   NULL
                (2 rows)
                """);
        assertThat(cli.run("sql", "--format", "csv", question).out())
                .isEqualTo("id,name,weight\n1,wren,9.50\n2,robin,\n");
        assertThat(cli.run("sql", "--format", "json", question).out()).isEqualTo("""
                        [{"id":1,"name":"wren","weight":9.50},
                         {"id":2,"name":"robin","weight":null}]
                        """);
        Path file = folder.resolve("birds.parquet");
        Path proof = folder.resolve("birds.car");
        String[] command = {
            "sql", "--format", "parquet", "-o", file.toString(), "--proof", proof.toString(), "select * from birds"
        };
        assertThat(cli.run(command)).isEqualTo(new Cli.Result(0, "", ""));
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select sum(weight), max(seen), count(*) from '" + file + "' where name < 'x'")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("9.50");
            assertThat(rows.getString(2)).isEqualTo("2026-11-21");
            assertThat(rows.getInt(3)).isEqualTo(2);
        }
        assertThat(cli.run("verify", proof.toString()).out())
                .contains("answer with 2 rows to \"select * from birds\" at block");
        assertThat(cli.run("sql", "--format", "xml", question).err()).contains("a format is one of table, json, csv");
    }

    @Test
    void standardInputAndFilesAreRunStatementByStatement() throws IOException {
        Cli.Result piped = cli.runWith("select 1 as one;\n-- words\nselect\n 2 as two", "sql", "--format", "csv");
        assertThat(piped.out()).isEqualTo("one\n1\ntwo\n2\n");
        Path file = Files.writeString(folder.resolve("script.sql"), """
                create table notes (t text);
                insert into notes values ('a;b'), ('');
                \\format csv
                select * from notes order by t;
                drop table notes;
                """);
        assertThat(cli.run("sql", "-f", file.toString()).out()).isEqualTo("CREATE TABLE\nINSERT 0 2\nt\n\"\"\na;b\n");
        assertThat(cli.run("sql", "-f", "/nowhere.sql").exit()).isEqualTo(ExitCode.NOT_FOUND.number());
    }

    @Test
    void aFailureIsToldAndTheNextStatementRunsUnlessItShallEnd() {
        String script = "select 1 as a; select nothing from birds; select 2 as b;";
        Cli.Result all = cli.runWith(script, "sql", "--format", "csv");
        assertThat(all.out()).isEqualTo("a\n1\nb\n2\n");
        assertThat(all.err()).contains("ERROR 42703: ").contains("LINE 1: select nothing from birds\n               ^");
        assertThat(all.exit()).isEqualTo(ExitCode.REFUSED.number());
        Cli.Result first = cli.runWith(script, "sql", "--format", "csv", "--stop-on-error");
        assertThat(first.out()).isEqualTo("a\n1\n");
        Cli.Result json = cli.runWith(script, "sql", "--json");
        assertThat(json.out().lines()).hasSize(2);
        assertThat(json.err()).contains("{\"error\":{\"code\":\"sql-42703\"");
    }

    @Test
    void aChangeThatCannotBeUnderstoodIsExplained() {
        Cli.Result refused = cli.run("sql", "update birds set wings = 2");
        assertThat(refused.exit()).isEqualTo(ExitCode.REFUSED.number());
        assertThat(refused.err())
                .startsWith("cairn: ")
                .contains("[sql-42703]")
                .contains("LINE 1: update birds set wings = 2\n                         ^");
    }

    @Test
    void theCatalogIsDescribed() {
        String all = cli.runWith("\\d", "sql").out();
        assertThat(all).contains("birds").contains("heavy").contains("view").doesNotContain("pg_class");
        assertThat(cli.runWith("\\dt", "sql").out()).contains("birds").doesNotContain("heavy");
        assertThat(cli.runWith("\\dv h*", "sql").out()).contains("heavy");
        assertThat(cli.runWith("\\di", "sql").out()).contains("birds_name");
        String birds = cli.runWith("\\d birds", "sql").out();
        assertThat(birds)
                .contains("Table public.birds")
                .containsPattern("(?i)name +\\| character varying.* +\\| not null")
                .contains("birds_name")
                .contains("primary key");
        assertThat(cli.runWith("\\d nothing", "sql").err()).contains("ERROR 42P01: ");
    }

    @Test
    void aPastBlockIsRead() {
        String before = cli.run("sql", "--json", "select 1").out();
        String height = before.substring(before.indexOf("\"height\":") + 9).split("[,}]", 2)[0];
        cli.run("sql", "create table late (a int)");
        assertThat(cli.run("sql", "--at", height, "select * from late").err()).contains("sql-42P01");
        assertThat(cli.run("sql", "select * from late").exit()).isZero();
        assertThat(cli.run("sql", "--at", height, "drop table late").exit()).isEqualTo(ExitCode.USAGE.number());
        assertThat(cli.run("sql", "select * from late").exit()).isZero();
    }

    @Test
    void blocksAreOneTransactionWithSavepoints() {
        Cli.Result block = cli.runWith("""
                create table accounts (id int primary key, saldo int);
                begin;
                insert into accounts values (1, 10), (2, 20);
                savepoint s;
                insert into accounts values (1, 0);
                rollback to s;
                update accounts set saldo = saldo - 5 where id = 1 returning id, saldo;
                commit;
                begin; delete from accounts; rollback;
                commit;
                """, "sql", "--format", "csv");
        assertThat(block.out()).isEqualTo("id,saldo\n1,5\n");
        assertThat(block.err().lines().filter(line -> !line.matches("ERROR.*|LINE.*| *\\^")))
                .containsExactly(
                        "CREATE TABLE",
                        "BEGIN",
                        "INSERT 0 2",
                        "SAVEPOINT",
                        "ROLLBACK",
                        "COMMIT",
                        "BEGIN",
                        "DELETE 2",
                        "ROLLBACK");
        assertThat(block.err()).contains("ERROR 23505: ").contains("ERROR 25P01: ");
        assertThat(cli.run("sql", "--format", "csv", "select * from accounts order by id")
                        .out())
                .isEqualTo("id,saldo\n1,5\n2,20\n");
    }

    @Test
    void aSingleTransactionLeavesNothingWhereItFails() {
        Cli.Result failed = cli.run(
                "sql", "-1", "create table half (a int primary key)", "insert into half values (1), (1)", "select 1");
        assertThat(failed.out()).isEqualTo("CREATE TABLE\nROLLBACK\n");
        assertThat(failed.err()).contains("ERROR 23505: ");
        assertThat(failed.exit()).isEqualTo(ExitCode.REFUSED.number());
        assertThat(cli.run("sql", "select * from half").err()).contains("sql-42P01");
        assertThat(cli.run("sql", "-1", "create table half (a int)", "insert into half values (1)")
                        .out())
                .isEqualTo("CREATE TABLE\nINSERT 0 1\nCOMMIT\n");
        assertThat(cli.run("sql", "--format", "csv", "select * from half").out())
                .isEqualTo("a\n1\n");
    }

    @Test
    void changesGiveBackRows() {
        cli.run("sql", "create table made (id int primary key generated always as identity, t text)");
        assertThat(cli.run("sql", "insert into made (t) values ('a') returning id, t")
                        .out())
                .isEqualTo(" id | t\n----+---\n  1 | a\nINSERT 0 1\n");
        assertThat(cli.run("sql", "--json", "insert into made (t) values ('b') returning id")
                        .out())
                .contains("\"rows\":[[\"2\"]]")
                .contains("\"words\":\"INSERT 0 1\"");
    }
}
