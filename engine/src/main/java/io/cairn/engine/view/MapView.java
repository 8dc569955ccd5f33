package io.cairn.engine.view;

import org.jspecify.annotations.Nullable;

/**
 * An immutable ordered map from byte keys to byte values, ordered by unsigned bytes.
 *
 * <p>Not thread-safe unless an implementation says so. Arrays handed out belong to the caller.
 */
public interface MapView {
    /** The value of {@code key}, or null where absent. */
    byte @Nullable [] get(byte[] key);

    /** A cursor placed before the first entry whose key is at least {@code key}. */
    Cursor seek(byte[] key);

    /**
     * How many entries have a key below {@code key}. Together with its value for another key this
     * counts a range without reading it.
     */
    long rank(byte[] key);

    /** Walks entries in either direction. A new cursor stands between two entries. */
    interface Cursor {
        /** Steps to the next entry; false at the end. */
        boolean next();

        /** Steps to the previous entry; false at the beginning. */
        boolean previous();

        /** The key of the entry stepped on last. */
        byte[] key();

        /** The value of the entry stepped on last. */
        byte[] value();
    }
}
