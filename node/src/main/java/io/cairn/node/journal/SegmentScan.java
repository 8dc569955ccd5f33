package io.cairn.node.journal;

import io.cairn.engine.log.JournalRecord;
import io.cairn.node.journal.SegmentReader.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * What a walk over a whole segment found.
 *
 * @param lastIndex the last record before the end or the damage; one less than the first if there is none
 * @param dataEnd the offset behind that record
 * @param damage the first byte that should not be there: a bad frame, or anything but zeros behind the data
 * @param maybeTorn whether a write cut short can explain the damage
 */
record SegmentScan(long lastIndex, long dataEnd, Optional<Damage> damage, boolean maybeTorn) {
    private static final int WINDOW_BYTES = 64 << 10;

    /** Walks {@code file} behind its header and notes the records in {@code index}. */
    static SegmentScan of(Path path, DiskFile file, long firstIndex, SparseIndex index) throws IOException {
        return of(path, file, firstIndex, index, _ -> {});
    }

    /** As above, showing every whole record in its place to {@code visitor}. */
    static SegmentScan of(Path path, DiskFile file, long firstIndex, SparseIndex index, Consumer<JournalRecord> visitor)
            throws IOException {
        SegmentReader reader = new SegmentReader(file, SegmentFormat.HEADER_BYTES, file.size());
        Walk walk = new Walk(path, file, firstIndex, index, visitor);
        Optional<SegmentScan> found = Optional.empty();
        while (found.isEmpty()) {
            found = walk.take(reader.next());
        }
        return found.get();
    }

    /**
     * The offset of a mark at or behind the end of the data that begins a batch later than the one that holds
     * the first missing record. Whoever wrote it had seen the earlier batch made durable.
     */
    OptionalLong laterBatch(DiskFile file) throws IOException {
        byte[] window = new byte[WINDOW_BYTES];
        long size = file.size();
        for (long at = dataEnd; at < size; at += WINDOW_BYTES - SegmentFormat.MARK_BYTES + 1) {
            int count = file.read(at, window, 0, window.length);
            for (int i = 0; i + SegmentFormat.MARK_BYTES <= count; i++) {
                OptionalLong mark = SegmentFormat.readMark(window, i, count - i);
                if (mark.isPresent() && mark.getAsLong() > lastIndex + 1 && mark.getAsLong() < lastIndex + size) {
                    return OptionalLong.of(at + i);
                }
            }
        }
        return OptionalLong.empty();
    }

    private static final class Walk {
        private final Path path;
        private final DiskFile file;
        private final SparseIndex index;
        private final Consumer<JournalRecord> visitor;
        private long lastIndex;
        private long dataEnd = SegmentFormat.HEADER_BYTES;
        private boolean marked;

        Walk(Path path, DiskFile file, long firstIndex, SparseIndex index, Consumer<JournalRecord> visitor) {
            this.path = path;
            this.file = file;
            this.index = index;
            this.visitor = visitor;
            this.lastIndex = firstIndex - 1;
        }

        /** Takes one step; the result is there when it was the last. */
        Optional<SegmentScan> take(Step step) throws IOException {
            return switch (step) {
                case Step.Mark mark -> takeMark(mark);
                case Step.Whole whole -> takeRecord(whole);
                case Step.Damaged damaged -> damaged(damaged.start(), damaged.reason(), true);
                case Step.End end -> takeEnd(end.start());
            };
        }

        private Optional<SegmentScan> takeMark(Step.Mark mark) {
            if (marked || mark.firstIndex() != lastIndex + 1) {
                return misplaced(mark.start(), "the mark of batch " + mark.firstIndex());
            }
            marked = true;
            return Optional.empty();
        }

        private Optional<SegmentScan> takeRecord(Step.Whole whole) {
            boolean unmarked = dataEnd == SegmentFormat.HEADER_BYTES && !marked;
            if (unmarked || whole.record().index() != lastIndex + 1) {
                return misplaced(whole.start(), "record " + whole.record().index());
            }
            marked = false;
            lastIndex++;
            dataEnd = whole.end();
            index.add(lastIndex, whole.start());
            visitor.accept(whole.record());
            return Optional.empty();
        }

        private Optional<SegmentScan> takeEnd(long end) throws IOException {
            if (marked) {
                return damaged(end, "no record follows the mark of a batch", true);
            }
            OptionalLong nonZero = firstNonZero(end);
            return nonZero.isPresent()
                    ? damaged(nonZero.getAsLong(), "a byte behind the data is not zero", true)
                    : Optional.of(new SegmentScan(lastIndex, dataEnd, Optional.empty(), false));
        }

        private Optional<SegmentScan> misplaced(long start, String what) {
            return damaged(start, "it holds " + what + " instead of record " + (lastIndex + 1), false);
        }

        private Optional<SegmentScan> damaged(long start, String reason, boolean maybeTorn) {
            Damage damage = new Damage(path, start, reason);
            return Optional.of(new SegmentScan(lastIndex, dataEnd, Optional.of(damage), maybeTorn));
        }

        private OptionalLong firstNonZero(long from) throws IOException {
            byte[] window = new byte[WINDOW_BYTES];
            for (long at = from; ; at += window.length) {
                int count = file.read(at, window, 0, window.length);
                for (int i = 0; i < count; i++) {
                    if (window[i] != 0) {
                        return OptionalLong.of(at + i);
                    }
                }
                if (count < window.length) {
                    return OptionalLong.empty();
                }
            }
        }
    }
}
