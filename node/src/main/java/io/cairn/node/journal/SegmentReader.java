package io.cairn.node.journal;

import io.cairn.engine.log.JournalFrame;
import io.cairn.engine.log.JournalRecord;
import io.cairn.engine.model.CairnException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.OptionalLong;

/** Steps through the marks and frames of one segment file and judges each by itself. */
final class SegmentReader {
    private static final int WINDOW_BYTES = 64 << 10;

    private final DiskFile file;
    private byte[] window = new byte[WINDOW_BYTES];
    private long windowStart;
    private int windowLength;
    private long offset;
    private long limit;

    /** Reads from {@code offset} as far as {@code limit}, both in bytes from the start of the file. */
    SegmentReader(DiskFile file, long offset, long limit) {
        this.file = file;
        this.offset = offset;
        this.limit = limit;
    }

    /** What stands at one place of a segment. */
    sealed interface Step {
        /** A whole record in {@code [start, end)}. */
        record Whole(JournalRecord record, long start, long end) implements Step {}

        /** A mark that says which index comes next. */
        record Mark(long firstIndex, long start) implements Step {}

        /** The end of the data: the limit, or a frame of length 0. */
        record End(long start) implements Step {}

        /** Bytes that are neither. */
        record Damaged(long start, String reason) implements Step {}
    }

    /** Lets the reader see what was appended since. */
    void extendTo(long newLimit) {
        limit = newLimit;
    }

    /** Reads the next step; at the end and at damage it stays where it is. */
    Step next() throws IOException {
        long start = offset;
        ByteBuffer header = view(start, JournalFrame.HEADER_BYTES);
        if (header.remaining() < JournalFrame.HEADER_BYTES) {
            return isZero(header) ? new Step.End(start) : new Step.Damaged(start, "the data ends within a frame");
        }
        int length = header.getInt(header.position());
        if (length == 0) {
            return isZero(header) ? new Step.End(start) : new Step.Damaged(start, "a frame of length 0 has a checksum");
        }
        if (SegmentFormat.looksLikeMark(header)) {
            return nextMark(start);
        }
        boolean possible = length >= JournalFrame.BODY_BYTES_MIN && length <= JournalFrame.BODY_BYTES_MAX;
        return nextFrame(start, view(start, JournalFrame.HEADER_BYTES + (possible ? length : 0)));
    }

    private Step nextMark(long start) throws IOException {
        ByteBuffer mark = view(start, SegmentFormat.MARK_BYTES);
        OptionalLong firstIndex =
                SegmentFormat.readMark(mark.array(), mark.arrayOffset() + mark.position(), mark.remaining());
        if (firstIndex.isEmpty()) {
            return new Step.Damaged(start, "the mark before a batch is damaged");
        }
        offset = start + SegmentFormat.MARK_BYTES;
        return new Step.Mark(firstIndex.getAsLong(), start);
    }

    private Step nextFrame(long start, ByteBuffer frame) {
        JournalRecord record;
        try {
            record = JournalFrame.read(frame);
        } catch (CairnException.Corrupt e) {
            return new Step.Damaged(start, String.valueOf(e.getMessage()));
        }
        offset = start + JournalFrame.size(record);
        return new Step.Whole(record, start, offset);
    }

    /** The bytes from {@code start}, {@code wanted} of them or what there is up to the limit. */
    private ByteBuffer view(long start, int wanted) throws IOException {
        int available = (int) Math.min(wanted, Math.max(0, limit - start));
        if (start < windowStart || start + available > windowStart + windowLength) {
            fill(start, available);
        }
        int from = (int) (start - windowStart);
        return ByteBuffer.wrap(window, from, Math.min(available, windowLength - from));
    }

    private void fill(long start, int needed) throws IOException {
        int size = Math.max(WINDOW_BYTES, needed);
        if (window.length != size) {
            window = new byte[size];
        }
        windowLength = file.read(start, window, 0, (int) Math.min(size, limit - start));
        windowStart = start;
    }

    private static boolean isZero(ByteBuffer bytes) {
        for (int i = bytes.position(); i < bytes.limit(); i++) {
            if (bytes.get(i) != 0) {
                return false;
            }
        }
        return true;
    }
}
