package io.cairn.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Answers are held in memory: how large they get, and how who waits for one ends it. */
final class AnswerBoundsTest {
    private final SqlState state = new SqlState();

    @Test
    void anAnswerOfTooManyCharactersIsRefusedBeforeItIsMade() {
        state.change("create table t (b bytea)");
        state.change("insert into t values ($1)", Value.of(new byte[1 << 20]));
        assertThat(state.ask("select b from t, generate_series(1, 10)").rows()).hasSize(10);
        assertThatThrownBy(() -> state.ask("select b from t, generate_series(1, 1000)"))
                .isInstanceOf(CairnException.Refused.class)
                .hasMessage("the answer has more than 67108864 characters");
        assertThat(state.refusal("insert into t select b from t, generate_series(1, 40) returning b"))
                .isEqualTo("sql-54000");
    }

    @Test
    void aStatementEndsWhenItsCallerSaysSo() {
        String slow = "select count(*) from generate_series(1, 1500) a(x), generate_series(1, 1500) b(x)"
                + " where a.x * b.x = ";
        AtomicInteger looks = new AtomicInteger();
        assertThat(Stoppable.<Object>during(looks::incrementAndGet, () -> state.rows(slow + 7)))
                .isEqualTo(java.util.List.of("2"));
        int all = looks.getAndSet(0);
        assertThat(all).isGreaterThan(10_000);
        assertThatThrownBy(() -> Stoppable.during(
                        () -> {
                            if (looks.incrementAndGet() >= 100) {
                                throw new CairnException.Unavailable("interrupted", "enough");
                            }
                        },
                        () -> state.rows(slow + 11)))
                .isInstanceOf(CairnException.Unavailable.class)
                .hasMessage("enough");
        assertThat(looks.get()).isBetween(100, 200);
        assertThat(state.rows(slow + 13)).containsExactly("2");
    }
}
