package io.cairn.node.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Finds the end of a journal's data when it is opened, and tells a torn last batch from damage.
 *
 * <p>A torn batch was never acknowledged, and is cut. Everything else that does not read back is damage, and
 * the journal stays shut: records that the head file saw durable, bytes before the mark of a later batch,
 * anything at all in a journal that was closed in order.
 */
final class Recovery {
    private static final int COPY_BYTES = 1 << 20;

    private final Disk disk;
    private final Path folder;
    private final byte[] databaseTag;
    private final JournalLimits limits;

    Recovery(Disk disk, Path folder, byte[] databaseTag, JournalLimits limits) {
        this.disk = disk;
        this.folder = folder;
        this.databaseTag = databaseTag;
        this.limits = limits;
    }

    /** What an open journal works on. */
    record Recovered(
            HeadFile head,
            ConcurrentSkipListMap<Long, Segment> segments,
            SegmentWriter writer,
            Position end,
            long sealedBytes) {}

    Recovered run() throws IOException {
        prepareFolder();
        ConcurrentSkipListMap<Long, Segment> segments = findSegments();
        HeadFile head = loadHead(segments.isEmpty());
        if (segments.isEmpty()) {
            return begin(head, segments);
        }
        requireSegment(head, segments.firstKey(), head.latest().firstIndex());
        long sealedBytes = 0;
        for (Segment segment : segments.headMap(segments.lastKey()).values()) {
            sealedBytes += checkHeader(segment);
        }
        Segment last = segments.lastEntry().getValue();
        checkHeader(last);
        SparseIndex index = new SparseIndex(last.firstIndex());
        Position end = recoverLast(last, index, head);
        Segment known = new Segment(disk, folder, last.firstIndex(), index);
        segments.put(known.firstIndex(), known);
        SegmentWriter writer = SegmentWriter.resume(known, limits, end.dataEnd());
        if (!head.isClosed()) {
            raiseFloor(head, end);
        }
        return new Recovered(head, segments, writer, end, sealedBytes);
    }

    private void prepareFolder() throws IOException {
        if (!disk.exists(folder)) {
            disk.createFolder(folder);
            Path parent = folder.toAbsolutePath().getParent();
            if (parent != null) {
                disk.forceFolder(parent);
            }
        }
        for (String unfinished : new String[] {HeadFile.NEW_NAME, SegmentWriter.NEW_NAME}) {
            if (disk.exists(folder.resolve(unfinished))) {
                disk.delete(folder.resolve(unfinished));
            }
        }
    }

    private ConcurrentSkipListMap<Long, Segment> findSegments() throws IOException {
        ConcurrentSkipListMap<Long, Segment> segments = new ConcurrentSkipListMap<>();
        for (Path path : disk.list(folder)) {
            SegmentFormat.firstIndexOf(String.valueOf(path.getFileName()))
                    .ifPresent(first -> segments.put(first, new Segment(disk, folder, first)));
        }
        return segments;
    }

    private HeadFile loadHead(boolean mayBeNew) throws IOException {
        Optional<HeadFile> head = HeadFile.load(disk, folder, databaseTag);
        if (head.isPresent()) {
            return head.get();
        }
        if (!mayBeNew) {
            throw new Damage(folder.resolve(HeadFile.OPEN_NAME), 0, "there are segments but no head file").asFailure();
        }
        return HeadFile.create(disk, folder, databaseTag, 1);
    }

    private Recovered begin(HeadFile head, ConcurrentSkipListMap<Long, Segment> segments) throws IOException {
        HeadSlot slot = head.latest();
        if (head.isClosed() || slot.end().lastIndex() >= slot.firstIndex()) {
            Path missing = folder.resolve(SegmentFormat.fileName(slot.firstIndex()));
            throw new Damage(missing, 0, "the segment is missing").whileReading(slot.firstIndex());
        }
        SegmentWriter writer = SegmentWriter.create(disk, folder, databaseTag, slot.firstIndex(), limits);
        segments.put(slot.firstIndex(), writer.segment());
        return new Recovered(head, segments, writer, slot.end(), 0);
    }

    private void requireSegment(HeadFile head, long found, long wanted) {
        if (found != wanted) {
            Path missing = folder.resolve(SegmentFormat.fileName(wanted));
            throw new Damage(missing, 0, "the segment is missing, although " + head.path() + " counts on it")
                    .whileReading(wanted);
        }
    }

    /** Checks the header and returns the length of the file. */
    private long checkHeader(Segment segment) throws IOException {
        byte[] header = new byte[SegmentFormat.HEADER_BYTES];
        try (DiskFile file = segment.open()) {
            int length = file.read(0, header, 0, header.length);
            Optional<String> fault = SegmentFormat.headerFault(header, length, segment.firstIndex(), databaseTag);
            if (fault.isPresent()) {
                throw new Damage(segment.path(), 0, fault.get()).whileReading(segment.firstIndex());
            }
            return file.size();
        }
    }

    private Position recoverLast(Segment last, SparseIndex index, HeadFile head) throws IOException {
        Position floor = head.latest().end();
        if (floor.segmentFirst() > last.firstIndex()) {
            requireSegment(head, last.firstIndex(), floor.segmentFirst());
        }
        try (DiskFile file = last.open()) {
            SegmentScan scan = SegmentScan.of(last.path(), file, last.firstIndex(), index);
            Position end = new Position(scan.lastIndex(), last.firstIndex(), scan.dataEnd());
            if (scan.damage().isPresent()) {
                refuseUnlessTorn(scan, scan.damage().get(), file, head);
            }
            requireFloor(last, end, head);
            if (!head.isClosed()) {
                cut(file, end.dataEnd());
                boolean floorIsHere = floor.segmentFirst() == last.firstIndex();
                rewrite(file, floorIsHere ? floor.dataEnd() : SegmentFormat.HEADER_BYTES, end.dataEnd());
                file.force();
            }
            return end;
        }
    }

    private static void refuseUnlessTorn(SegmentScan scan, Damage damage, DiskFile file, HeadFile head)
            throws IOException {
        if (head.isClosed() || !scan.maybeTorn()) {
            throw damage.whileReading(scan.lastIndex() + 1);
        }
        OptionalLong later = scan.laterBatch(file);
        if (later.isPresent()) {
            String reason = damage.reason() + "; a later batch follows at offset " + later.getAsLong();
            throw new Damage(damage.file(), damage.offset(), reason).whileReading(scan.lastIndex() + 1);
        }
    }

    /** The data has to reach what the head file saw durable; after an orderly end it has to end right there. */
    private static void requireFloor(Segment last, Position end, HeadFile head) {
        Position floor = head.latest().end();
        boolean reached = end.lastIndex() > floor.lastIndex() || end.equals(floor);
        boolean emptyAfterFloor = end.lastIndex() == floor.lastIndex() && end.segmentFirst() > floor.segmentFirst();
        if (head.isClosed() ? !end.equals(floor) : !(reached || emptyAfterFloor)) {
            String reason = "the data ends after record " + end.lastIndex() + ", but " + head.path()
                    + " tells of record " + floor.lastIndex() + " ending at offset " + floor.dataEnd();
            throw new Damage(last.path(), end.dataEnd(), reason).whileReading(end.lastIndex() + 1);
        }
    }

    private static void cut(DiskFile file, long dataEnd) throws IOException {
        SegmentWriter.writeZeros(file, dataEnd, file.size());
    }

    /**
     * Writes the data above the floor once more. After a force that failed, the operating system may hold pages
     * that look written and never reached the disk; a force now would skip them.
     */
    private static void rewrite(DiskFile file, long from, long to) throws IOException {
        byte[] window = new byte[(int) Math.min(COPY_BYTES, Math.max(0, to - from))];
        for (long at = from; at < to; at += window.length) {
            int count = file.read(at, window, 0, (int) Math.min(window.length, to - at));
            file.write(at, ByteBuffer.wrap(window, 0, count));
        }
    }

    private static void raiseFloor(HeadFile head, Position end) throws IOException {
        head.beginWriting();
        head.write(head.latest().next(end, head.latest().head()));
        head.settle();
    }
}
