package io.cairn.engine.tree;

import io.cairn.engine.model.Check;
import io.cairn.engine.view.MapView;
import java.util.Arrays;

/**
 * A cursor over one root.
 *
 * <p>Loads the path to its first position at once and every further page only when a step needs it: exactly the
 * pages that the format says a reader loads.
 */
final class TreeCursor implements MapView.Cursor {
    private final TreeReader reader;
    private final Interior[] path;
    private final int[] children;
    private LeafScan leaf;
    private int[] entryOffsets = new int[64];
    private int gap;
    private boolean onEntry;

    TreeCursor(TreeReader reader, byte[] key) {
        this.reader = reader;
        int level = reader.rootLevel();
        this.path = new Interior[level];
        this.children = new int[level];
        if (level == 0) {
            leaf = reader.rootLeaf();
        } else {
            for (int depth = 0; depth < level; depth++) {
                path[depth] =
                        depth == 0 ? reader.rootInterior() : reader.interiorBelow(path[depth - 1], children[depth - 1]);
                children[depth] = path[depth].childFor(key);
            }
            leaf = reader.leafBelow(path[level - 1], children[level - 1]);
        }
        readOffsets();
        gap = firstAtLeast(key);
    }

    @Override
    public boolean next() {
        if (gap == leaf.count() && !moveToLeaf(1)) {
            return false;
        }
        stepOn(gap);
        gap++;
        return true;
    }

    @Override
    public boolean previous() {
        if (gap == 0 && !moveToLeaf(-1)) {
            return false;
        }
        gap--;
        stepOn(gap);
        return true;
    }

    @Override
    public byte[] key() {
        Check.argument(onEntry, "cursor", "the cursor has not stepped on an entry yet");
        return leaf.key();
    }

    @Override
    public byte[] value() {
        Check.argument(onEntry, "cursor", "the cursor has not stepped on an entry yet");
        return reader.value(leaf);
    }

    private void stepOn(int index) {
        leaf.read(index, entryOffsets[index]);
        onEntry = true;
    }

    /** Moves to the leaf after (1) or before (-1) this one; false, with nothing loaded, where there is none. */
    private boolean moveToLeaf(int direction) {
        int depth = path.length - 1;
        while (depth >= 0 && !hasChild(depth, children[depth] + direction)) {
            depth--;
        }
        if (depth < 0) {
            return false;
        }
        children[depth] += direction;
        for (int below = depth + 1; below < path.length; below++) {
            path[below] = reader.interiorBelow(path[below - 1], children[below - 1]);
            children[below] = direction > 0 ? 0 : path[below].count() - 1;
        }
        leaf = reader.leafBelow(path[path.length - 1], children[path.length - 1]);
        readOffsets();
        gap = direction > 0 ? 0 : leaf.count();
        return true;
    }

    private boolean hasChild(int depth, int child) {
        return child >= 0 && child < path[depth].count();
    }

    private void readOffsets() {
        if (entryOffsets.length < leaf.count()) {
            entryOffsets = Arrays.copyOf(entryOffsets, Math.max(leaf.count(), 2 * entryOffsets.length));
        }
        for (int i = 0; i < leaf.count(); i++) {
            entryOffsets[i] = leaf.position();
            leaf.next();
        }
    }

    private int firstAtLeast(byte[] key) {
        int low = 0;
        int high = leaf.count();
        while (low < high) {
            int middle = (low + high) >>> 1;
            leaf.read(middle, entryOffsets[middle]);
            if (leaf.compareKey(key) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
