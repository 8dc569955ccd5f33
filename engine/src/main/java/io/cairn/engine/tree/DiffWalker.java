package io.cairn.engine.tree;

import io.cairn.engine.model.Hash;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stands on one item of a root after another, in key order: a page not opened yet, or an entry of an opened leaf.
 *
 * <p>Items outside the range asked for are stepped over.
 */
final class DiffWalker {
    private final Pages pages;
    private final @Nullable PageTracker tracker;
    private final TreeReader values;
    private final byte[] fromKey;
    private final byte @Nullable [] toKey;
    private final Deque<Unopened> unopened = new ArrayDeque<>();
    private @Nullable LeafScan leaf;

    DiffWalker(Pages pages, TreeRoot root, byte[] fromKey, byte @Nullable [] toKey, @Nullable PageTracker tracker) {
        this.pages = pages;
        this.tracker = tracker;
        this.values = new TreeReader(pages, root, tracker);
        this.fromKey = fromKey;
        this.toKey = toKey;
        Child page = Child.stored(
                Child.NO_BYTES, root.entries(), root.pageId(), root.hash().toBytes(), 0);
        unopened.push(new Unopened(page, root.level(), null));
        skipOutside();
    }

    /** The leaf standing on the current entry, or null where the current item is none. */
    @Nullable
    LeafScan entry() {
        return leaf;
    }

    /** The current page, or null where the current item is an entry or nothing is left. */
    @Nullable
    Unopened page() {
        return leaf == null ? unopened.peek() : null;
    }

    byte[] value(LeafScan entry) {
        return values.value(entry);
    }

    /** Steps to the first item in the current page. */
    void open() {
        Unopened item = unopened.pop();
        long pageId = item.page.pageId();
        if (item.level == 0) {
            LeafScan opened = pages.leaf(pageId);
            if (tracker != null) {
                track(item, opened.record(), opened.pageLength());
                opened.restart();
            }
            leaf = opened;
            advance();
            return;
        }
        Interior interior = pages.interior(pageId, item.page.hashSource(), item.page.hashOffset());
        track(item, interior.record(), interior.pageLength());
        List<Child> children = InteriorDraft.childrenOf(item.page, interior);
        byte @Nullable [] upperBound = item.upperBound;
        for (Child child : children.reversed()) {
            unopened.push(new Unopened(child, item.level - 1, upperBound));
            upperBound = child.bound();
        }
        skipOutside();
    }

    private void track(Unopened item, byte[] record, int pageLength) {
        if (tracker != null) {
            Hash hash = Hash.of(item.page.hashSource(), item.page.hashOffset());
            tracker.loaded(hash, Arrays.copyOf(record, pageLength));
        }
    }

    /** Steps over the current item. */
    void advance() {
        LeafScan entries = leaf;
        if (entries == null) {
            unopened.pop();
        } else {
            while (entries.next()) {
                if (entries.compareKey(fromKey) >= 0) {
                    if (toKey != null && entries.compareKey(toKey) >= 0) {
                        break;
                    }
                    return;
                }
            }
            leaf = null;
        }
        skipOutside();
    }

    private void skipOutside() {
        Unopened item = unopened.peek();
        while (item != null && item.endsBy(fromKey)) {
            unopened.pop();
            item = unopened.peek();
        }
        if (item != null && toKey != null && Arrays.compareUnsigned(item.lowerBound(), toKey) >= 0) {
            unopened.clear();
        }
    }

    /** A page with the range of keys that it may hold. */
    static final class Unopened {
        private final Child page;
        private final int level;
        private final byte @Nullable [] upperBound;

        Unopened(Child page, int level, byte @Nullable [] upperBound) {
            this.page = page;
            this.level = level;
            this.upperBound = upperBound;
        }

        int level() {
            return level;
        }

        byte[] lowerBound() {
            return page.bound();
        }

        /** Whether every key of the page is below {@code key}. */
        boolean endsBy(byte[] key) {
            return upperBound != null && Arrays.compareUnsigned(upperBound, key) <= 0;
        }

        boolean sameHash(Unopened other) {
            return Arrays.equals(
                    page.hashSource(),
                    page.hashOffset(),
                    page.hashOffset() + PageFormat.HASH_BYTES,
                    other.page.hashSource(),
                    other.page.hashOffset(),
                    other.page.hashOffset() + PageFormat.HASH_BYTES);
        }
    }
}
