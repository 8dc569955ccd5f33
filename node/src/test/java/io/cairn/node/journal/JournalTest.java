package io.cairn.node.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.log.JournalFrame;
import io.cairn.engine.log.JournalRecord;
import io.cairn.engine.log.RecordKind;
import io.cairn.engine.model.CairnException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final String DATABASE = "db3_db:test";

    @TempDir
    Path temporary;

    private Journal open(JournalLimits limits) {
        return Journal.open(RealDisk.INSTANCE, temporary.resolve("journal"), DATABASE, limits);
    }

    @Test
    void findsEveryRecordAgainOverManySegments() throws IOException {
        long seed = 3;
        List<JournalRecord> all = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(seed);
        try (Journal journal = open(JournalScript.LIMITS)) {
            while (all.size() < 2000) {
                List<JournalRecord> batch = new ArrayList<>();
                for (int count = 1 + random.nextInt(20); count > 0; count--) {
                    batch.add(JournalScript.record(all.size() + batch.size() + 1, random));
                }
                journal.append(batch);
                all.addAll(batch);
            }
            requireAll(journal, all, seed);
        }
        try (Journal journal = open(JournalScript.LIMITS)) {
            requireAll(journal, all, seed);
            assertThat(journal.bytesOnDisk()).isEqualTo(bytesInFolder());
        }
        assertThat(segmentFiles()).hasSizeGreaterThan(20);
    }

    private static void requireAll(Journal journal, List<JournalRecord> all, long seed) {
        assertThat(journal.firstIndex()).isEqualTo(1);
        assertThat(journal.lastIndex()).isEqualTo(all.size());
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 300; i++) {
            int index = 1 + random.nextInt(all.size());
            assertThat(journal.read(index)).as("seed " + seed).isEqualTo(all.get(index - 1));
        }
        int from = 1 + random.nextInt(all.size());
        try (RecordCursor cursor = journal.readFrom(from)) {
            for (JournalRecord record : all.subList(from - 1, all.size())) {
                assertThat(cursor.next()).contains(record);
            }
            assertThat(cursor.next()).isEmpty();
        }
    }

    private List<Path> segmentFiles() throws IOException {
        try (var files = Files.list(temporary.resolve("journal"))) {
            return files.filter(path -> path.toString().endsWith(".seg")).toList();
        }
    }

    private long bytesInFolder() throws IOException {
        long bytes = 0;
        try (var files = Files.list(temporary.resolve("journal"))) {
            for (Path path : files.toList()) {
                bytes += Files.size(path);
            }
        }
        return bytes;
    }

    @Test
    void keepsTheLongestRecordAndOneAfterIt() {
        byte[] payload = new byte[JournalFrame.PAYLOAD_BYTES_MAX];
        new SplittableRandom(1).nextBytes(payload);
        JournalRecord longest = new JournalRecord(7, 1, RecordKind.CONFIG, payload);
        try (Journal journal = open(JournalLimits.standard())) {
            journal.append(List.of(longest, JournalScript.text(2, "after")));
        }
        try (Journal journal = open(JournalLimits.standard())) {
            assertThat(journal.read(1)).isEqualTo(longest);
            assertThat(journal.read(2)).isEqualTo(JournalScript.text(2, "after"));
        }
    }

    @Test
    void followsTheJournalWhileItGrows() {
        try (Journal journal = open(JournalScript.LIMITS);
                RecordCursor cursor = journal.readFrom(2)) {
            assertThat(cursor.next()).isEmpty();
            journal.append(List.of(JournalScript.text(1, "one")));
            assertThat(cursor.next()).isEmpty();
            for (int index = 2; index < 400; index++) {
                journal.append(List.of(JournalScript.text(index, "record " + index)));
                assertThat(cursor.next()).contains(JournalScript.text(index, "record " + index));
                assertThat(cursor.next()).isEmpty();
            }
        }
    }

    @Test
    void readersSeeOnlyWholeRecordsWhileOneWrites() throws Exception {
        int count = 3000;
        try (Journal journal = open(JournalScript.LIMITS);
                ExecutorService readers = Executors.newFixedThreadPool(2)) {
            Callable<Long> follow = () -> {
                long seen = 0;
                try (RecordCursor cursor = journal.readFrom(1)) {
                    while (seen < count) {
                        JournalRecord record = cursor.next().orElse(null);
                        if (record == null) {
                            Thread.onSpinWait();
                            continue;
                        }
                        seen++;
                        assertThat(record).isEqualTo(JournalScript.text(seen, "record " + seen));
                    }
                }
                return seen;
            };
            Future<Long> first = readers.submit(follow);
            Future<Long> second = readers.submit(follow);
            for (int from = 1; from <= count; from += 50) {
                List<JournalRecord> batch = new ArrayList<>();
                for (int index = from; index < from + 50; index++) {
                    batch.add(JournalScript.text(index, "record " + index));
                }
                journal.append(batch);
            }
            assertThat(first.get()).isEqualTo(count);
            assertThat(second.get()).isEqualTo(count);
        }
    }

    @Test
    void anInterruptedReaderStopsNobody() {
        try (Journal journal = open(JournalScript.LIMITS)) {
            journal.append(List.of(JournalScript.text(1, "one")));
            Thread.currentThread().interrupt();
            assertThat(journal.read(1)).isEqualTo(JournalScript.text(1, "one"));
            assertThat(Thread.interrupted()).isTrue();
            journal.append(List.of(JournalScript.text(2, "two")));
            assertThat(journal.read(2)).isEqualTo(JournalScript.text(2, "two"));
        }
    }

    @Test
    void refusesGapsAndKeepsOutWhatFollows() {
        try (Journal journal = open(JournalScript.LIMITS)) {
            for (List<JournalRecord> batch : List.of(
                    List.of(JournalScript.text(2, "early")),
                    List.of(JournalScript.text(1, "one"), JournalScript.text(3, "gap")),
                    List.of(JournalScript.text(1, "one"), JournalScript.text(1, "twice")))) {
                assertThatThrownBy(() -> journal.append(batch)).isInstanceOf(CairnException.Incorrect.class);
            }
            assertThat(journal.lastIndex()).isZero();
            journal.append(List.of());
            journal.append(List.of(JournalScript.text(1, "one")));
            assertThat(journal.lastIndex()).isEqualTo(1);
        }
    }

    @Test
    void saysWhichRecordsItHas() {
        try (Journal journal = open(JournalScript.LIMITS)) {
            journal.append(List.of(JournalScript.text(1, "one")));
            for (long index : new long[] {-1, 0, 2, Long.MAX_VALUE}) {
                assertThatThrownBy(() -> journal.read(index))
                        .isInstanceOf(CairnException.NotFound.class)
                        .hasMessageContaining("records 1 to 1");
            }
        }
    }

    @Test
    void remembersTheHeadAndItsNote() {
        try (Journal journal = open(JournalScript.LIMITS)) {
            assertThat(journal.head()).isEmpty();
            assertThatThrownBy(() -> journal.markHead(1, new byte[0])).isInstanceOf(CairnException.Incorrect.class);
            journal.append(List.of(JournalScript.text(1, "one"), JournalScript.text(2, "two")));
            journal.markHead(1, new byte[] {4, 2});
            assertThat(journal.head()).contains(new Head(1, new byte[] {4, 2}));
            journal.markHead(2, new byte[] {5});
            assertThatThrownBy(() -> journal.markHead(1, new byte[0])).isInstanceOf(CairnException.Incorrect.class);
            assertThatThrownBy(() -> journal.markHead(2, new byte[Head.NOTE_BYTES_MAX + 1]))
                    .isInstanceOf(CairnException.Incorrect.class);
        }
        try (Journal journal = open(JournalScript.LIMITS)) {
            assertThat(journal.head()).contains(new Head(2, new byte[] {5}));
        }
    }

    @Test
    void refusesWorkAfterItWasClosed() {
        Journal journal = open(JournalScript.LIMITS);
        journal.append(List.of(JournalScript.text(1, "one")));
        journal.close();
        journal.close();
        assertThatThrownBy(() -> journal.append(List.of(JournalScript.text(2, "two"))))
                .isInstanceOfSatisfying(
                        CairnException.Unavailable.class,
                        e -> assertThat(e.code()).isEqualTo("journal-closed"));
        assertThatThrownBy(() -> journal.read(1)).isInstanceOf(CairnException.Unavailable.class);
    }

    @Test
    void changesNoByteWhenItIsOnlyRead() {
        FaultyDisk disk = new FaultyDisk();
        try (Journal journal = JournalScript.open(disk)) {
            journal.append(List.of(JournalScript.text(1, "one")));
        }
        var before = disk.snapshot();
        try (Journal journal = JournalScript.open(disk)) {
            assertThat(journal.read(1)).isEqualTo(JournalScript.text(1, "one"));
        }
        assertThat(disk.snapshot()).usingRecursiveComparison().isEqualTo(before);
    }
}
