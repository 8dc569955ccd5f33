package io.cairn.engine.state;

import io.cairn.engine.view.MapView;
import org.jspecify.annotations.Nullable;

/** A state that counts how it is read. */
final class CountedReads implements MapView {
    private final MapView state;
    private long gets;
    private long walks;

    CountedReads(MapView state) {
        this.state = state;
    }

    /** How many keys were looked up. */
    long gets() {
        return gets;
    }

    /** How often somebody began to walk, or counted what is before a key. */
    long walks() {
        return walks;
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
        gets++;
        return state.get(key);
    }

    @Override
    public Cursor seek(byte[] key) {
        walks++;
        return state.seek(key);
    }

    @Override
    public long rank(byte[] key) {
        walks++;
        return state.rank(key);
    }
}
