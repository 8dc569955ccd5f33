package io.cairn.node.database;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.view.MapView;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A state whose pages may be deleted while it is read, because newer blocks have pushed it out of what the node
 * retains. A page that is missing then is no damage, and is told as {@code block-not-retained}.
 */
record RetainedView(MapView state, Snapshot snapshot) implements MapView {
    @Override
    public byte @Nullable [] get(byte[] key) {
        try {
            return state.get(key);
        } catch (CairnException.Corrupt missing) {
            throw snapshot.explain(missing);
        }
    }

    @Override
    public long rank(byte[] key) {
        return reading(() -> state.rank(key));
    }

    @Override
    public Cursor seek(byte[] key) {
        return new RetainedCursor(reading(() -> state.seek(key)));
    }

    private <T> T reading(Supplier<T> read) {
        try {
            return read.get();
        } catch (CairnException.Corrupt missing) {
            throw snapshot.explain(missing);
        }
    }

    private final class RetainedCursor implements Cursor {
        private final Cursor cursor;

        private RetainedCursor(Cursor cursor) {
            this.cursor = cursor;
        }

        @Override
        public boolean next() {
            return reading(cursor::next);
        }

        @Override
        public boolean previous() {
            return reading(cursor::previous);
        }

        @Override
        public byte[] key() {
            return cursor.key();
        }

        @Override
        public byte[] value() {
            return reading(cursor::value);
        }
    }
}
