package io.cairn.node.journal;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** One file of the journal; knows where its records are as soon as somebody asks. */
final class Segment {
    private final Disk disk;
    private final Path path;
    private final long firstIndex;
    private @Nullable SparseIndex index;

    Segment(Disk disk, Path folder, long firstIndex) {
        this.disk = disk;
        this.path = folder.resolve(SegmentFormat.fileName(firstIndex));
        this.firstIndex = firstIndex;
    }

    /** A segment whose records are known already. */
    Segment(Disk disk, Path folder, long firstIndex, SparseIndex index) {
        this(disk, folder, firstIndex);
        this.index = index;
    }

    Path path() {
        return path;
    }

    long firstIndex() {
        return firstIndex;
    }

    DiskFile open() throws IOException {
        return disk.open(path, false);
    }

    /**
     * Where each 64th record is. A full segment is walked the first time; what follows a damaged frame stays
     * unknown, so that whoever asks for it meets the damage.
     */
    synchronized SparseIndex index() throws IOException {
        SparseIndex known = index;
        if (known == null) {
            known = new SparseIndex(firstIndex);
            try (DiskFile file = open()) {
                SegmentScan.of(path, file, firstIndex, known);
            }
            index = known;
        }
        return known;
    }
}
