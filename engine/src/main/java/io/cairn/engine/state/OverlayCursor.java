package io.cairn.engine.state;

import static java.util.Objects.requireNonNull;

import io.cairn.engine.view.MapView;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Merges the entries of a base view with the edits above it. Stands between two entries at {@code place}. */
final class OverlayCursor implements MapView.Cursor {
    private final Supplier<SortedEdits> edits;
    private final MapView base;
    /** Whether nothing can be edited while it walks, so that it need not look again where it stands. */
    private final boolean steady;

    private byte[] place;
    /** Whether the entry at {@code place} itself lies behind the cursor. */
    private boolean past;

    private byte[] key = new byte[0];
    private byte[] value = new byte[0];

    private MapView.@Nullable Cursor below;
    private SortedEdits.@Nullable Edit above;
    private boolean hasBelow;
    /** Whether the cursor stands on the entry of {@link #below}. */
    private boolean isBelowTaken;
    /** Which way {@link #below} and {@link #above} are ahead; 0 where they are not known. */
    private int ahead;

    OverlayCursor(Supplier<SortedEdits> edits, MapView base, byte[] place, boolean steady) {
        this.edits = edits;
        this.base = base;
        this.place = place;
        this.steady = steady;
    }

    @Override
    public boolean next() {
        MapView.Cursor lower = look(1);
        while (hasBelow || above != null) {
            int order = order(hasBelow ? lower.key() : null, above, 1);
            if (order < 0) {
                isBelowTaken = true;
                return found(lower.key(), lower.value(), true);
            }
            if (order == 0) {
                hasBelow = lower.next();
            }
            SortedEdits.Edit edit = requireNonNull(above);
            above = edits.get().higher(edit.key());
            if (edit.value().isPresent()) {
                return found(edit.key(), edit.value().get(), true);
            }
        }
        return false;
    }

    @Override
    public boolean previous() {
        MapView.Cursor lower = look(-1);
        while (hasBelow || above != null) {
            int order = order(hasBelow ? lower.key() : null, above, -1);
            if (order < 0) {
                isBelowTaken = true;
                return found(lower.key(), lower.value(), false);
            }
            if (order == 0) {
                hasBelow = lower.previous();
            }
            SortedEdits.Edit edit = requireNonNull(above);
            above = edits.get().lower(edit.key());
            if (edit.value().isPresent()) {
                return found(edit.key(), edit.value().get(), false);
            }
        }
        return false;
    }

    /** Finds what lies ahead in a direction, in the base and among the edits; the cursor of the base. */
    private MapView.Cursor look(int direction) {
        MapView.Cursor known = below;
        if (steady && ahead == direction && known != null) {
            if (isBelowTaken) {
                isBelowTaken = false;
                hasBelow = direction > 0 ? known.next() : known.previous();
            }
            return known;
        }
        byte[] from = past ? Arrays.copyOf(place, place.length + 1) : place;
        MapView.Cursor found = base.seek(from);
        hasBelow = direction > 0 ? found.next() : found.previous();
        above = direction > 0 ? edits.get().ceiling(from) : edits.get().lower(from);
        below = found;
        isBelowTaken = false;
        ahead = direction;
        return found;
    }

    /** Below 0: the base comes first; above 0: the edit; 0: both have the key and the edit holds. */
    private static int order(byte @Nullable [] below, SortedEdits.@Nullable Edit above, int direction) {
        if (below == null) {
            return 1;
        }
        if (above == null) {
            return -1;
        }
        return direction * Arrays.compareUnsigned(below, above.key());
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
