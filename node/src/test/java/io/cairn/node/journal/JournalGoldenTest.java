package io.cairn.node.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.log.JournalRecord;
import io.cairn.engine.log.RecordKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The bytes of docs/formats.md; the golden files were made by an independent program, not by Cairn. */
class JournalGoldenTest {
    private static final Path SEGMENT = JournalScript.FOLDER.resolve("journal-0000000000000001.seg");
    private static final Path HEAD = JournalScript.FOLDER.resolve("head-closed");
    private static final JournalLimits LIMITS = new JournalLimits(1024, 256, 256, 4096);
    private static final List<JournalRecord> RECORDS = List.of(
            new JournalRecord(0, 1, RecordKind.ENTRY, "hello".getBytes(StandardCharsets.US_ASCII)),
            new JournalRecord(0, 2, RecordKind.SEAL, new byte[] {0, 1, 2}),
            new JournalRecord(3, 3, RecordKind.NO_OP, new byte[0]));

    private static byte[] golden(String name) throws IOException {
        try (InputStream stream = JournalGoldenTest.class.getResourceAsStream("/golden/journal/" + name)) {
            if (stream == null) {
                throw new IOException("no golden file " + name);
            }
            return stream.readAllBytes();
        }
    }

    @Test
    void writesTheGoldenFiles() throws IOException {
        FaultyDisk disk = new FaultyDisk();
        try (Journal journal = Journal.open(disk, JournalScript.FOLDER, "db3_db:golden", LIMITS)) {
            journal.append(RECORDS.subList(0, 2));
            journal.append(RECORDS.subList(2, 3));
            journal.markHead(2, new byte[] {9, 8, 7});
        }
        assertThat(disk.files()).containsExactlyInAnyOrder(SEGMENT, HEAD);
        assertThat(disk.bytes(SEGMENT)).isEqualTo(golden("segment.bin"));
        assertThat(disk.bytes(HEAD)).isEqualTo(golden("head.bin"));
    }

    @Test
    void readsTheGoldenFiles() throws IOException {
        FaultyDisk disk = new FaultyDisk();
        disk.createFolder(JournalScript.FOLDER);
        disk.replace(SEGMENT, golden("segment.bin"));
        disk.replace(HEAD, golden("head.bin"));
        try (Journal journal = Journal.open(disk, JournalScript.FOLDER, "db3_db:golden", LIMITS)) {
            assertThat(journal.lastIndex()).isEqualTo(3);
            for (JournalRecord record : RECORDS) {
                assertThat(journal.read(record.index())).isEqualTo(record);
            }
            assertThat(journal.head()).contains(new Head(2, new byte[] {9, 8, 7}));
        }
        assertThat(JournalCheck.verify(disk, JournalScript.FOLDER).damage()).isEmpty();
    }
}
