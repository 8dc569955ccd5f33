package io.cairn.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.dialect.PostgresServer;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * What DBeaver asks of the catalog when it connects, opens schemas and tables and shows their definitions, asked of
 * PostgreSQL 15 and here about the same tables. Columns have the same names in the same order; those that a line
 * {@code -- compared:} lists have the same cells, in any order of rows. Numbers of objects stand as names in braces.
 */
final class DbeaverStatementsTest {
    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    private static final String COMPARED = "-- compared: ";

    @TempDir
    Path folder;

    /** An answer with what stands in the compared columns. */
    private record Answer(List<String> columns, List<String> rows) {}

    /** A server, with the numbers of its objects. */
    private record Server(Connection connection, Map<String, String> numbers) {
        static Server of(Connection connection) throws SQLException {
            Map<String, String> numbers = new TreeMap<>();
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("select relname, oid from pg_class where oid >= 16384"
                            + " union all select nspname, oid from pg_namespace where nspname = 'public'")) {
                while (rows.next()) {
                    numbers.put(rows.getString(1), rows.getString(2));
                }
            }
            return new Server(connection, numbers);
        }

        Answer ask(String text, List<String> compared) throws SQLException {
            String numbered = text;
            for (Map.Entry<String, String> number : numbers.entrySet()) {
                numbered = numbered.replace("{" + number.getKey() + "}", number.getValue());
            }
            try (PreparedStatement statement = connection.prepareStatement(numbered)) {
                if (!statement.execute()) {
                    return new Answer(List.of(), List.of());
                }
                return read(statement.getResultSet(), compared);
            }
        }

        private Answer read(ResultSet rows, List<String> compared) throws SQLException {
            ResultSetMetaData meta = rows.getMetaData();
            List<String> columns = new ArrayList<>();
            for (int i = 1; i <= meta.getColumnCount(); i++) {
                columns.add(meta.getColumnLabel(i));
            }
            List<String> found = new ArrayList<>();
            while (rows.next() && !compared.isEmpty()) {
                List<String> cells = new ArrayList<>();
                for (int i = 0; i < columns.size(); i++) {
                    if (compared.contains("*") || compared.contains(columns.get(i))) {
                        cells.add(named(rows.getString(i + 1)));
                    }
                }
                found.add(String.join("|", cells));
            }
            Collections.sort(found);
            return new Answer(columns, found);
        }

        private String named(String cell) {
            for (Map.Entry<String, String> number : numbers.entrySet()) {
                if (number.getValue().equals(cell)) {
                    return "{" + number.getKey() + "}";
                }
            }
            return String.valueOf(cell);
        }
    }

    @Test
    void itsStatementsAreAnsweredAsByPostgresql() throws Exception {
        String schema = resource("shop.sql");
        Connection theirs = POSTGRES.connect();
        try (WireNode node = WireNode.start(folder, Map.of());
                Connection own = node.own().connect();
                Connection beside = node.beside().connect()) {
            try (Statement statement = theirs.createStatement()) {
                statement.execute(schema);
            }
            node.own().run(schema.strip().split(";\n"));
            List<Server> ours = Boolean.getBoolean("cairn.full")
                    ? List.of(Server.of(own), Server.of(beside))
                    : List.of(Server.of(own));
            List<String> wrong = new ArrayList<>();
            for (String recorded : resource("dbeaver.txt").strip().split("\n\n")) {
                compare(recorded, Server.of(theirs), ours, wrong);
            }
            assertThat(wrong).isEmpty();
        }
    }

    private static void compare(String recorded, Server theirs, List<Server> ours, List<String> wrong)
            throws SQLException {
        List<String> compared = List.of();
        List<String> text = new ArrayList<>();
        for (String line : recorded.lines().toList()) {
            if (line.startsWith(COMPARED)) {
                compared = List.of(line.substring(COMPARED.length()).split(", "));
            } else if (!line.startsWith("--")) {
                text.add(line);
            }
        }
        String statement = String.join("\n", text);
        Answer expected = theirs.ask(statement, compared);
        for (Server server : ours) {
            try {
                Answer found = server.ask(statement, compared);
                if (!found.equals(expected)) {
                    wrong.add(statement + "\nexpected " + expected + "\nfound    " + found + "\n");
                }
            } catch (SQLException refused) {
                wrong.add(statement + "\n" + refused.getMessage() + "\n");
            }
        }
    }

    private static String resource(String name) throws Exception {
        try (InputStream in = Objects.requireNonNull(DbeaverStatementsTest.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
