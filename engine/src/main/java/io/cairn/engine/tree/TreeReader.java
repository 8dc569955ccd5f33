package io.cairn.engine.tree;

import io.cairn.engine.model.Check;
import io.cairn.engine.model.Hash;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Loads the pages of one root, step by step from the top, and tells a tracker of each. */
final class TreeReader {
    private final Pages pages;
    private final TreeRoot root;
    private final byte[] rootHash;
    private final @Nullable PageTracker tracker;
    private final Set<Hash> tracked = new HashSet<>();

    TreeReader(Pages pages, TreeRoot root, @Nullable PageTracker tracker) {
        this.pages = pages;
        this.root = root;
        this.rootHash = root.hash().toBytes();
        this.tracker = tracker;
    }

    int rootLevel() {
        return root.level();
    }

    Interior rootInterior() {
        Interior page = interior(root.pageId(), root.level(), rootHash, 0);
        track(root.hash(), page.record(), page.pageLength());
        return page;
    }

    LeafScan rootLeaf() {
        LeafScan leaf = pages.leaf(root.pageId());
        trackLeaf(root.hash(), leaf);
        return leaf;
    }

    /** The child of a page of level 2 or above. */
    Interior interiorBelow(Interior parent, int child) {
        Interior page = interior(parent.childId(child), parent.level() - 1, parent.record(), parent.hashOffset(child));
        if (tracker != null) {
            track(parent.childHash(child), page.record(), page.pageLength());
        }
        return page;
    }

    /** The child of a page of level 1. */
    LeafScan leafBelow(Interior parent, int child) {
        LeafScan leaf = pages.leaf(parent.childId(child));
        if (tracker != null) {
            trackLeaf(parent.childHash(child), leaf);
        }
        return leaf;
    }

    /** The leaf that covers a key. */
    LeafScan leafFor(byte[] key) {
        if (root.level() == 0) {
            return rootLeaf();
        }
        Interior page = rootInterior();
        while (page.level() > 1) {
            page = interiorBelow(page, page.childFor(key));
        }
        return leafBelow(page, page.childFor(key));
    }

    /** The value of the entry that a scan stands on. */
    byte[] value(LeafScan entry) {
        if (!entry.external()) {
            return entry.inlineValue();
        }
        long pageId = entry.valuePageId();
        byte[] record = pages.value(pageId, entry.head() >>> 1);
        if (tracker != null) {
            track(entry.valueHash(), record, record.length);
        }
        return Arrays.copyOfRange(record, 1, record.length);
    }

    private Interior interior(long pageId, int level, byte[] hashSource, int hashOffset) {
        Interior page = pages.interior(pageId, hashSource, hashOffset);
        Check.invariant(page.level() == level, "a page is one level above its children");
        return page;
    }

    private void trackLeaf(Hash hash, LeafScan leaf) {
        if (tracker != null && !tracked.contains(hash)) {
            track(hash, leaf.record(), leaf.pageLength());
            leaf.restart();
        }
    }

    private void track(Hash hash, byte[] record, int pageLength) {
        if (tracker != null && tracked.add(hash)) {
            tracker.loaded(hash, Arrays.copyOf(record, pageLength));
        }
    }
}
