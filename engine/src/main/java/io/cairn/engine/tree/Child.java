package io.cairn.engine.tree;

import org.jspecify.annotations.Nullable;

/**
 * A page seen from its parent while a batch is merged: stored already, or a draft that will be.
 *
 * <p>The bound is the least key the page may hold; the first child of a page has the page's own bound.
 */
final class Child {
    static final byte[] NO_BYTES = {};

    private final byte[] bound;
    private @Nullable Draft draft;
    private final long entries;
    private long pageId;
    private byte[] hashSource;
    private int hashOffset;

    private Child(byte[] bound, @Nullable Draft draft, long entries) {
        this.bound = bound;
        this.draft = draft;
        this.entries = entries;
        this.hashSource = NO_BYTES;
    }

    static Child stored(byte[] bound, long entries, long pageId, byte[] hashSource, int hashOffset) {
        Child child = new Child(bound, null, entries);
        child.stored(pageId, hashSource, hashOffset);
        return child;
    }

    static Child drafted(byte[] bound, Draft draft) {
        return new Child(bound, draft, draft.entries());
    }

    /** The draft has been written as this page. */
    void stored(long id, byte[] source, int offset) {
        draft = null;
        pageId = id;
        hashSource = source;
        hashOffset = offset;
    }

    byte[] bound() {
        return bound;
    }

    @Nullable
    Draft draft() {
        return draft;
    }

    long entries() {
        return entries;
    }

    long pageId() {
        return pageId;
    }

    byte[] hashSource() {
        return hashSource;
    }

    int hashOffset() {
        return hashOffset;
    }
}
