package io.cairn.engine.sql;

import io.cairn.engine.view.MapView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A state that remembers which entries were looked up: what a plan was made from. */
final class PlanLooks implements MapView {
    private static final int LOOKS_MAX = 256;

    private final List<Look> looks = new ArrayList<>();
    private MapView state;
    private boolean complete = true;

    private record Look(byte[] key, byte @Nullable [] value) {}

    PlanLooks(MapView state) {
        this.state = state;
    }

    /** Lets go of the state, but not of what was seen. */
    void release() {
        state = new EmptyState();
    }

    /** Whether everything that was read is known: walks are not kept. */
    boolean areComplete() {
        return complete;
    }

    /** Whether a state has the same where it was looked at. */
    boolean hold(MapView other) {
        for (Look look : looks) {
            if (!Arrays.equals(other.get(look.key), look.value)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
        byte[] value = state.get(key);
        complete &= looks.size() < LOOKS_MAX;
        if (complete) {
            looks.add(new Look(key, value));
        }
        return value;
    }

    @Override
    public Cursor seek(byte[] key) {
        complete = false;
        return state.seek(key);
    }

    @Override
    public long rank(byte[] key) {
        complete = false;
        return state.rank(key);
    }
}
