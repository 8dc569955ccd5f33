package io.cairn.engine.tree;

import io.cairn.engine.model.Hash;

/** Is told of every page that a view loads, so that exactly these pages can be sent as a witness. */
@FunctionalInterface
public interface PageTracker {
    /**
     * A page was loaded. Called once per hash and view, in the order of loading.
     *
     * @param hash the SHA-256 of {@code pageBytes}
     * @param pageBytes the hashed bytes of the page; the array belongs to the tracker
     */
    void loaded(Hash hash, byte[] pageBytes);
}
