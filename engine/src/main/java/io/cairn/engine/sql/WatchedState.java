package io.cairn.engine.sql;

import io.cairn.engine.view.MapView;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A state whose first failed read is remembered. H2 goes on without an object of its catalog that cannot be read; a
 * catalog that was opened so would lack a constraint, and nobody would know.
 */
final class WatchedState implements MapView {
    private final MapView state;
    private @Nullable RuntimeException failure;

    WatchedState(MapView state) {
        this.state = state;
    }

    /** Throws what a read failed with. */
    void requireRead() {
        if (failure != null) {
            throw failure;
        }
    }

    private <T> T watched(Supplier<T> read) {
        try {
            return read.get();
        } catch (RuntimeException failed) {
            failure = failure == null ? failed : failure;
            throw failed;
        }
    }

    @Override
    @SuppressWarnings("NullAway") // absent is null, also through a supplier
    public byte @Nullable [] get(byte[] key) {
        return watched(() -> state.get(key));
    }

    @Override
    public long rank(byte[] key) {
        return watched(() -> state.rank(key));
    }

    @Override
    public Cursor seek(byte[] key) {
        Cursor cursor = watched(() -> state.seek(key));
        return new Cursor() {
            @Override
            public boolean next() {
                return watched(cursor::next);
            }

            @Override
            public boolean previous() {
                return watched(cursor::previous);
            }

            @Override
            public byte[] key() {
                return cursor.key();
            }

            @Override
            public byte[] value() {
                return watched(cursor::value);
            }
        };
    }
}
