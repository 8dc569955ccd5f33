package io.cairn.engine.witness;

import io.cairn.engine.model.CairnException;
import org.jspecify.annotations.Nullable;

/** The step from an interior page into one of its children, with the steps above it. */
final class PathStep {
    private final @Nullable PathStep above;
    private final InteriorPage page;
    private final int child;
    private final byte[] lower;
    private final byte @Nullable [] upper;

    /** A step into {@code child} of a page that may hold keys from {@code lower} on and below {@code upper}. */
    PathStep(@Nullable PathStep above, InteriorPage page, int child, byte[] lower, byte @Nullable [] upper) {
        this.above = above;
        this.page = page;
        this.child = child;
        this.lower = lower;
        this.upper = upper;
    }

    @Nullable
    PathStep above() {
        return above;
    }

    byte[] childLower() {
        return page.lowerBound(child, lower);
    }

    byte @Nullable [] childUpper() {
        return page.upperBound(child, upper);
    }

    /** How many entries stand below this page but before the child. */
    long entriesBefore() {
        return page.entriesBefore(child);
    }

    /** The step from the same page to the next child, or null after the last. */
    @Nullable
    PathStep toNext() {
        return child + 1 < page.childCount() ? new PathStep(above, page, child + 1, lower, upper) : null;
    }

    /** The step from the same page to the previous child, or null before the first. */
    @Nullable
    PathStep toPrevious() {
        return child > 0 ? new PathStep(above, page, child - 1, lower, upper) : null;
    }

    /** Loads the child and checks everything that its parent says about it. */
    TreePage load(WitnessPages pages) {
        TreePage loaded = pages.tree(page.child(child));
        if (loaded.level() != page.level() - 1) {
            throw invalid(
                    "witness-level-wrong",
                    loaded,
                    "level " + loaded.level() + " below a page of level " + page.level());
        }
        if (loaded.entries() != page.entriesBelow(child)) {
            throw invalid(
                    "witness-count-wrong",
                    loaded,
                    loaded.entries() + " entries where the parent says " + page.entriesBelow(child));
        }
        if (!loaded.within(childLower(), childUpper())) {
            throw invalid("witness-order-wrong", loaded, "keys outside the separators of the parent");
        }
        return loaded;
    }

    private static CairnException.ProofInvalid invalid(String code, TreePage page, String what) {
        return new CairnException.ProofInvalid(code, page.hash().hex(), what);
    }
}
