package io.cairn.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Searches through keys and indexes, in both directions, against the same search of a table without any. */
final class IndexRangeTest {
    private static final int ROUNDS = Boolean.getBoolean("cairn.full") ? 20_000 : 400;
    private static final String[] OPERATORS = {"<", "<=", "=", ">=", ">", "<>"};
    private static final String[] TABLES = {"by_key", "by_fields", "by_fields_down"};
    private static final String[] BOUNDS = {
        "-1", "0", "3", "3.5", "7", "11", "12", "99", "'5'", "null", "cast(4.5 as double precision)", "1e1", "1e-30",
    };

    private static SqlState tables() {
        SqlState state = new SqlState();
        state.change("create table plain (id int, a int, b varchar(10))");
        state.change("insert into plain select x, case when mod(x, 5) = 0 then null else mod(x * 7, 12) end,"
                + " case when mod(x, 7) = 0 then null else 'v' || mod(x, 3) end from generate_series(1, 60) as g(x)");
        state.change("create table by_key (id int primary key, a int, b varchar(10))");
        state.change("create table by_fields (id int, a int, b varchar(10))");
        state.change("create index by_fields_index on by_fields (a, b desc)");
        state.change("create index by_fields_id on by_fields (id)");
        state.change("create table by_fields_down (id int, a int, b varchar(10))");
        state.change("create index by_fields_down_index on by_fields_down (a desc, b)");
        state.change("create index by_fields_down_id on by_fields_down (id desc nulls last)");
        for (String table : TABLES) {
            state.change("insert into " + table + " select * from plain");
        }
        return state;
    }

    private static <T> T one(T[] from, Random random) {
        return from[random.nextInt(from.length)];
    }

    private static String condition(Random random) {
        String column = random.nextBoolean() ? "id" : "a";
        return switch (random.nextInt(6)) {
            case 0 -> column + " between " + one(BOUNDS, random) + " and " + one(BOUNDS, random);
            case 1 -> "b " + one(OPERATORS, random) + " 'v" + random.nextInt(4) + "'";
            case 2 -> column + " is " + (random.nextBoolean() ? "null" : "not null");
            case 3 -> column + " in (" + one(BOUNDS, random) + ", " + one(BOUNDS, random) + ", 4)";
            default -> column + " " + one(OPERATORS, random) + " " + one(BOUNDS, random);
        };
    }

    private static String question(Random random) {
        String where = condition(random) + (random.nextBoolean() ? " and " + condition(random) : "");
        String direction = random.nextBoolean() ? "" : " desc";
        String order = random.nextBoolean() ? "id" + direction : "a" + direction + ", b" + direction + ", id";
        String rows = random.nextInt(4) == 0 ? " limit 5" : "";
        return "select * from % where " + where + " order by " + order + rows;
    }

    @Test
    void indexesFindWhatAWholeTableHolds() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        SqlState state = tables();
        for (int i = 0; i < ROUNDS; i++) {
            String question = question(random);
            List<String> expected = state.rows(question.replace("%", "plain"));
            for (String table : TABLES) {
                assertThat(state.rows(question.replace("%", table)))
                        .as("seed %d: %s of %s", seed, question, table)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void rangesAreWalkedBackwards() {
        SqlState state = tables();
        assertThat(state.rows("select id from by_key where id between 3 and 5 order by id desc"))
                .containsExactly("5", "4", "3");
        assertThat(state.rows("select id from by_fields where id > 57 and id < 60 order by id desc"))
                .containsExactly("59", "58");
        assertThat(state.rows("select id from by_fields_down where id <= 2 order by id"))
                .containsExactly("1", "2");
        assertThat(state.rows("select max(id) from by_key where id < 30")).containsExactly("29");
    }
}
