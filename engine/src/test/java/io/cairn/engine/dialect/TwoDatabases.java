package io.cairn.engine.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.sql.SqlColumn;
import io.cairn.engine.sql.SqlResult;
import io.cairn.engine.sql.SqlState;
import java.math.BigDecimal;
import java.math.MathContext;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;

/** The same statement on PostgreSQL and on the engine. */
final class TwoDatabases {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Connection postgres;
    private final SqlState state = new SqlState();

    TwoDatabases(Connection postgres) throws SQLException {
        this.postgres = postgres;
        postgres.setAutoCommit(false);
        try (var statement = postgres.createStatement()) {
            statement.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
        }
    }

    /** Runs a statement on both and demands one outcome: rows in any order, a count, or a failure. */
    List<String> same(String text, Object... parameters) throws SQLException {
        List<String> expected = onPostgres(text, parameters);
        List<String> found = here(text, parameters);
        String context = text + "\nwith " + Arrays.asList(parameters);
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
        assertThat(onPostgres(text)).noneMatch(row -> row.startsWith("failed"));
        assertThat(here(text)).noneMatch(row -> row.startsWith("failed"));
    }

    /** What is demanded of the two. */
    interface Demand {
        void holds() throws SQLException;
    }

    /** Demands something of a round of statements made by chance; who finds it unmet is told how to make them again. */
    static void inRound(long seed, int round, String text, Demand demand) throws SQLException {
        try {
            demand.holds();
        } catch (AssertionError unmet) {
            throw new AssertionError("seed " + seed + ", round " + round + ": " + text, unmet);
        }
    }

    static boolean hasFailed(List<String> rows) {
        return rows.size() == 1 && rows.getFirst().startsWith("failed");
    }

    /** The rows here of a statement that PostgreSQL 15 does not know. */
    List<String> rewrittenOnly(String text) {
        return here(text);
    }

    private List<String> onPostgres(String text, Object... parameters) throws SQLException {
        try (PreparedStatement statement = postgres.prepareStatement(text)) {
            List<String> rows = new ArrayList<>();
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
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
            postgres.commit();
            return rows;
        } catch (SQLException e) {
            postgres.rollback();
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
            case Float number -> rounded(number.toString());
            case Double number -> rounded(number.toString());
            case Number number -> exact(number.toString());
            case byte[] bytes -> HexFormat.of().formatHex(bytes);
            default -> json(results.getString(column));
        };
    }

    private static String exact(String number) {
        return new BigDecimal(number).stripTrailingZeros().toPlainString();
    }

    private static String rounded(String number) {
        return new BigDecimal(number)
                .round(new MathContext(9))
                .stripTrailingZeros()
                .toPlainString();
    }

    private List<String> here(String text, Object... parameters) {
        Value[] values = Arrays.stream(parameters).map(TwoDatabases::value).toArray(Value[]::new);
        try {
            SqlResult result = state.change(text, values);
            if (result.columns().isEmpty()) {
                return List.of(result.changed() + " rows");
            }
            return result.rows().stream()
                    .map(row -> row(result.columns(), row))
                    .sorted()
                    .toList();
        } catch (CairnException failed) {
            return List.of("failed: " + failed.code() + " " + failed.getMessage());
        }
    }

    private static Value value(Object parameter) {
        return switch (parameter) {
            case null -> Value.none();
            case Boolean truth -> Value.of(truth);
            case Integer number -> Value.of(number);
            case Long number -> Value.of(number);
            case Double number -> Value.of(number);
            default -> Value.of(parameter.toString());
        };
    }

    private static String row(List<SqlColumn> columns, List<String> cells) {
        List<String> row = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            row.add(text(columns.get(i), cells.get(i)));
        }
        return String.join(" | ", row);
    }

    private static String text(SqlColumn column, String cell) {
        if (cell == null) {
            return "null";
        }
        return switch (column.type()) {
            case BOOLEAN -> Boolean.toString(cell.equals("t"));
            case REAL, DOUBLE -> rounded(cell);
            case SMALLINT, INTEGER, BIGINT, NUMERIC -> exact(cell);
            case BYTES -> cell.substring(2);
            default -> json(cell);
        };
    }

    /** JSON without regard to blanks. */
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
}
