package io.cairn.engine.state;

import io.cairn.engine.view.MapView;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Merges the entries of a base view with the edits above it. Stands between two entries at {@code place}. */
final class OverlayCursor implements MapView.Cursor {
    private final NavigableMap<byte[], Optional<byte[]>> edits;
    private final MapView base;
    private byte[] place;
    /** Whether the entry at {@code place} itself lies behind the cursor. */
    private boolean past;

    private byte[] key = new byte[0];
    private byte[] value = new byte[0];

    OverlayCursor(NavigableMap<byte[], Optional<byte[]>> edits, MapView base, byte[] place) {
        this.edits = edits;
        this.base = base;
        this.place = place;
    }

    @Override
    public boolean next() {
        byte[] from = past ? Arrays.copyOf(place, place.length + 1) : place;
        MapView.Cursor below = base.seek(from);
        boolean hasBelow = below.next();
        Map.Entry<byte[], Optional<byte[]>> above = edits.ceilingEntry(from);
        while (hasBelow || above != null) {
            int order = order(hasBelow ? below.key() : null, above, 1);
            if (order < 0) {
                return found(below.key(), below.value(), true);
            }
            if (order == 0) {
                hasBelow = below.next();
            }
            if (above != null && above.getValue().isPresent()) {
                return found(above.getKey(), above.getValue().get(), true);
            }
            above = above == null ? null : edits.higherEntry(above.getKey());
        }
        return false;
    }

    @Override
    public boolean previous() {
        byte[] to = past ? Arrays.copyOf(place, place.length + 1) : place;
        MapView.Cursor below = base.seek(to);
        boolean hasBelow = below.previous();
        Map.Entry<byte[], Optional<byte[]>> above = edits.lowerEntry(to);
        while (hasBelow || above != null) {
            int order = order(hasBelow ? below.key() : null, above, -1);
            if (order < 0) {
                return found(below.key(), below.value(), false);
            }
            if (order == 0) {
                hasBelow = below.previous();
            }
            if (above != null && above.getValue().isPresent()) {
                return found(above.getKey(), above.getValue().get(), false);
            }
            above = above == null ? null : edits.lowerEntry(above.getKey());
        }
        return false;
    }

    /** Below 0: the base comes first; above 0: the edit; 0: both have the key and the edit holds. */
    private static int order(
            byte @Nullable [] below, Map.@Nullable Entry<byte[], Optional<byte[]>> above, int direction) {
        if (below == null) {
            return 1;
        }
        if (above == null) {
            return -1;
        }
        return direction * Arrays.compareUnsigned(below, above.getKey());
    }

    private boolean found(byte[] foundKey, byte[] foundValue, boolean forwards) {
        key = foundKey;
        value = foundValue;
        place = foundKey;
        past = forwards;
        return true;
    }

    @Override
    public byte[] key() {
        return key.clone();
    }

    @Override
    public byte[] value() {
        return value.clone();
    }
}
