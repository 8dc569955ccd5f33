package io.cairn.engine.tree;

import org.jspecify.annotations.Nullable;

/**
 * A port to whatever keeps the records of pages.
 *
 * <p>Ids are sequence numbers that the tree gives out, ascending and never used twice, so a store sees
 * sequential keys. Reads may come from any thread at any time; writes come from one thread at a time. A page
 * that was put must be readable at once. A store should notice damaged records itself: the tree checks hashes where
 * it merges and where it loads interior pages, not on every read. When puts and deletes become durable is the store owner's affair.
 */
public interface PageStore {
    /** The record put under {@code pageId}, or null where there is none. The caller must not change it. */
    byte @Nullable [] get(long pageId);

    /** Keeps a record under a new id. The caller must not change the array afterwards. */
    void put(long pageId, byte[] record);

    /** Forgets a record; does nothing where there is none. */
    void delete(long pageId);
}
