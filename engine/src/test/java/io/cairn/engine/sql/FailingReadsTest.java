package io.cairn.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.state.Overlay;
import io.cairn.engine.view.MapView;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A state that fails at one of its reads, one after the other. */
final class FailingReadsTest {
    private static final String DUPLICATE = "insert into t values (2, 'a')";

    /** Reads until its patience is at an end. */
    private static final class Failing implements MapView {
        private final MapView state;
        private int left;

        Failing(MapView state, int left) {
            this.state = state;
            this.left = left;
        }

        private void read() {
            if (--left < 0) {
                throw new CairnException.Unavailable("store-unreadable", "the disk failed");
            }
        }

        @Override
        public byte @Nullable [] get(byte[] key) {
            read();
            return state.get(key);
        }

        @Override
        public long rank(byte[] key) {
            read();
            return state.rank(key);
        }

        @Override
        public Cursor seek(byte[] key) {
            read();
            return state.seek(key);
        }
    }

    @Test
    void aFailedReadIsToldAndNeverLeavesACatalogWithoutItsConstraints() {
        Overlay state = new Overlay(new EmptyState());
        SqlEngine maker = new SqlEngine();
        SqlContext context = SqlState.context(1, SqlLimits.forChanges());
        maker.change(state, context, SqlStatement.of("create table t (id int primary key, v varchar(9) unique)"));
        maker.change(state, context, SqlStatement.of("insert into t values (1, 'a')"));
        state.freeze();
        boolean carriedOut = false;
        for (int reads = 0; !carriedOut; reads++) {
            SqlEngine engine = new SqlEngine();
            String failed = code(engine, new Failing(state, reads));
            carriedOut = failed.equals("sql-23505");
            if (!carriedOut) {
                assertThat(failed).as("after %d reads", reads).isEqualTo("store-unreadable");
                assertThat(code(engine, state)).as("after a failure").isEqualTo("sql-23505");
            }
        }
    }

    private static String code(SqlEngine engine, MapView state) {
        try {
            engine.change(new Overlay(state), SqlState.context(1, SqlLimits.forChanges()), SqlStatement.of(DUPLICATE));
            return "ok";
        } catch (CairnException failure) {
            return failure.code();
        }
    }
}
