package io.cairn.node.journal;

import io.cairn.engine.log.JournalFrame;
import io.cairn.engine.log.JournalRecord;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Check;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * The durable, ordered records of one database, in a folder of its own.
 *
 * <p>Threading: appending, marking and closing take one lock and belong to one writer, whose thread must never
 * be interrupted (an interrupt inside a write closes the file, which stops the journal). Reading takes no lock
 * and sees what was durable when it asked.
 *
 * <p>After a failed write or force the journal is stopped: what the disk holds is not known any more, so nothing
 * is acknowledged until it is opened anew. What was durable can still be read.
 */
public final class Journal implements AutoCloseable {
    private static final int BUFFER_BYTES_KEPT = 1 << 20;

    private final Disk disk;
    private final Path folder;
    private final byte[] databaseTag;
    private final JournalLimits limits;
    private final HeadFile head;
    private final ConcurrentSkipListMap<Long, Segment> segments;
    private SegmentWriter writer;
    private ByteBuffer buffer = ByteBuffer.allocate(64 << 10);
    private long sealedBytes;
    private volatile long bytesOnDisk;
    private volatile Position end;
    private volatile @Nullable String stopped;
    private volatile boolean closed;

    private Journal(Disk disk, Path folder, byte[] databaseTag, JournalLimits limits, Recovery.Recovered recovered) {
        this.disk = disk;
        this.folder = folder;
        this.databaseTag = databaseTag;
        this.limits = limits;
        this.head = recovered.head();
        this.segments = recovered.segments();
        this.writer = recovered.writer();
        this.sealedBytes = recovered.sealedBytes();
        this.end = recovered.end();
        this.bytesOnDisk = sealedBytes + writer.allocatedBytes() + HeadFile.BYTES;
    }

    /**
     * Opens the journal of a database, and begins it where the folder is new. A torn last batch is cut.
     *
     * @throws CairnException.Corrupt {@code journal-corrupt}, naming file, offset and index, when anything else
     *     does not read back
     * @throws CairnException.Unavailable {@code journal-unreadable} when the disk fails
     */
    public static Journal open(Disk disk, Path folder, String databaseId, JournalLimits limits) {
        byte[] tag = SegmentFormat.databaseTag(databaseId);
        try {
            return new Journal(disk, folder, tag, limits, new Recovery(disk, folder, tag, limits).run());
        } catch (IOException e) {
            throw new CairnException.Unavailable(
                    "journal-unreadable", "the journal in " + folder + " cannot be opened: " + e.getMessage(), e);
        }
    }

    /** The index of the first record, whether it is there yet or not. */
    public long firstIndex() {
        return segments.firstKey();
    }

    /** The index of the last durable record; {@code firstIndex() - 1} while there is none. */
    public long lastIndex() {
        return end.lastIndex();
    }

    /** The bytes that the journal takes on the disk, with what is allocated ahead. */
    public long bytesOnDisk() {
        return bytesOnDisk;
    }

    /**
     * Writes records whose indexes follow {@link #lastIndex} without a gap, and returns when they are durable.
     * After a crash before that, any number of them from the first on may be there.
     *
     * @throws CairnException.Incorrect {@code argument-invalid} for a gap; nothing is written
     * @throws CairnException.Unavailable {@code journal-stopped} when this or an earlier write failed
     */
    public synchronized void append(List<JournalRecord> records) {
        requireWritable();
        long expected = end.lastIndex() + 1;
        for (JournalRecord record : records) {
            Check.argument(
                    record.index() == expected,
                    "journal/index",
                    "record " + expected + " is next in the journal, got " + record.index());
            expected++;
        }
        guarded(() -> {
            for (int from = 0; from < records.size(); ) {
                from += appendBatch(records.subList(from, records.size()));
            }
        });
    }

    /** Writes as many of the records as make one batch and returns their number. */
    private int appendBatch(List<JournalRecord> records) throws IOException {
        int count = 0;
        int bytes = SegmentFormat.MARK_BYTES;
        while (count < records.size()) {
            int size = JournalFrame.size(records.get(count));
            if (count > 0 && bytes + size > limits.batchBytesMax()) {
                break;
            }
            bytes += size;
            count++;
        }
        head.beginWriting();
        if (!writer.isEmpty() && !writer.hasRoomFor(bytes)) {
            roll(records.getFirst().index());
        }
        write(records.subList(0, count), bytes);
        return count;
    }

    private void write(List<JournalRecord> batch, int bytes) throws IOException {
        if (buffer.capacity() < bytes) {
            buffer = ByteBuffer.allocate(Math.max(bytes, Math.min(2 * buffer.capacity(), BUFFER_BYTES_KEPT)));
        }
        buffer.clear();
        long dataEnd = writer.dataEnd();
        long[] offsets = new long[batch.size()];
        SegmentFormat.writeMark(batch.getFirst().index(), buffer);
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = dataEnd + buffer.position();
            JournalFrame.write(batch.get(i), buffer);
        }
        writer.append(buffer.flip());
        SparseIndex index = writer.segment().index();
        for (int i = 0; i < offsets.length; i++) {
            index.add(batch.get(i).index(), offsets[i]);
        }
        bytesOnDisk = sealedBytes + writer.allocatedBytes() + HeadFile.BYTES;
        end = new Position(batch.getLast().index(), writer.segment().firstIndex(), writer.dataEnd());
        // Whatever the caller marks and when: from here on damage to this batch is damage, not a torn tail.
        head.write(head.latest().next(end, head.latest().head()));
        if (buffer.capacity() > BUFFER_BYTES_KEPT) {
            buffer = ByteBuffer.allocate(BUFFER_BYTES_KEPT);
        }
    }

    private void roll(long firstIndex) throws IOException {
        head.settle();
        writer.seal();
        sealedBytes += writer.allocatedBytes();
        writer = SegmentWriter.create(disk, folder, databaseTag, firstIndex, limits);
        segments.put(firstIndex, writer.segment());
    }

    /**
     * Reads one record.
     *
     * @throws CairnException.NotFound {@code record-not-found} outside {@code [firstIndex, lastIndex]}
     * @throws CairnException.Corrupt {@code journal-corrupt} when it does not match its checksum
     */
    public JournalRecord read(long index) {
        try (RecordCursor cursor = readFrom(index)) {
            return cursor.next().orElseThrow(() -> notFound(index));
        }
    }

    /**
     * A cursor whose first record is {@code index}, which may be one that is still to come.
     *
     * @throws CairnException.NotFound {@code record-not-found} before {@link #firstIndex}
     */
    public RecordCursor readFrom(long index) {
        if (index < firstIndex()) {
            throw notFound(index);
        }
        return new RecordCursor(this, index);
    }

    private CairnException.NotFound notFound(long index) {
        return new CairnException.NotFound(
                "record-not-found",
                "the journal holds records " + firstIndex() + " to " + lastIndex() + ", not " + index);
    }

    /**
     * Reads every byte of one full segment: the first that begins at {@code index} or behind it. Answers the first index
     * behind that segment, or empty where there is no full one left. The last segment was checked when the journal was
     * opened, and grows since.
     *
     * @throws CairnException.Corrupt {@code journal-corrupt} where anything is not what was written
     */
    public OptionalLong check(long index) {
        long growing = end().segmentFirst();
        Map.Entry<Long, Segment> found = segments.ceilingEntry(index);
        if (found == null || found.getKey() >= growing) {
            return OptionalLong.empty();
        }
        long next = segments.higherKey(found.getKey());
        Segment segment = found.getValue();
        try (DiskFile file = segment.open()) {
            byte[] header = new byte[SegmentFormat.HEADER_BYTES];
            int length = file.read(0, header, 0, header.length);
            Optional<String> fault = SegmentFormat.headerFault(header, length, segment.firstIndex(), databaseTag);
            if (fault.isPresent()) {
                throw new Damage(segment.path(), 0, fault.get()).whileReading(segment.firstIndex());
            }
            SegmentScan scan =
                    SegmentScan.of(segment.path(), file, segment.firstIndex(), new SparseIndex(segment.firstIndex()));
            if (scan.damage().isPresent()) {
                throw scan.damage().get().whileReading(scan.lastIndex() + 1);
            }
            if (scan.lastIndex() + 1 != next) {
                throw new Damage(segment.path(), scan.dataEnd(), "the data end before the next segment begins")
                        .whileReading(scan.lastIndex() + 1);
            }
            return OptionalLong.of(next);
        } catch (IOException e) {
            throw new CairnException.Unavailable(
                    "journal-unreadable", segment.path() + " cannot be read: " + e.getMessage(), e);
        }
    }

    Position end() {
        if (closed) {
            throw new CairnException.Unavailable("journal-closed", "the journal in " + folder + " is closed");
        }
        return end;
    }

    Segment segmentOf(long index) {
        Map.Entry<Long, Segment> entry = segments.floorEntry(index);
        Check.invariant(entry != null, "a segment begins at or before every index of the journal");
        return entry.getValue();
    }

    /**
     * Remembers that everything up to {@code index} was acknowledged, with a note of at most {@link
     * Head#NOTE_BYTES_MAX} bytes. Not forced: it survives the process at once, and a loss of power once the
     * operating system has written it.
     *
     * @throws CairnException.Incorrect {@code argument-invalid} when the index is not in the journal, is lower
     *     than the last one, or the note is too long
     * @throws CairnException.Unavailable {@code journal-stopped} as in {@link #append}
     */
    public synchronized void markHead(long index, byte[] note) {
        requireWritable();
        Head last = head.latest().head();
        Check.argument(
                index >= Math.max(last.index(), 1) && index <= end.lastIndex(),
                "journal/head",
                "the head moves from " + last.index() + " up to at most " + end.lastIndex() + ", not to " + index);
        Check.argument(
                note.length <= Head.NOTE_BYTES_MAX,
                "journal/head",
                "a head note has at most " + Head.NOTE_BYTES_MAX + " bytes, got " + note.length);
        guarded(() -> {
            head.beginWriting();
            head.write(head.latest().next(end, new Head(index, note.clone())));
        });
    }

    /** What was last marked, or empty when nothing ever was. */
    public synchronized Optional<Head> head() {
        Head last = head.latest().head();
        return last.index() == 0
                ? Optional.empty()
                : Optional.of(new Head(last.index(), last.note().clone()));
    }

    private interface DiskWork {
        void run() throws IOException;
    }

    /** Runs disk work; unless it ends well, the journal is stopped for good. */
    private void guarded(DiskWork work) {
        @Nullable String cause = "a write did not end";
        try {
            work.run();
            cause = null;
        } catch (IOException e) {
            cause = String.valueOf(e.getMessage());
            throw new CairnException.Unavailable("journal-stopped", stoppedMessage(cause), e);
        } finally {
            if (cause != null) {
                stopped = cause;
            }
        }
    }

    private void requireWritable() {
        if (closed) {
            throw new CairnException.Unavailable("journal-closed", "the journal in " + folder + " is closed");
        }
        String cause = stopped;
        if (cause != null) {
            throw new CairnException.Unavailable("journal-stopped", stoppedMessage(cause));
        }
    }

    private String stoppedMessage(String cause) {
        return "the journal in " + folder + " is stopped because its disk failed: " + cause;
    }

    /**
     * Leaves the mark of an orderly end, unless the journal is stopped, and closes its files.
     *
     * @throws CairnException.Unavailable {@code journal-stopped} when the mark cannot be left; the records are
     *     durable all the same
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        boolean orderly = stopped == null;
        guarded(() -> {
            try (SegmentWriter _ = writer;
                    HeadFile openHead = head) {
                if (orderly) {
                    openHead.finish(end);
                }
            }
        });
    }
}
