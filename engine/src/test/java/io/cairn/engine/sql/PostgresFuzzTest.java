package io.cairn.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.dialect.PostgresServer;
import io.cairn.engine.model.CairnException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Generated statements have the answers, letter for letter, that PostgreSQL 15 gives. */
final class PostgresFuzzTest {
    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    private static final int SCHEMAS =
            Integer.getInteger("cairn.fuzz.schemas", Boolean.getBoolean("cairn.full") ? 400 : 8);
    private static final int STATEMENTS = 60;
    private static final long SEED = Long.getLong("cairn.seed", 1);

    /** The seed of one schema, as a failure prints it, to be looked at alone. */
    private static final Long ALONE = Long.getLong("cairn.fuzz.seed");

    /** We have no negative zero. */
    private static final Pattern NEGATIVE_ZERO = Pattern.compile("(?<=[\\[ ])-0(?=[,\\]])");

    private static final Pattern ZEROS_AT_THE_END =
            Pattern.compile("\\.0+(?=[,\\]])|(?<=\\.[0-9]{0,30}[1-9])0+(?=[,\\]])");
    private static final Pattern LEAVES_ROWS_OUT = Pattern.compile("distinct|union select|intersect|except| limit ");
    private static final int SHOWN_MAX = 40;

    private static @Nullable Connection postgres;

    private final List<String> differences = new ArrayList<>();

    @BeforeAll
    static void connect() throws IOException, InterruptedException, SQLException {
        postgres = POSTGRES.connectForText();
    }

    /**
     * What came of a statement.
     *
     * @param state an SQLSTATE; empty where it was carried out
     */
    private record Outcome(String state, List<String> rows) {
        static Outcome failed(String state, @Nullable String why) {
            return new Outcome(state, List.of(String.valueOf(why)));
        }

        /** Where an operand is at fault, it depends on the plan whether anybody meets it. */
        boolean isOfValues() {
            return state.startsWith("22");
        }

        boolean agrees(Outcome other, String statement) {
            if (isOfValues() || other.isOfValues()) {
                return state.startsWith("22") || other.state.startsWith("22");
            }
            return state.isEmpty()
                    ? other.state.isEmpty() && isSame(rows, other.rows, statement)
                    : !other.state.isEmpty();
        }

        /**
         * Rows alike in what they are ordered by come as they like; 1.5 and 1.50 are alike, and one of them may stand for
         * both where rows are left out.
         */
        private static boolean isSame(List<String> rows, List<String> others, String statement) {
            if (rows.equals(others)) {
                return true;
            }
            boolean isAlike = changed(rows, ZEROS_AT_THE_END, "").equals(changed(others, ZEROS_AT_THE_END, ""));
            return isAlike
                    && (LEAVES_ROWS_OUT.matcher(statement).find()
                            || sorted(rows).equals(sorted(others)));
        }

        static List<String> changed(List<String> rows, Pattern pattern, String replacement) {
            return rows.stream()
                    .map(row -> pattern.matcher(row).replaceAll(replacement))
                    .toList();
        }

        private static List<String> sorted(List<String> rows) {
            return rows.stream().sorted().toList();
        }
    }

    @Test
    void generatedStatementsAgreeWithPostgres() throws SQLException {
        if (ALONE != null) {
            compareSchema(ALONE);
        }
        for (int schema = 0; ALONE == null && schema < SCHEMAS && differences.size() < SHOWN_MAX; schema++) {
            compareSchema(SEED * 1_000_003 + schema);
        }
        assertThat(differences).as("%s", String.join("\n\n", differences)).isEmpty();
    }

    private void compareSchema(long seed) throws SQLException {
        RandomSql sql = new RandomSql(seed);
        SqlState state = new SqlState();
        onPostgres("drop schema public cascade");
        onPostgres("create schema public");
        for (String statement : sql.tables()) {
            compare(seed, state, statement, false);
        }
        for (int i = 0; i < STATEMENTS; i++) {
            if (i % 4 == 3) {
                compare(seed, state, sql.change(), false);
                for (String contents : sql.contents()) {
                    if (!compare(seed, state, contents, true)) {
                        // From here on they would differ in everything.
                        return;
                    }
                }
            } else {
                compare(seed, state, sql.query(), true);
            }
        }
    }

    private boolean compare(long seed, SqlState state, String statement, boolean asks) throws SQLException {
        Outcome expected = onPostgres(statement);
        Outcome found = onCairn(state, statement, asks);
        if (!expected.agrees(found, statement)) {
            differences.add(
                    "seed " + seed + ": " + statement + "\n  PostgreSQL " + expected + "\n  Cairn      " + found);
        }
        if (!expected.state().isEmpty() != !found.state().isEmpty() && !asks) {
            // A change that one of them refused for a value: the two would go different ways.
            onPostgres("truncate t0, t1, t2");
            for (String table : List.of("t0", "t1", "t2")) {
                state.change("delete from " + table);
            }
        }
        return expected.agrees(found, statement);
    }

    private static Outcome onPostgres(String statement) throws SQLException {
        try (Statement running = java.util.Objects.requireNonNull(postgres).createStatement()) {
            List<String> rows = new ArrayList<>();
            if (!running.execute(statement)) {
                return new Outcome("", List.of(Math.max(0, running.getUpdateCount()) + " rows"));
            }
            try (ResultSet results = running.getResultSet()) {
                while (results.next()) {
                    List<@Nullable String> cells = new ArrayList<>();
                    for (int i = 1; i <= results.getMetaData().getColumnCount(); i++) {
                        cells.add(results.getString(i));
                    }
                    rows.add(cells.toString());
                }
            }
            return new Outcome("", inOrder(statement, rows));
        } catch (SQLException refused) {
            return Outcome.failed(refused.getSQLState(), refused.getMessage());
        }
    }

    private static Outcome onCairn(SqlState state, String statement, boolean asks) {
        try {
            if (!asks) {
                return new Outcome("", List.of(state.change(statement).changed() + " rows"));
            }
            List<String> rows = new ArrayList<>();
            for (List<@Nullable String> row : state.ask(statement).rows()) {
                rows.add(row.toString());
            }
            return new Outcome("", inOrder(statement, rows));
        } catch (CairnException.Refused refused) {
            return Outcome.failed(refused.code().substring("sql-".length()), refused.getMessage());
        }
    }

    private static List<String> inOrder(String statement, List<String> rows) {
        List<String> ordered = new ArrayList<>(Outcome.changed(rows, NEGATIVE_ZERO, "0"));
        if (!statement.contains(" order by ") || statement.startsWith("with") || statement.contains("string_agg")) {
            ordered.sort(null);
        }
        return ordered;
    }
}
