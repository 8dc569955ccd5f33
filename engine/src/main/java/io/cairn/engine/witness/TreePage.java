package io.cairn.engine.witness;

import io.cairn.engine.model.Hash;
import org.jspecify.annotations.Nullable;

/** A tree page that keeps every rule which can be checked without knowing its parent. */
sealed interface TreePage permits LeafPage, InteriorPage {
    /** The page's own hash. */
    Hash hash();

    /** 0 for a leaf, else one more than the level of its children. */
    int level();

    /** How many leaf entries are in the page or claimed to be below it. */
    long entries();

    /** Whether all keys of the page may stand between the bounds that its parent gives it. */
    boolean within(byte[] lower, byte @Nullable [] upper);
}
