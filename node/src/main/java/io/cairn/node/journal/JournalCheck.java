package io.cairn.node.journal;

import io.cairn.engine.log.JournalRecord;
import io.cairn.engine.model.CairnException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Reads every byte of a journal that nobody has open, changes nothing, and says what is wrong with it. */
public final class JournalCheck {
    private final Disk disk;
    private final Path folder;
    private final Consumer<JournalRecord> visitor;
    private long firstIndex;
    private long lastIndex;
    private long bytes;
    private boolean closed;
    private byte[] databaseTag = {};

    private JournalCheck(Disk disk, Path folder, Consumer<JournalRecord> visitor) {
        this.disk = disk;
        this.folder = folder;
        this.visitor = visitor;
    }

    /**
     * What the check found.
     *
     * @param closed whether the journal was closed in order; otherwise a torn tail may be among the damage, which
     *     opening the journal cuts
     * @param firstIndex the first index of the journal
     * @param records the number of records before the end or the first damage
     * @param bytes the length of the files that were read
     * @param damage the first damage
     */
    public record Report(boolean closed, long firstIndex, long records, long bytes, Optional<Damage> damage) {}

    /**
     * Checks the head file, each segment's header, frames, marks and padding, and that they follow each other.
     *
     * @throws CairnException.NotFound {@code journal-not-found} when the folder holds no journal
     * @throws CairnException.Unavailable {@code journal-unreadable} when the disk fails
     * @throws CairnException.Unsupported when a newer version wrote it
     */
    public static Report verify(Disk disk, Path folder) {
        return verify(disk, folder, _ -> {});
    }

    /** As above, showing every record that is whole and in its place to {@code visitor}, in order. */
    public static Report verify(Disk disk, Path folder, Consumer<JournalRecord> visitor) {
        JournalCheck check = new JournalCheck(disk, folder, visitor);
        try {
            Optional<Damage> damage = check.run();
            long records = check.lastIndex - check.firstIndex + 1;
            return new Report(check.closed, check.firstIndex, records, check.bytes, damage);
        } catch (IOException e) {
            throw new CairnException.Unavailable(
                    "journal-unreadable", "the journal in " + folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    private Optional<Damage> run() throws IOException {
        TreeSet<Long> segments = segments();
        closed = disk.exists(folder.resolve(HeadFile.CLOSED_NAME));
        Path headPath = folder.resolve(closed ? HeadFile.CLOSED_NAME : HeadFile.OPEN_NAME);
        if (!disk.exists(headPath)) {
            if (segments.isEmpty()) {
                throw new CairnException.NotFound("journal-not-found", "there is no journal in " + folder);
            }
            return Optional.of(new Damage(headPath, 0, "there are segments but no head file"));
        }
        HeadSlot slot;
        try {
            slot = readHead(headPath);
        } catch (CairnException.Corrupt e) {
            return Optional.of(new Damage(headPath, 0, String.valueOf(e.getMessage())));
        }
        firstIndex = slot.firstIndex();
        lastIndex = firstIndex - 1;
        return checkSegments(segments, slot);
    }

    private TreeSet<Long> segments() throws IOException {
        TreeSet<Long> segments = new TreeSet<>();
        if (disk.exists(folder)) {
            for (Path path : disk.list(folder)) {
                OptionalLong first = SegmentFormat.firstIndexOf(String.valueOf(path.getFileName()));
                first.ifPresent(segments::add);
            }
        }
        return segments;
    }

    private HeadSlot readHead(Path path) throws IOException {
        byte[] file = HeadFile.readAll(disk, path);
        bytes += file.length;
        databaseTag = HeadSlot.databaseTagOf(file, HeadSlot.decodeAny(file, 0).isPresent() ? 0 : HeadSlot.BYTES);
        HeadSlot latest = HeadFile.load(disk, folder, databaseTag)
                .orElseThrow(() -> new Damage(path, 0, "the head file went away").asFailure())
                .latest();
        for (int from = 0; from < file.length; from += HeadSlot.BYTES) {
            if (HeadSlot.decode(file, from, databaseTag).isEmpty() && !isZero(file, from)) {
                throw new Damage(path, from, "the slot is damaged").asFailure();
            }
        }
        return latest;
    }

    private static boolean isZero(byte[] file, int from) {
        for (int i = from; i < from + HeadSlot.BYTES; i++) {
            if (file[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private Optional<Damage> checkSegments(TreeSet<Long> segments, HeadSlot slot) throws IOException {
        Position end = new Position(lastIndex, firstIndex, SegmentFormat.HEADER_BYTES);
        for (long first : segments) {
            Path path = folder.resolve(SegmentFormat.fileName(first));
            if (first != lastIndex + 1) {
                return Optional.of(new Damage(path, 0, "record " + (lastIndex + 1) + " is in no segment before it"));
            }
            try (DiskFile file = disk.open(path, false)) {
                bytes += file.size();
                Optional<Damage> damage = checkHeader(path, file, first);
                if (damage.isPresent()) {
                    return damage;
                }
                SegmentScan scan = SegmentScan.of(path, file, first, new SparseIndex(first), visitor);
                lastIndex = scan.lastIndex();
                end = new Position(lastIndex, first, scan.dataEnd());
                if (scan.damage().isPresent()) {
                    return scan.damage();
                }
            }
        }
        boolean reached =
                closed ? end.equals(slot.end()) : lastIndex >= slot.end().lastIndex();
        String reason = "the data ends after record " + lastIndex + ", the head file tells of record "
                + slot.end().lastIndex();
        Path last = folder.resolve(SegmentFormat.fileName(end.segmentFirst()));
        return reached && !segments.isEmpty() ? Optional.empty() : Optional.of(new Damage(last, end.dataEnd(), reason));
    }

    private Optional<Damage> checkHeader(Path path, DiskFile file, long first) throws IOException {
        byte[] header = new byte[SegmentFormat.HEADER_BYTES];
        int length = file.read(0, header, 0, header.length);
        return SegmentFormat.headerFault(header, length, first, databaseTag).map(fault -> new Damage(path, 0, fault));
    }
}
