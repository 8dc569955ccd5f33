package io.cairn.engine.witness;

import io.cairn.engine.model.Hash;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What two states have not in common between two keys, from the pages of both that differ. A page that both have under
 * one hash is stepped over without being there, because it says the same in both; every other one must be there. So
 * nothing can be left out.
 *
 * <p>Opens the very pages that {@code engine.tree}'s comparison opens.
 */
public final class WitnessDiff {
    private final WitnessWalker from;
    private final WitnessWalker to;
    private final WitnessPages pages;

    /** Sees every key that differs, in order. */
    public interface Visitor {
        /** A key with what it had in both states, null where it was not there. */
        void differs(byte[] key, byte @Nullable [] before, byte @Nullable [] after);
    }

    /** Compares the states under two roots from {@code low} up to and without {@code high}. */
    public WitnessDiff(Hash from, Hash to, WitnessPages pages, byte[] low, byte[] high) {
        this.from = new WitnessWalker(from, pages, low, high);
        this.to = new WitnessWalker(to, pages, low, high);
        this.pages = pages;
    }

    /** Tells of everything that differs, in order of keys. */
    public void run(Visitor visitor) {
        while (!from.isAtEnd() || !to.isAtEnd()) {
            WitnessWalker.Unopened removedPage = from.page();
            WitnessWalker.Unopened addedPage = to.page();
            if (removedPage != null && addedPage != null) {
                comparePages(removedPage, addedPage);
            } else if (removedPage != null && (to.isAtEnd() || compare(to.key(), removedPage.lower()) >= 0)) {
                from.open();
            } else if (addedPage != null && (from.isAtEnd() || compare(from.key(), addedPage.lower()) >= 0)) {
                to.open();
            } else {
                compareEntries(visitor);
            }
        }
    }

    private void comparePages(WitnessWalker.Unopened removed, WitnessWalker.Unopened added) {
        if (removed.hash().equals(added.hash())) {
            from.advance();
            to.advance();
        } else if (removed.endsBy(added.lower())) {
            from.open();
        } else if (added.endsBy(removed.lower())) {
            to.open();
        } else {
            boolean openFrom = removed.level() >= added.level();
            boolean openTo = added.level() >= removed.level();
            if (openFrom) {
                from.open();
            }
            if (openTo) {
                to.open();
            }
        }
    }

    /** On one side an entry at least; the other one may stand on a page that begins behind it, or at its end. */
    private void compareEntries(Visitor visitor) {
        boolean removes = from.isOnEntry();
        boolean adds = to.isOnEntry();
        int order = removes && adds ? compare(from.key(), to.key()) : removes ? -1 : 1;
        if (order < 0) {
            visitor.differs(from.key().clone(), from.value(pages), null);
            from.advance();
        } else if (order > 0) {
            visitor.differs(to.key().clone(), null, to.value(pages));
            to.advance();
        } else {
            if (!from.sameValue(to)) {
                visitor.differs(from.key().clone(), from.value(pages), to.value(pages));
            }
            from.advance();
            to.advance();
        }
    }

    private static int compare(byte[] left, byte[] right) {
        return Arrays.compareUnsigned(left, right);
    }
}
