package io.cairn.node.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who sends a change that cannot be carried out is told what is wrong with it and where, as of a question. */
final class RefusedStatementsTest {
    private static final String TABLE =
            "create table birds (id serial primary key, name text not null, n int check (n > 0))";

    /** What is wrong, with the character of the statement where it is; 0 where none is told. */
    private record Mistake(String state, String message, int position) {}

    @TempDir
    Path folder;

    private static Map<String, Mistake> mistakes() {
        Map<String, Mistake> mistakes = new LinkedHashMap<>();
        mistakes.put("update birds set nam = 1", new Mistake("42703", "Column \"nam\" not found", 18));
        mistakes.put("select nam from birds", new Mistake("42703", "Column \"nam\" not found", 8));
        mistakes.put("updat birds set n = 1", new Mistake("0A000", "a statement that nobody may run: updat", 1));
        mistakes.put("delete from bird", new Mistake("42P01", "Table \"bird\" not found", 13));
        mistakes.put(
                "delete from birds where nosuch(n) = 2", new Mistake("42883", "Function \"nosuch\" not found", 25));
        mistakes.put("update birds set n = 1 form birds", new Mistake("42601", "syntax error at or near \"form\"", 24));
        mistakes.put("create table birds (a int)", new Mistake("42P07", "Table \"birds\" already exists", 14));
        mistakes.put("alter table birds add column n int", new Mistake("42701", "Duplicate column name \"n\"", 30));
        mistakes.put("create table z (a intt)", new Mistake("42704", "there is no type \"intt\"", 19));
        mistakes.put(
                "insert into birds (name, n) values ('x', 'many')",
                new Mistake("22P02", "Data conversion error converting \"'many' (birds: \"\"n\"\" INTEGER)\"", 0));
        mistakes.put(
                "insert into birds (name, n) values ('x', -1)",
                new Mistake("23514", "new row for relation \"birds\" violates check constraint \"birds_n_check\"", 0));
        return mistakes;
    }

    @Test
    void psqlShowsThePlace() throws Exception {
        try (WireNode node = WireNode.start(folder, Map.of())) {
            for (WireNode.Port port : new WireNode.Port[] {node.own(), node.beside()}) {
                ask(port, TABLE);
                mistakes().forEach((statement, mistake) -> {
                    String said = ask(port, statement);
                    assertThat(said).contains("ERROR:  " + mistake.message + "\n");
                    if (mistake.position == 0) {
                        assertThat(said).doesNotContain("LINE");
                    } else {
                        String line = "LINE 1: " + statement;
                        String mark = " ".repeat("LINE 1: ".length() + mistake.position - 1) + "^";
                        assertThat(said).endsWith(line + "\n" + mark + "\n");
                    }
                    assertThat(said).doesNotContain("DETAIL");
                });
                for (String unknown :
                        List.of("set nothing = 1", "set local nothing to 1", "reset nothing", "show nothing")) {
                    assertThat(ask(port, unknown)).contains("unrecognized configuration parameter \"nothing\"");
                }
                assertThat(ask(port, "select count(*) from birds")).isEqualTo("0\n");
                ask(port, "drop table birds");
            }
        }
    }

    @Test
    void theDriverSaysTheSame() throws Exception {
        try (JdbcNode node = JdbcNode.start(folder);
                Connection connection = node.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(TABLE);
            mistakes()
                    .forEach((text, mistake) -> assertThatThrownBy(() -> statement.execute(text))
                            .as(text)
                            .isInstanceOfSatisfying(
                                    SQLException.class,
                                    refused -> assertThat(refused.getSQLState()).isEqualTo(mistake.state))
                            .hasMessageContaining(mistake.message));
            // What is refused draws no more than it would have drawn.
            statement.execute("insert into birds (name) values ('x')");
            assertThat(statement.executeQuery("select count(*) from birds").next())
                    .isTrue();
        }
    }

    @Test
    void aBatchSaysWhatIsWrongWithOneOfItsStatements() throws Exception {
        try (JdbcNode node = JdbcNode.start(folder);
                Connection connection = node.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(TABLE);
            for (Map.Entry<String, Mistake> wrong : mistakes().entrySet()) {
                if (!wrong.getKey().startsWith("select")) {
                    statement.addBatch("insert into birds (name, n) values ('wren', 1)");
                    statement.addBatch(wrong.getKey());
                    statement.addBatch("delete from nothing");
                    refuses(statement, wrong.getValue());
                }
            }
            assertThat(cell(statement, "select count(*) from birds")).isZero();
            // Neither the batches nor their private runs have drawn anything.
            statement.execute("insert into birds (name) values ('wren')");
            assertThat(cell(statement, "select id from birds")).isEqualTo(1);
        }
    }

    @Test
    void aStatementOfABatchRestsOnThoseBeforeIt() throws Exception {
        try (JdbcNode node = JdbcNode.start(folder);
                Connection connection = node.connect();
                Statement statement = connection.createStatement()) {
            statement.addBatch(TABLE);
            statement.addBatch("insert into birds (name, n) values ('12 wrens', 1)");
            statement.addBatch("update birds set n = cast(name as int)");
            refuses(statement, new Mistake("22P02", "Data conversion error converting \"12 wrens\"", 0));
        }
    }

    /** Words are for who waits a short time. */
    @Test
    void aStatementBehindManyOthersHasItsCode() throws Exception {
        try (JdbcNode node = JdbcNode.start(folder);
                Connection connection = node.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(TABLE);
            for (int i = 0; i < 51; i++) {
                statement.addBatch("insert into birds (name, n) values ('wren', 1)");
            }
            statement.addBatch("update birds set nam = 1");
            refuses(statement, new Mistake("42703", "sql-42703 at data/statements/51/", 0));
            for (int i = 0; i < 50; i++) {
                statement.addBatch("insert into birds (name, n) values ('wren', 1)");
            }
            statement.addBatch("update birds set nam = 1");
            refuses(statement, new Mistake("42703", "Column \"nam\" not found", 0));
        }
    }

    @Test
    void aBatchInATransactionSaysHowFarItCame() throws Exception {
        try (JdbcNode node = JdbcNode.start(folder);
                Connection connection = node.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(TABLE);
            connection.setAutoCommit(false);
            statement.addBatch("insert into birds (name, n) values ('wren', 1)");
            statement.addBatch("update birds set nam = 1");
            assertThatThrownBy(statement::executeBatch)
                    .hasMessageContaining("Column \"nam\" not found")
                    .isInstanceOfSatisfying(
                            BatchUpdateException.class,
                            refused -> assertThat(refused.getUpdateCounts()).containsExactly(1));
        }
    }

    /** Runs a batch of which nothing lasts, as one of its statements is refused. */
    private static void refuses(Statement batch, Mistake mistake) {
        assertThatThrownBy(batch::executeBatch)
                .as(mistake.toString())
                .isInstanceOfSatisfying(BatchUpdateException.class, refused -> {
                    assertThat(refused.getSQLState()).isEqualTo(mistake.state);
                    assertThat(refused.getUpdateCounts()).isEmpty();
                })
                .hasMessageContaining(mistake.message);
    }

    private static int cell(Statement statement, String question) throws SQLException {
        try (ResultSet rows = statement.executeQuery(question)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static String ask(WireNode.Port port, String statement) {
        try {
            return SqlClients.run(port.environment(), port.command("psql", "-X", "-A", "-t", "-c", statement))
                    .output();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
