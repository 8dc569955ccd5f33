package io.cairn.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A NULL that is worked out before the statement runs has a type still. */
final class TypedNullTest {
    private final SqlState state = new SqlState();

    TypedNullTest() {
        state.change("create table t (v int)");
        state.change("insert into t values (1), (2)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sum(- cast(null as integer))",
                "avg(- - cast(null as integer))",
                "sum(distinct + - cast(null as integer))",
                "sum(cast(null as integer) * 2)",
                "sum(- cast(null as integer) + 1)",
                "avg(- cast(null as numeric(8, 2)) / 3)",
                "sum(- cast(null as double precision))",
                "sum(case when true then - cast(null as integer) end)",
                "avg(case when 1 = 2 then 99 * v end)",
                "sum(case 1 when 2 then 5 end)",
                "avg(case when 1 = 1 then null else v end)",
                "sum(null)",
                "sum(v + cast(null as integer))",
            })
    void sumsOfItAreNull(String sum) {
        assertThat(state.rows("select " + sum + " from t")).containsExactly("");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select v from t where (case when v = 7 then cast(null as boolean) end) = false",
                "select round((case when v > 0 then cast(null as numeric(12, 2)) end), 0) from t where v = 0",
                "select date_trunc('day', (case when 1 = 2 then timestamp '2026-01-02' end)) from t where v = 0",
                "select (case when v = 1 then cast(null as date) end) - 1 from t where v = 0",
            })
    void caseHasItsType(String text) {
        assertThat(state.rows(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"select - cast(null as integer)", "select cast(null as integer) - 1"})
    void theAnswerHasItsType(String text) {
        assertThat(state.ask(text).columns().getFirst().type()).isEqualTo(SqlType.INTEGER);
    }
}
