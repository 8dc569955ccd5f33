package io.cairn.node.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * The segment that grows. Zeros are written ahead of the data, so that most batches land in blocks that the file
 * owns already and making them durable touches no metadata.
 */
final class SegmentWriter implements AutoCloseable {
    static final String NEW_NAME = "segment.new";

    private static final int ZERO_BYTES = 1 << 20;

    private final Segment segment;
    private final DiskFile file;
    private final JournalLimits limits;
    private long dataEnd;
    private long allocated;
    private int ahead;

    private SegmentWriter(Segment segment, DiskFile file, JournalLimits limits, long dataEnd, long allocated) {
        this.segment = segment;
        this.file = file;
        this.limits = limits;
        this.dataEnd = dataEnd;
        this.allocated = allocated;
        this.ahead = Math.clamp(allocated, limits.aheadBytesMin(), limits.aheadBytesMax());
    }

    /** Creates an empty segment. It gets its name when its header is durable, so no segment has half a header. */
    static SegmentWriter create(Disk disk, Path folder, byte[] databaseTag, long firstIndex, JournalLimits limits)
            throws IOException {
        Segment segment = new Segment(disk, folder, firstIndex, new SparseIndex(firstIndex));
        Path fresh = folder.resolve(NEW_NAME);
        try (DiskFile file = disk.open(fresh, true)) {
            file.truncate(0);
            file.write(0, SegmentFormat.header(firstIndex, databaseTag));
            writeZeros(file, SegmentFormat.HEADER_BYTES, limits.aheadBytesMin());
            file.force();
        }
        disk.rename(fresh, segment.path());
        disk.forceFolder(folder);
        return resume(segment, limits, SegmentFormat.HEADER_BYTES);
    }

    /** Continues a segment whose data ends at {@code dataEnd} and has only zeros behind. */
    static SegmentWriter resume(Segment segment, JournalLimits limits, long dataEnd) throws IOException {
        DiskFile file = segment.open();
        return new SegmentWriter(segment, file, limits, dataEnd, file.size());
    }

    Segment segment() {
        return segment;
    }

    long dataEnd() {
        return dataEnd;
    }

    long allocatedBytes() {
        return allocated;
    }

    boolean isEmpty() {
        return dataEnd == SegmentFormat.HEADER_BYTES;
    }

    /** Whether {@code bytes} more fit into a segment of the largest size. */
    boolean hasRoomFor(int bytes) {
        return dataEnd + bytes <= limits.segmentBytesMax();
    }

    /** Writes a batch behind the data and waits until it is durable. */
    void append(ByteBuffer batch) throws IOException {
        long end = dataEnd + batch.remaining();
        file.write(dataEnd, batch);
        if (end > allocated) {
            long target = Math.max(end, Math.min(end + ahead, limits.segmentBytesMax()));
            writeZeros(file, end, target);
            allocated = target;
            ahead = Math.min(2 * ahead, limits.aheadBytesMax());
        }
        file.force();
        dataEnd = end;
    }

    /** Gives back what was allocated and not used; nothing more is written to this segment. */
    void seal() throws IOException {
        file.truncate(dataEnd);
        file.force();
        allocated = dataEnd;
        file.close();
    }

    static void writeZeros(DiskFile file, long from, long to) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocate((int) Math.min(ZERO_BYTES, Math.max(0, to - from)));
        for (long at = from; at < to; at += zeros.limit()) {
            zeros.clear().limit((int) Math.min(zeros.capacity(), to - at));
            file.write(at, zeros);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
