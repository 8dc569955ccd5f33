package io.cairn.engine.witness;

import io.cairn.engine.model.Hash;
import org.jspecify.annotations.Nullable;

/**
 * The way from the root down to one leaf, every page of it checked.
 *
 * <p>Immutable, so that a page which fails its check leaves a cursor where it was.
 */
record LeafPath(LeafPage leaf, @Nullable PathStep last) {
    private static final byte[] LEAST_KEY = {};

    /** Which child of a page the way goes on to. */
    private interface Choice {
        int child(InteriorPage page);
    }

    /** The way to the leaf whose range holds {@code key}, whatever the key's length. */
    static LeafPath covering(byte[] key, Hash root, WitnessPages pages) {
        return descend(pages.tree(root), null, page -> page.childFor(key), pages);
    }

    /** The way to the next leaf, or null, with no page loaded, where this is the last. */
    @Nullable
    LeafPath next(WitnessPages pages) {
        for (PathStep step = last; step != null; step = step.above()) {
            PathStep next = step.toNext();
            if (next != null) {
                return descend(next.load(pages), next, _ -> 0, pages);
            }
        }
        return null;
    }

    /** The way to the previous leaf, or null, with no page loaded, where this is the first. */
    @Nullable
    LeafPath previous(WitnessPages pages) {
        for (PathStep step = last; step != null; step = step.above()) {
            PathStep previous = step.toPrevious();
            if (previous != null) {
                return descend(previous.load(pages), previous, page -> page.childCount() - 1, pages);
            }
        }
        return null;
    }

    /** How many entries the leaves before this one hold. */
    long entriesBefore() {
        long before = 0;
        for (PathStep step = last; step != null; step = step.above()) {
            before += step.entriesBefore();
        }
        return before;
    }

    private static LeafPath descend(TreePage from, @Nullable PathStep into, Choice choice, WitnessPages pages) {
        TreePage page = from;
        PathStep step = into;
        while (true) {
            switch (page) {
                case LeafPage leaf -> {
                    return new LeafPath(leaf, step);
                }
                case InteriorPage interior -> {
                    byte[] lower = step == null ? LEAST_KEY : step.childLower();
                    byte[] upper = step == null ? null : step.childUpper();
                    step = new PathStep(step, interior, choice.child(interior), lower, upper);
                    page = step.load(pages);
                }
            }
        }
    }
}
