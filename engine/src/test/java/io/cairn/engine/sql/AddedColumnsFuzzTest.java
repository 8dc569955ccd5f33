package io.cairn.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.dialect.PostgresServer;
import io.cairn.engine.model.CairnException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tables whose columns come and go, with rows between, have the rows that PostgreSQL 15 has. */
final class AddedColumnsFuzzTest {
    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    private static final int TABLES = Boolean.getBoolean("cairn.full") ? 400 : 12;
    private static final int STATEMENTS = 40;
    private static final int COLUMNS_MAX = 9;
    private static final long SEED = Long.getLong("cairn.seed", 1);

    /** Types, each with values that it takes. */
    private static final String[][] TYPES = {
        {"int", "7", "-3", "0"},
        {"bigint", "9000000000", "1"},
        {"numeric(8, 2)", "1.5", "-20", "0.25"},
        {"text", "'old'", "''", "'x' || 'y'"},
        {"varchar(5)", "'five5'", "'a'"},
        {"boolean", "true", "false"},
        {"date", "'2024-02-29'", "date '1999-12-31'"},
        {"timestamp", "'2024-02-29 12:00:00'", "timestamp '1969-12-31 23:59:59.5'"},
        {"double precision", "0.5", "1e10"},
        {"uuid", "'00112233-4455-6677-8899-aabbccddeeff'"},
    };

    /** A column and its type's place in {@link #TYPES}. */
    private record Column(String name, int type) {}

    private final List<Column> columns = new ArrayList<>();
    private Random random = new Random(SEED);
    private int named;
    private int lastId;

    @Test
    void rowsAreThoseOfPostgres() throws Exception {
        Connection postgres = POSTGRES.connectForText();
        for (int table = 0; table < TABLES; table++) {
            compare(SEED * 1_000_003 + table, postgres);
        }
    }

    private void compare(long seed, Connection postgres) throws SQLException {
        random = new Random(seed);
        columns.clear();
        SqlState state = new SqlState();
        List<String> done = new ArrayList<>();
        run(postgres, "drop table if exists t");
        // Half of the tables have a hidden row number.
        String first = random.nextBoolean() ? "create table t (id int primary key)" : "create table t (id int unique)";
        state.change(first);
        run(postgres, first);
        for (int i = 0; i < STATEMENTS; i++) {
            String statement = statement();
            done.add(statement);
            String expected = run(postgres, statement);
            String found = state.refusal(statement);
            assertThat(found.isEmpty())
                    .as("seed %d: %s; PostgreSQL %s, Cairn %s", seed, done, expected, found)
                    .isEqualTo(expected.isEmpty());
            if (!expected.isEmpty()) {
                forget(statement);
            }
            if (random.nextInt(4) == 0) {
                state.forget();
            }
            String question = question();
            assertThat(rows(state, question))
                    .as("seed %d: %s: %s", seed, question, done)
                    .isEqualTo(rows(postgres, question));
        }
    }

    private String statement() {
        return switch (columns.isEmpty() ? 0 : random.nextInt(12)) {
            case 0, 1, 2 -> columns.size() < COLUMNS_MAX ? addition() : drop();
            case 3 -> "alter table t alter column " + any().name() + " drop default";
            case 4 -> {
                Column column = any();
                yield "alter table t alter column " + column.name() + " set default " + value(column.type());
            }
            case 5 -> {
                Column column = any();
                yield "update t set " + column.name() + " = " + value(column.type()) + " where id % 3 = "
                        + random.nextInt(3);
            }
            case 6 -> "update t set id = id + 1000 where id = " + random.nextInt(lastId + 1);
            case 7 -> "delete from t where id % 7 = " + random.nextInt(7);
            case 8 -> random.nextInt(3) == 0 ? drop() : "create index on t (" + any().name() + ")";
            case 9 ->
                "alter table t alter column " + any().name() + (random.nextBoolean() ? " set" : " drop") + " not null";
            default -> insertion();
        };
    }

    private Column any() {
        return columns.get(random.nextInt(columns.size()));
    }

    private String value(int type) {
        return TYPES[type][1 + random.nextInt(TYPES[type].length - 1)];
    }

    private String addition() {
        Column column = new Column("c" + named++, random.nextInt(TYPES.length));
        columns.add(column);
        boolean hasDefault = random.nextInt(4) != 0;
        return "alter table t add column " + column.name() + " " + TYPES[column.type()][0]
                + (random.nextInt(3) == 0 ? " not null" : "")
                + (hasDefault ? " default " + value(column.type()) : "")
                + (random.nextInt(8) == 0 ? " unique" : "");
    }

    private String drop() {
        return "alter table t drop column "
                + columns.remove(random.nextInt(columns.size())).name();
    }

    private String insertion() {
        StringBuilder ids = new StringBuilder("insert into t (id) values ");
        int count = 1 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            ids.append(i == 0 ? "(" : ", (").append(++lastId).append(')');
        }
        return ids.toString();
    }

    /** Of a refused statement the column neither came nor went; what was dropped comes back at the end. */
    private void forget(String statement) {
        if (statement.startsWith("alter table t add")) {
            columns.removeLast();
        }
    }

    private String question() {
        if (columns.isEmpty() || random.nextBoolean()) {
            return "select * from t order by id";
        }
        Column column = any();
        return "select id, " + column.name() + " from t where " + column.name() + " = " + value(column.type())
                + " order by id";
    }

    private static String run(Connection postgres, String statement) throws SQLException {
        try (Statement running = postgres.createStatement()) {
            running.execute(statement);
            return "";
        } catch (SQLException refused) {
            return Objects.requireNonNull(refused.getSQLState());
        }
    }

    private static List<String> rows(Connection postgres, String question) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement running = postgres.createStatement();
                ResultSet results = running.executeQuery(question)) {
            while (results.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= results.getMetaData().getColumnCount(); i++) {
                    cells.add(String.valueOf(results.getString(i)));
                }
                rows.add(cells.toString());
            }
        }
        return rows;
    }

    private static List<String> rows(SqlState state, String question) {
        try {
            return state.ask(question).rows().stream().map(List::toString).toList();
        } catch (CairnException.Refused refused) {
            return List.of(refused.code());
        }
    }
}
