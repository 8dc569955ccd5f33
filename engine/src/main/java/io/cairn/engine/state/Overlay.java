package io.cairn.engine.state;

import io.cairn.engine.model.Check;
import io.cairn.engine.view.MapView;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Edits on top of a view, readable as one map. Frozen overlays may be read by any thread.
 *
 * <p>Holds every key once with its newest value, an empty optional for a deleted one.
 */
public final class Overlay implements MapView {
    private final TreeMap<byte[], Optional<byte[]>> edits = new TreeMap<>(Arrays::compareUnsigned);
    private MapView base;
    private long bytes;
    private boolean frozen;

    /** An overlay without edits. */
    public Overlay(MapView base) {
        this.base = base;
    }

    /** Sets a key. */
    public void put(byte[] key, byte[] value) {
        edit(key, Optional.of(value));
        bytes += key.length + value.length;
    }

    /** Removes a key, present or not. */
    public void delete(byte[] key) {
        edit(key, Optional.empty());
        bytes += key.length;
    }

    private void edit(byte[] key, Optional<byte[]> value) {
        Check.invariant(!frozen, "a frozen overlay takes no edits");
        edits.put(key, value);
    }

    /** Refuses further edits from now on. */
    public void freeze() {
        frozen = true;
    }

    /** Puts another view with the same content beneath: the tree that an older overlay was merged into. */
    public void rebase(MapView newBase) {
        base = newBase;
    }

    /** Moves all edits into another overlay. */
    void commitTo(Overlay target) {
        edits.forEach((key, value) -> {
            if (value.isPresent()) {
                target.put(key, value.get());
            } else {
                target.delete(key);
            }
        });
    }

    /** The edits by key. */
    public NavigableMap<byte[], Optional<byte[]>> edits() {
        return edits;
    }

    /** How many keys are edited. */
    public int size() {
        return edits.size();
    }

    /** Bytes of keys and values ever put, a bound of what is held. */
    public long bytes() {
        return bytes;
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
        Optional<byte[]> edited = edits.get(key);
        return edited == null ? base.get(key) : edited.orElse(null);
    }

    @Override
    public long rank(byte[] key) {
        long rank = base.rank(key);
        for (Map.Entry<byte[], Optional<byte[]>> edit : edits.headMap(key).entrySet()) {
            boolean before = base.get(edit.getKey()) != null;
            boolean now = edit.getValue().isPresent();
            rank += before == now ? 0 : now ? 1 : -1;
        }
        return rank;
    }

    @Override
    public Cursor seek(byte[] key) {
        return new OverlayCursor(this, base, key);
    }
}
