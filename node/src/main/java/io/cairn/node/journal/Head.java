package io.cairn.node.journal;

import java.util.Arrays;

/**
 * What the database last marked as acknowledged.
 *
 * @param index the highest acknowledged index
 * @param note bytes of the caller's own, at most {@link #NOTE_BYTES_MAX}
 */
@SuppressWarnings("ArrayRecordComponent") // equality below compares the bytes
public record Head(long index, byte[] note) {
    /** The longest note in bytes. */
    public static final int NOTE_BYTES_MAX = 1024;

    @Override
    public boolean equals(Object other) {
        return other instanceof Head head && index == head.index && Arrays.equals(note, head.note);
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(index) + Arrays.hashCode(note);
    }

    @Override
    public String toString() {
        return "Head[index=" + index + ", note=" + note.length + " bytes]";
    }
}
