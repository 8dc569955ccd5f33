package io.cairn.client.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.sql.SqlState;
import org.junit.jupiter.api.Test;

class InterruptionTest {
    private static final String LONG = "select count(*) from generate_series(1, 1000)";

    @Test
    void aStatementThatRunsHereEndsWhenItsThreadIsInterrupted() {
        SqlState state = new SqlState();
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> Interruption.ends(() -> state.ask(LONG)))
                    .isInstanceOfSatisfying(
                            CairnException.Unavailable.class,
                            failure -> assertThat(failure.code()).isEqualTo("interrupted"));
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
        assertThat(Interruption.ends(() -> new SqlState().ask(LONG)).rows()).hasSize(1);
    }
}
