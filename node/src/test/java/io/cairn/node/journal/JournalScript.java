package io.cairn.node.journal;

import io.cairn.engine.log.JournalRecord;
import io.cairn.engine.log.RecordKind;
import io.cairn.engine.model.CairnException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A seeded series of appends, marks, reads and reopenings, and what it was promised on the way. */
final class JournalScript {
    static final Path FOLDER = Path.of("/journal");
    static final String DATABASE = "db3_db:test";

    /** Small, so that a short script meets every kind of growth. */
    static final JournalLimits LIMITS = new JournalLimits(4096, 128, 1024, 700);

    private final List<JournalRecord> handed = new ArrayList<>();
    private long acknowledged;

    JournalScript copy() {
        JournalScript copy = new JournalScript();
        copy.handed.addAll(handed);
        copy.acknowledged = acknowledged;
        return copy;
    }

    static JournalRecord record(long index, SplittableRandom random) {
        byte[] payload = new byte[random.nextInt(10) == 0 ? random.nextInt(1500) : random.nextInt(60)];
        random.nextBytes(payload);
        return new JournalRecord(0, index, RecordKind.ENTRY, payload);
    }

    static JournalRecord text(long index, String text) {
        return new JournalRecord(0, index, RecordKind.ENTRY, text.getBytes(StandardCharsets.UTF_8));
    }

    static Journal open(Disk disk) {
        return Journal.open(disk, FOLDER, DATABASE, LIMITS);
    }

    /** Runs until the end or the first failure, which it throws. The journal is left open, as by a kill. */
    void run(Disk disk, long seed, int operations) {
        SplittableRandom random = new SplittableRandom(seed);
        Journal journal = open(disk);
        for (int i = 0; i < operations; i++) {
            int what = random.nextInt(10);
            if (what < 5) {
                append(journal, random);
            } else if (what < 8 && acknowledged > 0) {
                journal.markHead(acknowledged, new byte[random.nextInt(20)]);
            } else if (what < 9 && acknowledged > 0) {
                journal.read(random.nextLong(1, acknowledged + 1));
            } else if (i % 7 == 0) {
                journal.close();
                journal = open(disk);
            }
        }
    }

    /** Appends a few records behind what the journal holds. */
    void append(Journal journal, SplittableRandom random) {
        List<JournalRecord> batch = new ArrayList<>();
        long first = journal.lastIndex() + 1;
        int count = 1 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            batch.add(record(first + i, random));
        }
        handed.subList((int) first - 1, handed.size()).clear();
        handed.addAll(batch);
        try {
            journal.append(batch);
        } catch (CairnException.Unavailable e) {
            requireStopped(journal, first);
            throw e;
        }
        acknowledged = journal.lastIndex();
    }

    private static void requireStopped(Journal journal, long first) {
        try {
            journal.append(List.of(record(first, new SplittableRandom(0))));
        } catch (CairnException.Unavailable e) {
            if ("journal-stopped".equals(e.code())) {
                return;
            }
        }
        throw new AssertionError("the journal goes on after a failed write");
    }

    /** Fails unless the journal holds all that was acknowledged and nothing that was not handed over. */
    void requireKept(Journal journal, String what) {
        if (journal.lastIndex() < acknowledged) {
            throw new AssertionError(what + ": record " + acknowledged + " was acknowledged, the journal ends at "
                    + journal.lastIndex());
        }
        if (journal.lastIndex() > handed.size()) {
            throw new AssertionError(what + ": " + handed.size() + " records were handed over, the journal holds "
                    + journal.lastIndex());
        }
        try (RecordCursor cursor = journal.readFrom(1)) {
            for (long index = 1; index <= journal.lastIndex(); index++) {
                if (!cursor.next().orElseThrow().equals(handed.get((int) index - 1))) {
                    throw new AssertionError(what + ": record " + index + " is not what was handed over");
                }
            }
        }
        if (journal.head().map(Head::index).orElse(0L) > handed.size()) {
            throw new AssertionError(what + ": the head is at a record that was never handed over");
        }
    }
}
