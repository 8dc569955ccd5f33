package io.cairn.node.wire;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.view.MapView;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A view that refuses to go on, with {@code sql-57014}, once somebody has asked for it. */
record StoppableView(MapView view, BooleanSupplier isStopped) implements MapView {
    static final String CANCELED = "sql-57014";

    private void check() {
        if (isStopped.getAsBoolean()) {
            throw new CairnException.Refused(CANCELED, "statement", "canceling statement due to user request");
        }
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
        check();
        return view.get(key);
    }

    @Override
    public Cursor seek(byte[] key) {
        check();
        return new Checked(view.seek(key));
    }

    @Override
    public long rank(byte[] key) {
        check();
        return view.rank(key);
    }

    private final class Checked implements Cursor {
        private final Cursor cursor;

        Checked(Cursor cursor) {
            this.cursor = cursor;
        }

        @Override
        public boolean next() {
            check();
            return cursor.next();
        }

        @Override
        public boolean previous() {
            check();
            return cursor.previous();
        }

        @Override
        public byte[] key() {
            return cursor.key();
        }

        @Override
        public byte[] value() {
            return cursor.value();
        }
    }
}
