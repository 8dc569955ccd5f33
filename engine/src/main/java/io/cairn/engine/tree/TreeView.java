package io.cairn.engine.tree;

import io.cairn.engine.view.MapView;
import org.jspecify.annotations.Nullable;

/** One root as a map. */
final class TreeView implements MapView {
    private final TreeReader reader;

    TreeView(TreeReader reader) {
        this.reader = reader;
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
        LeafScan leaf = reader.leafFor(key);
        if (leaf.comparePrefix(key) != 0) {
            return null;
        }
        while (leaf.next()) {
            int order = leaf.compareSuffix(key);
            if (order >= 0) {
                return order == 0 ? reader.value(leaf) : null;
            }
        }
        return null;
    }

    @Override
    public Cursor seek(byte[] key) {
        return new TreeCursor(reader, key);
    }

    @Override
    public long rank(byte[] key) {
        if (reader.rootLevel() == 0) {
            return rankIn(reader.rootLeaf(), key);
        }
        Interior page = reader.rootInterior();
        int child = page.childFor(key);
        long before = page.entriesBefore(child);
        while (page.level() > 1) {
            page = reader.interiorBelow(page, child);
            child = page.childFor(key);
            before += page.entriesBefore(child);
        }
        return before + rankIn(reader.leafBelow(page, child), key);
    }

    private static long rankIn(LeafScan leaf, byte[] key) {
        int prefix = leaf.comparePrefix(key);
        if (prefix != 0) {
            return prefix < 0 ? 0 : leaf.count();
        }
        long below = 0;
        while (leaf.next() && leaf.compareSuffix(key) < 0) {
            below++;
        }
        return below;
    }
}
