package io.cairn.node.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The file that remembers how far the journal was durable and acknowledged, so that damage below is never taken for a torn
 * tail.
 *
 * <p>Two slots: one is durable, the other is overwritten without waiting for the disk. They change places only
 * after a force, so a torn write always leaves the durable one. While the journal is open for writing the file
 * is called {@code head}; a closed journal's is {@code head-closed} and holds the same slot twice, so that a
 * damaged byte in either is told from a write cut short. A name changes atomically, a marker inside would not.
 */
final class HeadFile implements AutoCloseable {
    static final String OPEN_NAME = "head";
    static final String CLOSED_NAME = "head-closed";
    static final String NEW_NAME = "head.new";
    static final int BYTES = 2 * HeadSlot.BYTES;

    private final Disk disk;
    private final Path folder;
    private final byte[] databaseTag;
    private HeadSlot latest;
    private int nextSlot;
    private boolean closed;
    private @Nullable DiskFile file;

    private HeadFile(Disk disk, Path folder, byte[] databaseTag, HeadSlot latest, int nextSlot, boolean closed) {
        this.disk = disk;
        this.folder = folder;
        this.databaseTag = databaseTag;
        this.latest = latest;
        this.nextSlot = nextSlot;
        this.closed = closed;
    }

    /** Creates the head of a new journal. */
    static HeadFile create(Disk disk, Path folder, byte[] databaseTag, long firstIndex) throws IOException {
        HeadSlot slot = HeadSlot.beginning(firstIndex);
        Path fresh = folder.resolve(NEW_NAME);
        try (DiskFile file = disk.open(fresh, true)) {
            file.write(0, slot.encode(databaseTag));
            file.write(HeadSlot.BYTES, ByteBuffer.allocate(HeadSlot.BYTES));
            file.force();
        }
        disk.rename(fresh, folder.resolve(OPEN_NAME));
        disk.forceFolder(folder);
        return new HeadFile(disk, folder, databaseTag, slot, 1, false);
    }

    /** Reads the head of a journal; empty where it has none. */
    static Optional<HeadFile> load(Disk disk, Path folder, byte[] databaseTag) throws IOException {
        Path open = folder.resolve(OPEN_NAME);
        Path closed = folder.resolve(CLOSED_NAME);
        boolean wasClosed = disk.exists(closed);
        if (!wasClosed && !disk.exists(open)) {
            return Optional.empty();
        }
        if (wasClosed && disk.exists(open)) {
            throw new Damage(open, 0, "there is an open and a closed head").asFailure();
        }
        Path path = wasClosed ? closed : open;
        byte[] bytes = readAll(disk, path);
        Optional<HeadSlot> first = HeadSlot.decode(bytes, 0, databaseTag);
        Optional<HeadSlot> second = HeadSlot.decode(bytes, HeadSlot.BYTES, databaseTag);
        if (wasClosed) {
            requireSameSlots(path, bytes, first.isPresent());
        }
        boolean secondHolds = second.isPresent()
                && (first.isEmpty() || second.get().sequence() > first.get().sequence());
        HeadSlot latest = (secondHolds ? second : first)
                .orElseThrow(() -> new Damage(path, 0, "no slot is whole and of this database").asFailure());
        return Optional.of(new HeadFile(disk, folder, databaseTag, latest, secondHolds ? 0 : 1, wasClosed));
    }

    private static void requireSameSlots(Path path, byte[] bytes, boolean firstIsWhole) {
        int difference =
                Arrays.mismatch(Arrays.copyOf(bytes, HeadSlot.BYTES), Arrays.copyOfRange(bytes, HeadSlot.BYTES, BYTES));
        if (difference >= 0) {
            int at = firstIsWhole ? HeadSlot.BYTES + difference : difference;
            throw new Damage(path, at, "the two slots of a closed journal differ").asFailure();
        }
    }

    static byte[] readAll(Disk disk, Path path) throws IOException {
        byte[] bytes = new byte[BYTES];
        try (DiskFile file = disk.open(path, false)) {
            if (file.size() != BYTES || file.read(0, bytes, 0, BYTES) != BYTES) {
                throw new Damage(path, file.size(), "a head file has " + BYTES + " bytes").asFailure();
            }
        }
        return bytes;
    }

    HeadSlot latest() {
        return latest;
    }

    /** Whether the journal was closed in order and has not been written since. */
    boolean isClosed() {
        return closed;
    }

    Path path() {
        return folder.resolve(closed ? CLOSED_NAME : OPEN_NAME);
    }

    /** Says on the disk that the journal is being written; has to come before the first write. */
    void beginWriting() throws IOException {
        if (file != null) {
            return;
        }
        if (closed) {
            disk.rename(folder.resolve(CLOSED_NAME), folder.resolve(OPEN_NAME));
            closed = false;
        }
        disk.forceFolder(folder);
        DiskFile opened = disk.open(folder.resolve(OPEN_NAME), false);
        file = opened;
        opened.force();
    }

    /** Writes a slot; it survives the end of the process at once and a loss of power after {@link #settle}. */
    void write(HeadSlot slot) throws IOException {
        opened().write((long) nextSlot * HeadSlot.BYTES, slot.encode(databaseTag));
        latest = slot;
    }

    /** Makes the slot last written durable. */
    void settle() throws IOException {
        opened().force();
        nextSlot = 1 - nextSlot;
    }

    /** Leaves the mark of an orderly end, if anything was written since the last. */
    void finish(Position end) throws IOException {
        if (file == null) {
            return;
        }
        HeadSlot last = latest.next(end, latest.head());
        write(last);
        settle();
        write(last);
        settle();
        close();
        disk.rename(folder.resolve(OPEN_NAME), folder.resolve(CLOSED_NAME));
        disk.forceFolder(folder);
        closed = true;
    }

    private DiskFile opened() throws IOException {
        if (file == null) {
            throw new IOException("the head file is not open");
        }
        return file;
    }

    @Override
    public void close() throws IOException {
        DiskFile open = file;
        file = null;
        if (open != null) {
            open.close();
        }
    }
}
