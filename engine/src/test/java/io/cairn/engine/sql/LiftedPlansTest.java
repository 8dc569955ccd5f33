package io.cairn.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.dialect.LiftedNumbers;
import io.cairn.engine.model.CairnException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A statement that is run by the plan of others, which differ from it in numbers, does what it does by one of its own. */
final class LiftedPlansTest {
    private static final int STATEMENTS = Boolean.getBoolean("cairn.full") ? 60_000 : 3_000;
    private static final long SEED = Long.getLong("cairn.seed", 11);

    /** Behind a comment a statement is planned as it is. */
    private static final String AS_IT_IS = " /* as it is */";

    private static final List<String> COLUMNS = List.of("a", "s", "b", "n", "r", "d", "t", "f", "m");
    private static final List<String> COMPARED = List.of("a", "s", "b", "n", "r", "d", "f", "m");
    private static final List<String> OPERATORS = List.of("=", "<", ">", "<=", ">=", "<>", "!=");
    private static final List<Integer> NUMBERS =
            List.of(0, 1, 2, 3, 7, 12, 100, 32_767, 40_000, 2_147_483_646, 2_147_483_647);

    private final Random random = new Random(SEED);
    private final SqlState shared = new SqlState();
    private final SqlState own = new SqlState();
    private int refused;

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private String number() {
        return (random.nextInt(4) == 0 ? "-" : "") + one(NUMBERS);
    }

    private String operand() {
        String column = one(COLUMNS);
        return random.nextInt(5) == 0 ? column + one(List.of(" + ", " - ")) + number() : number();
    }

    /** Whether anybody meets a sum that is too large, or a text that is no number, depends on what is looked at first. */
    private String compared() {
        return random.nextInt(5) == 0
                ? one(List.of("b", "n", "r", "d")) + one(List.of(" + ", " - ")) + random.nextInt(100)
                : number();
    }

    private String condition() {
        StringBuilder condition = new StringBuilder();
        for (int i = random.nextInt(3); i >= 0; i--) {
            boolean isNegated = random.nextInt(6) == 0;
            condition
                    .append(isNegated ? "not (" : "")
                    .append(one(COMPARED))
                    .append(' ')
                    .append(one(OPERATORS))
                    .append(' ')
                    .append(compared())
                    .append(isNegated ? ")" : "")
                    .append(i > 0 ? " and " : "");
        }
        return condition.toString();
    }

    private String statement() {
        return switch (random.nextInt(8)) {
            case 0, 1, 2 ->
                "select " + one(COLUMNS) + ", " + one(COLUMNS) + " + 1, a from x where " + condition() + " order by a";
            case 3 -> "select count(*), max(b), sum(n) from x where " + condition();
            case 4 ->
                "insert into x values (" + number() + ", " + number() + ", " + number() + ", " + number() + ", "
                        + number() + ", " + number() + ", " + number() + ", null, null)";
            case 5 -> "delete from x where " + condition();
            default ->
                "update x set " + one(COLUMNS) + " = " + operand() + ", " + one(COLUMNS) + " = " + operand() + " where "
                        + condition();
        };
    }

    private static String outcome(SqlState state, String text) {
        try {
            return (text.startsWith("select") ? state.ask(text) : state.change(text)).toString();
        } catch (CairnException.Refused refused) {
            return refused.code();
        }
    }

    private void both(String text, String sameText) {
        String expected = outcome(own, sameText);
        assertThat(outcome(shared, text)).as("seed %d: %s", SEED, text).isEqualTo(expected);
        assertThat(shared.root()).as("seed %d: %s", SEED, text).isEqualTo(own.root());
        refused += expected.startsWith("sql-") ? 1 : 0;
    }

    @Test
    void aPlanOfManyDoesWhatOnesOwnDoes() {
        both(
                "create table x (a int primary key, s smallint, b bigint, n numeric(12,2), r real, d double precision,"
                        + " t text, f boolean, m timestamp)",
                "create table x (a int primary key, s smallint, b bigint, n numeric(12,2), r real, d double precision,"
                        + " t text, f boolean, m timestamp)");
        both("create index x_b on x (b)", "create index x_b on x (b)");
        both("create unique index x_s on x (s)", "create unique index x_s on x (s)");
        both("create index x_n on x (n, t desc)", "create index x_n on x (n, t desc)");
        String rows = "insert into x select i, i, i % 7, i / 3.0, i, i, i::text, i % 2 = 0, null"
                + " from generate_series(1, 40) as g (i)";
        int lifted = 0;
        for (int i = 0; i < STATEMENTS; i++) {
            if (i % 200 == 0) {
                both("delete from x", "delete from x");
                both(rows, rows);
            }
            String text = statement();
            lifted += LiftedNumbers.of(text) == null ? 0 : 1;
            assertThat(LiftedNumbers.of(text + AS_IT_IS)).isNull();
            both(text, text + AS_IT_IS);
        }
        assertThat(lifted).isGreaterThan(STATEMENTS * 9 / 10);
        assertThat(refused).as("refused").isBetween(STATEMENTS / 50, STATEMENTS * 2 / 3);
    }

    @Test
    void generatedStatementsAreNoOtherForIt() {
        for (int schema = 0; schema < STATEMENTS / 300; schema++) {
            RandomSql sql = new RandomSql(SEED * 1_000_003 + schema);
            SqlState all = new SqlState();
            SqlState each = new SqlState();
            for (String table : sql.tables()) {
                assertThat(outcome(all, table)).isEqualTo(outcome(each, table));
            }
            for (int i = 0; i < 60; i++) {
                String text = i % 2 == 0 ? sql.change() : sql.query();
                String expected = outcome(each, text + AS_IT_IS);
                assertThat(outcome(all, text)).as("seed %d: %s", SEED, text).isEqualTo(expected);
                assertThat(all.root()).as("seed %d: %s", SEED, text).isEqualTo(each.root());
            }
        }
    }
}
