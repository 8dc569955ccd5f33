package io.cairn.node.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.log.JournalRecord;
import io.cairn.engine.model.CairnException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** No single changed byte of a closed journal goes unnoticed, and none is ever served. */
class JournalFlipTest {
    private static final JournalLimits LIMITS = new JournalLimits(600, 100, 300, 200);

    @Test
    void detectsEveryChangedByteOfAClosedJournal() {
        List<JournalRecord> records = new ArrayList<>();
        FaultyDisk closed = new FaultyDisk();
        SplittableRandom random = new SplittableRandom(8);
        try (Journal journal = Journal.open(closed, JournalScript.FOLDER, "db3_db:flip", LIMITS)) {
            while (closed.files().size() < 4) {
                JournalRecord record = JournalScript.text(records.size() + 1, "record " + records.size());
                records.add(record);
                journal.append(List.of(record));
            }
            journal.markHead(records.size(), new byte[] {1, 2, 3});
        }
        assertThat(JournalCheck.verify(closed, JournalScript.FOLDER).damage()).isEmpty();
        long bytes = 0;
        for (Path file : closed.files()) {
            byte[] content = closed.bytes(file);
            for (int at = 0; at < content.length; at++) {
                byte[] damaged = content.clone();
                damaged[at] ^= (byte) (1 + random.nextInt(255));
                FaultyDisk disk = closed.copy();
                disk.replace(file, damaged);
                requireDetected(disk, records, file + " byte " + at);
            }
            bytes += content.length;
        }
        assertThat(JournalCheck.verify(closed, JournalScript.FOLDER).bytes()).isEqualTo(bytes);
    }

    private static void requireDetected(FaultyDisk disk, List<JournalRecord> records, String what) {
        assertThat(JournalCheck.verify(disk, JournalScript.FOLDER).damage())
                .as("checking, " + what)
                .isPresent();
        boolean detected = false;
        try (Journal journal = Journal.open(disk, JournalScript.FOLDER, "db3_db:flip", LIMITS);
                RecordCursor cursor = journal.readFrom(1)) {
            for (JournalRecord record : records) {
                assertThat(cursor.next()).as("served, " + what).contains(record);
            }
        } catch (CairnException.Corrupt e) {
            assertThat(e.code()).isEqualTo("journal-corrupt");
            detected = true;
        }
        assertThat(detected).as("opening and reading, " + what).isTrue();
    }
}
