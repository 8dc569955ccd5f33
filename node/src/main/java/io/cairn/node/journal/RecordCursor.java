package io.cairn.node.journal;

import io.cairn.engine.log.JournalRecord;
import io.cairn.engine.model.CairnException;
import io.cairn.node.journal.SegmentReader.Step;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads records in order and follows the journal as it grows. One thread at a time; close it when done, it holds
 * a file open.
 */
public final class RecordCursor implements AutoCloseable {
    private final Journal journal;
    private long nextIndex;
    private @Nullable OpenSegment current;

    RecordCursor(Journal journal, long index) {
        this.journal = journal;
        this.nextIndex = index;
    }

    private record OpenSegment(Segment segment, DiskFile file, SegmentReader reader) {}

    /**
     * The next record, or empty while the journal has no further one.
     *
     * @throws CairnException.Corrupt {@code journal-corrupt} when it does not match its checksum or place
     * @throws CairnException.Unavailable {@code journal-unreadable} when the disk does not give it
     */
    public Optional<JournalRecord> next() {
        Position end = journal.end();
        if (nextIndex > end.lastIndex()) {
            return Optional.empty();
        }
        Segment segment = journal.segmentOf(nextIndex);
        try {
            OpenSegment open = enter(segment);
            boolean grows = segment.firstIndex() == end.segmentFirst();
            open.reader().extendTo(grows ? end.dataEnd() : open.file().size());
            JournalRecord record = seek(open);
            nextIndex++;
            return Optional.of(record);
        } catch (IOException e) {
            throw new CairnException.Unavailable(
                    "journal-unreadable", segment.path() + " cannot be read: " + e.getMessage(), e);
        }
    }

    private OpenSegment enter(Segment segment) throws IOException {
        OpenSegment open = current;
        if (open != null && open.segment().firstIndex() == segment.firstIndex()) {
            return open;
        }
        close();
        // The first record needs no index, so that a walk over old segments does not read them twice.
        long offset = nextIndex == segment.firstIndex()
                ? SegmentFormat.HEADER_BYTES
                : segment.index().startOf(nextIndex).offset();
        DiskFile file = segment.open();
        open = new OpenSegment(segment, file, new SegmentReader(file, offset, offset));
        current = open;
        return open;
    }

    private JournalRecord seek(OpenSegment open) throws IOException {
        while (true) {
            switch (open.reader().next()) {
                case Step.Mark _ -> {}
                case Step.Whole whole -> {
                    long index = whole.record().index();
                    if (index == nextIndex) {
                        return whole.record();
                    }
                    if (index > nextIndex) {
                        throw damage(open, whole.start(), "it holds record " + index);
                    }
                }
                case Step.Damaged damaged -> throw damage(open, damaged.start(), damaged.reason());
                case Step.End end -> throw damage(open, end.start(), "the data ends here");
            }
        }
    }

    private CairnException.Corrupt damage(OpenSegment open, long offset, String reason) {
        return new Damage(open.segment().path(), offset, reason).whileReading(nextIndex);
    }

    @Override
    public void close() {
        OpenSegment open = current;
        current = null;
        if (open == null) {
            return;
        }
        try {
            open.file().close();
        } catch (IOException e) {
            throw new CairnException.Unavailable(
                    "journal-unreadable", open.segment().path() + " cannot be closed: " + e.getMessage(), e);
        }
    }
}
