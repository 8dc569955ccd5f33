package io.cairn.node.journal;

import io.cairn.engine.model.Check;
import java.util.Arrays;

/** Where every 64th record of a segment begins. Written by the journal's writer, read from any thread. */
final class SparseIndex {
    private static final int STRIDE = 64;

    private final long firstIndex;
    private long[] offsets = new long[16];
    private int size;

    SparseIndex(long firstIndex) {
        this.firstIndex = firstIndex;
    }

    /** Notes where record {@code index} begins; indexes come in order. */
    synchronized void add(long index, long offset) {
        long place = index - firstIndex;
        if (place % STRIDE != 0) {
            return;
        }
        Check.invariant(place / STRIDE == size, "records enter the sparse index in order");
        if (size == offsets.length) {
            offsets = Arrays.copyOf(offsets, 2 * size);
        }
        offsets[size++] = offset;
    }

    /** Where to begin to read in order to meet {@code index}: a known record at or before it. */
    synchronized Start startOf(long index) {
        if (size == 0) {
            return new Start(firstIndex, SegmentFormat.HEADER_BYTES);
        }
        int slot = (int) Math.min((index - firstIndex) / STRIDE, size - 1);
        return new Start(firstIndex + (long) slot * STRIDE, offsets[slot]);
    }

    /** A record and the offset of its frame (or of the mark before it). */
    record Start(long index, long offset) {}
}
