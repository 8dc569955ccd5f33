package io.cairn.engine.witness;

import io.cairn.engine.model.Hash;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Stands on one item of a root after another between two keys: a page not opened yet, or an entry of an opened leaf. */
final class WitnessWalker {
    private static final byte[] LEAST_KEY = {};

    private final WitnessPages pages;
    private final byte[] low;
    private final byte[] high;
    private final Deque<Unopened> unopened = new ArrayDeque<>();
    private @Nullable LeafPage leaf;
    private int place;

    WitnessWalker(Hash root, WitnessPages pages, byte[] low, byte[] high) {
        this.pages = pages;
        this.low = low;
        this.high = high;
        unopened.push(new Unopened(root, pages.tree(root).level(), LEAST_KEY, null, null));
        skipOutside();
    }

    /**
     * A page with the range of keys that it may hold.
     *
     * @param step the way to it; null for the root
     */
    record Unopened(
            Hash hash,
            int level,
            byte[] lower,
            byte @Nullable [] upper,
            @Nullable PathStep step) {
        /** Whether every key of the page is below {@code key}. */
        boolean endsBy(byte[] key) {
            return upper != null && Arrays.compareUnsigned(upper, key) <= 0;
        }
    }

    boolean isAtEnd() {
        return leaf == null && unopened.isEmpty();
    }

    boolean isOnEntry() {
        return leaf != null;
    }

    /** The current page, or null where the current item is an entry or nothing is left. */
    @Nullable
    Unopened page() {
        return leaf == null ? unopened.peek() : null;
    }

    private LeafPage entered() {
        return Objects.requireNonNull(leaf, "the walker stands on an entry");
    }

    /** The current entry's key, not a copy. */
    byte[] key() {
        return entered().keys().get(place);
    }

    byte[] value(WitnessPages values) {
        return entered().value(place, values);
    }

    boolean sameValue(WitnessWalker other) {
        return entered().sameValue(place, other.entered(), other.place);
    }

    /** Steps to the first item in the current page. */
    void open() {
        Unopened item = unopened.pop();
        PathStep step = item.step();
        TreePage page = step == null ? pages.tree(item.hash()) : step.load(pages);
        switch (page) {
            case LeafPage opened -> {
                leaf = opened;
                place = opened.keys().below(low) - 1;
                advance();
            }
            case InteriorPage interior -> {
                for (int i = interior.childCount() - 1; i >= 0; i--) {
                    PathStep into = new PathStep(step, interior, i, item.lower(), item.upper());
                    unopened.push(new Unopened(
                            interior.child(i), interior.level() - 1, into.childLower(), into.childUpper(), into));
                }
                skipOutside();
            }
        }
    }

    /** Steps over the current item. */
    void advance() {
        LeafPage entries = leaf;
        if (entries == null) {
            unopened.pop();
        } else {
            place++;
            boolean isWithin = place < entries.keys().size()
                    && Arrays.compareUnsigned(entries.keys().get(place), high) < 0;
            if (isWithin) {
                return;
            }
            leaf = null;
        }
        skipOutside();
    }

    private void skipOutside() {
        Unopened item = unopened.peek();
        while (item != null && item.endsBy(low)) {
            unopened.pop();
            item = unopened.peek();
        }
        if (item != null && Arrays.compareUnsigned(item.lower(), high) >= 0) {
            unopened.clear();
        }
    }
}
