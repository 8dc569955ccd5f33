package io.cairn.engine.tree;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Merges ascending edits into the entries of one leaf. */
final class LeafMerge {
    private final LeafDraft stored;
    private final LeafEntry[] merged;
    private int storedNext;
    private int count;
    private boolean changed;
    private @Nullable LeafEntry firstInserted;

    LeafMerge(LeafDraft stored, int editsMax) {
        this.stored = stored;
        this.merged = new LeafEntry[stored.count() + editsMax];
    }

    /** Keeps the stored entries before {@code key} and returns the one with that key, if any, for replacement. */
    @Nullable
    LeafEntry advanceTo(byte[] key) {
        while (storedNext < stored.count()) {
            LeafEntry entry = stored.entry(storedNext);
            int order = Arrays.compareUnsigned(entry.key(), key);
            if (order > 0) {
                return null;
            }
            storedNext++;
            if (order == 0) {
                return entry;
            }
            merged[count++] = entry;
        }
        return null;
    }

    void keep(LeafEntry entry) {
        merged[count++] = entry;
    }

    void remove() {
        changed = true;
    }

    void replace(LeafEntry entry) {
        merged[count++] = entry;
        changed = true;
    }

    void insert(LeafEntry entry) {
        if (firstInserted == null) {
            firstInserted = entry;
        }
        replace(entry);
    }

    boolean changed() {
        return changed;
    }

    LeafDraft result() {
        while (storedNext < stored.count()) {
            merged[count++] = stored.entry(storedNext++);
        }
        return new LeafDraft(merged, 0, count, appended(), stored.sources());
    }

    private boolean appended() {
        LeafEntry inserted = firstInserted;
        if (inserted == null || stored.count() == 0) {
            return inserted != null;
        }
        return Arrays.compareUnsigned(stored.key(stored.count() - 1), inserted.key()) < 0;
    }
}
