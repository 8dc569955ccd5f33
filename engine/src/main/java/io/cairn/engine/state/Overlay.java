package io.cairn.engine.state;

import io.cairn.engine.model.Check;
import io.cairn.engine.view.EditableMap;
import io.cairn.engine.view.MapView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Edits on top of a view, readable as one map, with one level of undo. Frozen overlays may be read by any thread.
 *
 * <p>Holds every key once with its newest value, an empty optional for a deleted one. Point reads and edits, the hot
 * path of every mutation, cost a hash; the sorted form is made when somebody walks, and kept from then on. A cursor sees
 * edits made while it walks.
 */
public final class Overlay implements EditableMap {
    private final LinkedHashMap<Key, Optional<byte[]>> edits = new LinkedHashMap<>();
    private final List<Undo> undo = new ArrayList<>();
    private MapView base;
    private boolean frozen;
    private boolean recording;
    private @Nullable SortedEdits sorted;

    /** A key by content. Comparable, so that keys chosen to collide cost a tree, not a list. */
    private static final class Key implements Comparable<Key> {
        private final byte[] bytes;
        private final int hash;

        Key(byte[] bytes) {
            this.bytes = bytes;
            this.hash = Arrays.hashCode(bytes);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && hash == key.hash && Arrays.equals(bytes, key.bytes);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public int compareTo(Key other) {
            return Arrays.compareUnsigned(bytes, other.bytes);
        }
    }

    /** What a key held before an edit, and whether it was edited at all. */
    private record Undo(Key key, boolean edited, Optional<byte[]> before) {}

    /** Sees every edit once. */
    public interface EditVisitor {
        /** An edit; a null value deletes. */
        void visit(byte[] key, byte @Nullable [] value);
    }

    /** An overlay without edits. */
    public Overlay(MapView base) {
        this.base = base;
    }

    @Override
    public void put(byte[] key, byte[] value) {
        edit(key, Optional.of(value));
    }

    @Override
    public void delete(byte[] key) {
        edit(key, Optional.empty());
    }

    private void edit(byte[] bytes, Optional<byte[]> value) {
        Check.invariant(!frozen, "a frozen overlay takes no edits");
        Key key = new Key(bytes);
        if (recording) {
            undo.add(new Undo(key, edits.containsKey(key), edits.getOrDefault(key, Optional.empty())));
        }
        edits.put(key, value);
        if (sorted != null) {
            sorted = sorted.put(bytes, value);
        }
    }

    /** Begins a transaction: edits from now on can be taken back. */
    void begin() {
        Check.invariant(!recording, "transactions do not nest");
        recording = true;
    }

    /** Keeps the edits of the transaction. */
    void commit() {
        undo.clear();
        recording = false;
    }

    /** Takes back the edits of the transaction. */
    void rollback() {
        rollbackTo(0);
        recording = false;
    }

    /** Where the transaction stands, for {@link #rollbackTo}. */
    int mark() {
        return undo.size();
    }

    /** Takes back the edits since a mark of this transaction. */
    void rollbackTo(int mark) {
        while (undo.size() > mark) {
            takeBack(undo.removeLast());
        }
    }

    private void takeBack(Undo step) {
        SortedEdits order = sorted;
        if (step.edited()) {
            edits.put(step.key(), step.before());
            sorted = order == null ? null : order.put(step.key().bytes, step.before());
        } else {
            edits.remove(step.key());
            sorted = order == null ? null : order.remove(step.key().bytes);
        }
    }

    /** Refuses further edits from now on. */
    public void freeze() {
        frozen = true;
    }

    /** The same state, for any thread: later edits here do not change it. A view beneath that is an overlay is frozen. */
    MapView frozenCopy() {
        return new EntryState(sorted(), base);
    }

    /** Puts another view with the same content beneath: the tree that an older overlay was merged into. */
    public void rebase(MapView newBase) {
        base = newBase;
    }

    /** Shows every edit, in no particular order. */
    public void forEach(EditVisitor visitor) {
        edits.forEach((key, value) -> visitor.visit(key.bytes, value.orElse(null)));
    }

    /** How many keys are edited. */
    public int size() {
        return edits.size();
    }

    /** The edits by key. Of a frozen overlay several threads may sort them at once: they find the same. */
    SortedEdits sorted() {
        SortedEdits made = sorted;
        if (made == null) {
            made = SortedEdits.NONE;
            for (Map.Entry<Key, Optional<byte[]>> edit : edits.entrySet()) {
                made = made.put(edit.getKey().bytes, edit.getValue());
            }
            sorted = made;
        }
        return made;
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
        Optional<byte[]> edited = edits.get(new Key(key));
        return edited == null ? base.get(key) : edited.map(byte[]::clone).orElse(null);
    }

    @Override
    public long rank(byte[] key) {
        return sorted().rank(base, key);
    }

    @Override
    public Cursor seek(byte[] key) {
        return new OverlayCursor(this::sorted, base, key, frozen);
    }
}
