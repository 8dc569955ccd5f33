package io.cairn.engine.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;

/** The same statement on PostgreSQL as it is, and on H2 as it was rewritten. */
final class TwoDatabases implements AutoCloseable {
    /** How the engine must open H2 for the rewritten statements to mean what they say. */
    static final String H2_URL = "jdbc:h2:mem:;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"
            + ";TIME ZONE=UTC;NON_KEYWORDS=KEY,VALUE,DAY,HOUR,MINUTE,MONTH,SECOND,YEAR,IF,QUALIFY,ROWNUM,INTERVAL";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Connection postgres;
    private final Connection h2;

    TwoDatabases(Connection postgres) throws SQLException {
        this.postgres = postgres;
        this.h2 = DriverManager.getConnection(H2_URL);
        h2.setAutoCommit(false);
        postgres.setAutoCommit(false);
        try (var statement = postgres.createStatement()) {
            statement.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
        }
        try (var statement = h2.createStatement()) {
            for (String name :
                    List.of("get", "text", "path", "path_text", "value", "query", "exists", "type", "length")) {
                statement.execute(
                        "CREATE ALIAS cairn_json_" + name + " FOR '" + JsonForTests.class.getName() + "." + name + "'");
            }
        }
    }

    /** Runs a statement on both and demands one outcome: rows in any order, a count, or a failure. */
    List<String> same(String text, Object... parameters) throws SQLException {
        List<String> expected = run(postgres, text, List.of(), parameters);
        Statement.Engine rewritten = (Statement.Engine) Dialect.read(text, this::table);
        List<String> found = run(h2, rewritten.text(), rewritten.parameters(), parameters);
        String context = text + "\nwith " + Arrays.asList(parameters) + "\nas " + rewritten.text();
        if (hasFailed(expected)) {
            // The two have other codes and words; that both refuse is what counts.
            assertThat(hasFailed(found))
                    .as("%s%nexpected %s, found %s", context, expected, found)
                    .isTrue();
        } else {
            assertThat(found).as(context).isEqualTo(expected);
        }
        return found;
    }

    /** As {@link #same}, and neither fails. */
    List<String> works(String text, Object... parameters) throws SQLException {
        List<String> rows = same(text, parameters);
        assertThat(hasFailed(rows)).as("%s: %s", text, rows).isFalse();
        return rows;
    }

    /** As {@link #works}, for what both count in their own way. */
    void done(String text) throws SQLException {
        List<String> expected = run(postgres, text, List.of());
        Statement.Engine rewritten = (Statement.Engine) Dialect.read(text, this::table);
        assertThat(expected).noneMatch(row -> row.startsWith("failed"));
        assertThat(run(h2, rewritten.text(), List.of())).noneMatch(row -> row.startsWith("failed"));
    }

    static boolean hasFailed(List<String> rows) {
        return rows.size() == 1 && rows.getFirst().startsWith("failed");
    }

    /** The rows on H2 of a statement that PostgreSQL 15 does not know. */
    List<String> rewrittenOnly(String text) throws SQLException {
        Statement.Engine rewritten = (Statement.Engine) Dialect.read(text, this::table);
        return run(h2, rewritten.text(), rewritten.parameters());
    }

    private static List<String> run(Connection database, String text, List<Integer> order, Object... parameters)
            throws SQLException {
        try (PreparedStatement statement = database.prepareStatement(text)) {
            List<String> rows = new ArrayList<>();
            int count = order.isEmpty() ? parameters.length : order.size();
            for (int i = 0; i < count; i++) {
                statement.setObject(i + 1, parameters[order.isEmpty() ? i : order.get(i) - 1]);
            }
            if (statement.execute()) {
                try (ResultSet results = statement.getResultSet()) {
                    while (results.next()) {
                        rows.add(row(results));
                    }
                }
                rows.sort(null);
            } else {
                rows.add(statement.getUpdateCount() + " rows");
            }
            database.commit();
            return rows;
        } catch (SQLException e) {
            // H2 does not undo a query over FINAL TABLE by itself; the engine undoes a failed statement by its root.
            database.rollback();
            return List.of("failed: " + e.getMessage());
        }
    }

    private static String row(ResultSet results) throws SQLException {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= results.getMetaData().getColumnCount(); i++) {
            row.add(text(results, i));
        }
        return String.join(" | ", row);
    }

    private static String text(ResultSet results, int column) throws SQLException {
        Object value = results.getObject(column);
        return switch (value) {
            case null -> "null";
            case Boolean truth -> truth.toString();
            case Double number ->
                new BigDecimal(number)
                        .round(new MathContext(9))
                        .stripTrailingZeros()
                        .toPlainString();
            case Number number ->
                new BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
            case byte[] bytes
            when !results.getMetaData().getColumnTypeName(column).equals("JSON") ->
                HexFormat.of().formatHex(bytes);
            case java.sql.Array array -> Arrays.deepToString((Object[]) array.getArray());
            default -> json(results.getString(column));
        };
    }

    /** JSON without regard to blanks; PostgreSQL's jsonb also sorts members. */
    private static String json(String text) {
        if (!text.startsWith("{") && !text.startsWith("[")) {
            return text;
        }
        try {
            return JSON.readTree(text).toString();
        } catch (JacksonException e) {
            return text;
        }
    }

    private Optional<TableLookup.Table> table(TableName name) {
        try (PreparedStatement columns = h2.prepareStatement(
                        "SELECT column_name, data_type_sql('public', table_name, 'TABLE', dtd_identifier) FROM information_schema.columns"
                                + " WHERE table_schema = 'public' AND table_name = ? ORDER BY ordinal_position");
                PreparedStatement keys = h2.prepareStatement("SELECT index_name, array_agg(column_name) FROM"
                        + " information_schema.index_columns WHERE table_name = ? AND is_unique GROUP BY 1")) {
            columns.setString(1, name.name());
            keys.setString(1, name.name());
            List<TableLookup.Column> names = new ArrayList<>();
            for (ResultSet rows = columns.executeQuery(); rows.next(); ) {
                names.add(new TableLookup.Column(rows.getString(1), rows.getString(2)));
            }
            List<List<String>> unique = new ArrayList<>();
            for (ResultSet rows = keys.executeQuery(); rows.next(); ) {
                unique.add(Arrays.stream((Object[]) rows.getArray(2).getArray())
                        .map(Object::toString)
                        .toList());
            }
            return names.isEmpty() ? Optional.empty() : Optional.of(new TableLookup.Table(names, unique));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws SQLException {
        h2.close();
    }
}
