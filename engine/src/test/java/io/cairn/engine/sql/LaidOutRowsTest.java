package io.cairn.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.model.CairnException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A function beside a table makes its array for each of its rows, and what that costs is bounded. */
final class LaidOutRowsTest {
    private final SqlState state = new SqlState();

    @BeforeEach
    void makeArrays() {
        state.change("create table t (a int primary key, j jsonb)");
        state.change("insert into t select 1, jsonb_agg(x) from generate_series(1, 300) as g(x)");
        state.change("insert into t select 2, jsonb_agg(x) from generate_series(1, 2000) as g(x)");
    }

    @Test
    void hundredsOfElementsAreLaidOut() {
        assertThat(state.rows("select count(*), sum(e::text::int) from t, jsonb_array_elements(j) e where a = 1"))
                .containsExactly("300|45150");
    }

    @Test
    void thousandsAreRefusedBeforeTheyCostTooMuch() {
        assertThatThrownBy(() -> state.ask("select sum(e::text::int) from t, jsonb_array_elements(j) e where a = 2"))
                .isInstanceOfSatisfying(
                        CairnException.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("sql-54000"));
    }
}
