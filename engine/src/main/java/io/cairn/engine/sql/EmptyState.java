package io.cairn.engine.sql;

import io.cairn.engine.view.MapView;
import org.jspecify.annotations.Nullable;

/** A state without entries. */
record EmptyState() implements MapView {
    @Override
    public byte @Nullable [] get(byte[] key) {
        return null;
    }

    @Override
    public Cursor seek(byte[] key) {
        return new Cursor() {
            @Override
            public boolean next() {
                return false;
            }

            @Override
            public boolean previous() {
                return false;
            }

            @Override
            public byte[] key() {
                throw new IllegalStateException("stands on no entry");
            }

            @Override
            public byte[] value() {
                throw new IllegalStateException("stands on no entry");
            }
        };
    }

    @Override
    public long rank(byte[] key) {
        return 0;
    }
}
