package io.cairn.engine.state;

import io.cairn.engine.fpjson.Fuel;
import io.cairn.engine.view.MapView;
import org.jspecify.annotations.Nullable;

/** A view whose reader pays for what it looks at, so that a program's queries cost as its steps do. */
final class MeteredView implements MapView {
    private static final int STEPS_PER_SEEK = 20;
    private static final int STEPS_PER_ENTRY = 5;
    private static final int BYTES_PER_STEP = 64;

    private final MapView view;
    private final Fuel fuel;

    MeteredView(MapView view, Fuel fuel) {
        this.view = view;
        this.fuel = fuel;
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
        fuel.steps(STEPS_PER_SEEK);
        byte[] value = view.get(key);
        if (value != null) {
            fuel.steps(value.length / BYTES_PER_STEP);
        }
        return value;
    }

    @Override
    public Cursor seek(byte[] key) {
        fuel.steps(STEPS_PER_SEEK);
        return new Metered(view.seek(key));
    }

    @Override
    public long rank(byte[] key) {
        fuel.steps(STEPS_PER_SEEK);
        return view.rank(key);
    }

    private final class Metered implements Cursor {
        private final Cursor cursor;

        Metered(Cursor cursor) {
            this.cursor = cursor;
        }

        @Override
        public boolean next() {
            fuel.steps(STEPS_PER_ENTRY);
            return cursor.next();
        }

        @Override
        public boolean previous() {
            fuel.steps(STEPS_PER_ENTRY);
            return cursor.previous();
        }

        @Override
        public byte[] key() {
            return cursor.key();
        }

        @Override
        public byte[] value() {
            byte[] value = cursor.value();
            fuel.steps(value.length / BYTES_PER_STEP);
            return value;
        }
    }
}
