package io.cairn.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A function beside a table makes its array once for each row of the table, and what all of them cost is bounded. */
final class LaidOutRowsTest {
    private final SqlState state = new SqlState();

    @BeforeEach
    void makeArrays() {
        state.change("create table t (a int primary key, j jsonb, s text)");
        state.change("insert into t select 1, jsonb_agg(x), string_agg(x::text, ',')"
                + " from generate_series(1, 300) as g(x)");
        state.change("insert into t select 2, jsonb_agg(x), string_agg(x::text, ',')"
                + " from generate_series(1, 20000) as g(x)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "t, jsonb_array_elements(j) e",
                "t, jsonb_array_elements_text(j) e",
                "t, unnest(string_to_array(s, ',')) e",
                "t, string_to_table(lower(s) || '', ',') with ordinality as e (e, n)",
                "t left join lateral jsonb_array_elements(case when a > 0 then j end) e on true",
                "(select jsonb_array_elements(j) as e from t) q"
            })
    void tensOfThousandsOfElementsAreLaidOut(String tables) {
        assertThat(state.rows("select count(*), sum(e::text::int) from " + tables))
                .containsExactly("20300|200055150");
    }

    @Test
    void eachRowHasItsOwnElements() {
        assertThat(
                        state.rows(
                                "select t.a, count(*), max(e::int) from t, generate_series(1, 3) as g (n),"
                                        + " unnest(string_to_array(split_part(s, ',', n * t.a) || ',7', ',')) e group by t.a order by t.a"))
                .containsExactly("1|6|7", "2|6|7");
        assertThat(state.rows("select n, e from t, generate_series(1, 3) as g (n),"
                        + " unnest(string_to_array(split_part(s, ',', n * t.a), ',')) e where t.a = 2 order by n"))
                .containsExactly("1|2", "2|4", "3|6");
    }

    @Test
    void boundsOfASeriesMayBeParametersThatAreTexts() {
        for (String series :
                List.of("generate_series(1, $1, $2)", "(values (1)) as v (n), generate_series(n, $1, $2)")) {
            assertThat(state.rows("select count(*) from " + series, Value.of("5"), Value.of("2")))
                    .containsExactly("3");
            assertThat(state.rows("select count(*) from " + series, Value.of(5), Value.of(2)))
                    .containsExactly("3");
        }
    }

    @Test
    void functionsOfAFunctionsElementsAreLaidOutToo() {
        assertThat(state.rows("select count(*), sum(length(f)) from t, unnest(string_to_array(s, ',')) e,"
                        + " regexp_split_to_table(e, '') f where a = 2"))
                .containsExactly("88894|88894");
    }

    @Test
    void whatTheArraysOfAllRowsCostIsBoundedAndTheSameHoweverOftenTheyAreAskedFor() {
        String question = "select count(*) from t, generate_series(1, ?) as g (n),"
                + " unnest(string_to_array(left(repeat(s, n), 1), ',')) e where a = 2";
        for (int i = 0; i < 3; i++) {
            assertThat(state.rows(question.replace("?", "10"))).containsExactly("10");
            assertThatThrownBy(() -> state.ask(question.replace("?", "40")))
                    .isInstanceOfSatisfying(
                            CairnException.Refused.class,
                            refused -> assertThat(refused.code()).isEqualTo("sql-54000"));
        }
    }
}
