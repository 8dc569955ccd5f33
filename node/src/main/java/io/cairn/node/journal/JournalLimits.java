package io.cairn.node.journal;

import io.cairn.engine.model.Check;

/**
 * Sizes that a journal keeps to, in bytes.
 *
 * @param segmentBytesMax a new segment file begins rather than let one grow beyond this
 * @param aheadBytesMin the first preallocation of a segment
 * @param aheadBytesMax preallocation doubles up to this
 * @param batchBytesMax a longer append is written and made durable in several steps
 */
public record JournalLimits(long segmentBytesMax, int aheadBytesMin, int aheadBytesMax, int batchBytesMax) {
    /** Checks that the sizes fit together. */
    public JournalLimits {
        Check.argument(
                aheadBytesMin > 0 && aheadBytesMin <= aheadBytesMax && aheadBytesMax <= segmentBytesMax,
                "journal/limits",
                "preallocation has to be positive, growing and within a segment");
        Check.argument(batchBytesMax > 0, "journal/limits", "a batch has at least one byte");
    }

    /** 64 MiB segments, preallocated 64 KiB to 4 MiB ahead, 8 MiB batches. */
    public static JournalLimits standard() {
        return new JournalLimits(64L << 20, 64 << 10, 4 << 20, 8 << 20);
    }
}
