package io.cairn.node.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.log.JournalFrame;
import io.cairn.engine.log.JournalRecord;
import io.cairn.engine.model.CairnException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class JournalRecoveryTest {
    private static final Path SEGMENT = JournalScript.FOLDER.resolve(SegmentFormat.fileName(1));
    private static final Path HEAD = JournalScript.FOLDER.resolve(HeadFile.OPEN_NAME);
    private static final int FRAME = JournalFrame.size(JournalScript.text(1, "record 1"));
    private static final int BATCH_OF_ONE = SegmentFormat.MARK_BYTES + FRAME;

    /**
     * Batches of one record each, all of the same length, left open as by a kill; the head file is as old as after
     * {@code marked} records, as a loss of power may leave it.
     */
    private static FaultyDisk killedWith(int records, int marked) {
        FaultyDisk disk = new FaultyDisk();
        Journal journal = JournalScript.open(disk);
        byte[] head = {};
        for (int index = 1; index <= records; index++) {
            journal.append(List.of(JournalScript.text(index, "record " + index)));
            if (index == marked) {
                journal.markHead(index, new byte[0]);
                head = disk.bytes(HEAD);
            }
        }
        disk.replace(HEAD, head);
        return disk;
    }

    private static int endOf(int records) {
        return SegmentFormat.HEADER_BYTES + records * BATCH_OF_ONE;
    }

    private static void requireHolds(FaultyDisk disk, int records, String what) {
        try (Journal journal = JournalScript.open(disk)) {
            assertThat(journal.lastIndex()).as(what).isEqualTo(records);
            for (int index = 1; index <= records; index++) {
                assertThat(journal.read(index)).as(what).isEqualTo(JournalScript.text(index, "record " + index));
            }
            JournalRecord next = JournalScript.text(records + 1, "next");
            journal.append(List.of(next));
            assertThat(journal.read(records + 1)).as(what).isEqualTo(next);
        }
        assertThat(JournalCheck.verify(disk, JournalScript.FOLDER).damage())
                .as(what)
                .isEmpty();
    }

    @Test
    void cutsAFileThatEndsEarlyAtTheLastWholeRecord() {
        FaultyDisk killed = killedWith(9, 6);
        byte[] bytes = killed.bytes(SEGMENT);
        for (int length = endOf(6); length <= endOf(9); length++) {
            FaultyDisk disk = killed.copy();
            disk.replace(SEGMENT, Arrays.copyOf(bytes, length));
            requireHolds(disk, (length - SegmentFormat.HEADER_BYTES) / BATCH_OF_ONE, "cut to " + length);
        }
    }

    @Test
    void cutsATornWriteThatLeftZerosBehind() {
        FaultyDisk killed = killedWith(9, 6);
        byte[] bytes = killed.bytes(SEGMENT);
        for (int length = endOf(6); length <= endOf(9); length++) {
            FaultyDisk disk = killed.copy();
            disk.replace(SEGMENT, Arrays.copyOf(Arrays.copyOf(bytes, length), bytes.length));
            // A record whose last bytes are zeros anyway would be whole; the texts end in a digit.
            requireHolds(disk, (length - SegmentFormat.HEADER_BYTES) / BATCH_OF_ONE, "zeros from " + length);
        }
    }

    @Test
    void cutsGarbageBehindTheData() {
        FaultyDisk killed = killedWith(5, 5);
        byte[] bytes = killed.bytes(SEGMENT);
        for (long seed = 0; seed < 500; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            byte[] garbage = new byte[1 + random.nextInt(700)];
            random.nextBytes(garbage);
            int at = random.nextBoolean() ? endOf(5) : endOf(5) + random.nextInt(20);
            byte[] damaged = Arrays.copyOf(bytes, Math.max(bytes.length, at + garbage.length));
            System.arraycopy(garbage, 0, damaged, at, garbage.length);
            FaultyDisk disk = killed.copy();
            disk.replace(SEGMENT, damaged);
            requireHolds(disk, 5, "seed " + seed);
        }
    }

    @Test
    void cutsABatchWhosePagesReachedTheDiskOutOfOrder() {
        FaultyDisk disk = new FaultyDisk();
        Journal journal = JournalScript.open(disk);
        journal.append(List.of(JournalScript.text(1, "record 1")));
        byte[] head = disk.bytes(HEAD);
        journal.append(List.of(JournalScript.text(2, "a"), JournalScript.text(3, "b"), JournalScript.text(4, "c")));
        byte[] bytes = disk.bytes(SEGMENT);
        bytes[endOf(1) + SegmentFormat.MARK_BYTES + 3]++;
        disk.replace(SEGMENT, bytes);
        disk.replace(HEAD, head);
        requireHolds(disk, 1, "record 2 of the last batch is torn, 3 and 4 are whole");
    }

    @Test
    void staysShutWhenALaterBatchFollowsTheDamage() {
        FaultyDisk killed = killedWith(9, 2);
        byte[] bytes = killed.bytes(SEGMENT);
        for (int at = endOf(2); at < endOf(8); at++) {
            FaultyDisk disk = killed.copy();
            byte[] damaged = bytes.clone();
            damaged[at] ^= 0x10;
            disk.replace(SEGMENT, damaged);
            int index = (at - SegmentFormat.HEADER_BYTES) / BATCH_OF_ONE + 1;
            assertThatThrownBy(() -> JournalScript.open(disk))
                    .as("byte " + at)
                    .isInstanceOfSatisfying(
                            CairnException.Corrupt.class,
                            e -> assertThat(e.code()).isEqualTo("journal-corrupt"))
                    .hasMessageContaining(SEGMENT.toString())
                    .hasMessageContaining("record " + index)
                    .hasMessageContaining("offset");
            assertThat(disk.bytes(SEGMENT)).as("nothing is repaired").isEqualTo(damaged);
        }
    }

    @Test
    void staysShutWhenADurableRecordIsDamagedBeforeItWasMarked() {
        FaultyDisk disk = new FaultyDisk();
        Journal journal = JournalScript.open(disk);
        journal.append(List.of(JournalScript.text(1, "record 1")));
        byte[] bytes = disk.bytes(SEGMENT);
        bytes[endOf(1) - 1] ^= 1;
        disk.replace(SEGMENT, bytes);
        assertThatThrownBy(() -> JournalScript.open(disk))
                .isInstanceOf(CairnException.Corrupt.class)
                .hasMessageContaining("record 1");
    }

    @Test
    void staysShutWhenAnAcknowledgedRecordIsDamagedEvenTheLast() {
        FaultyDisk killed = killedWith(4, 4);
        byte[] bytes = killed.bytes(SEGMENT);
        for (int at = endOf(3); at < endOf(4); at++) {
            FaultyDisk disk = killed.copy();
            byte[] damaged = bytes.clone();
            damaged[at] ^= 1;
            disk.replace(SEGMENT, damaged);
            assertThatThrownBy(() -> JournalScript.open(disk))
                    .as("byte " + at)
                    .isInstanceOf(CairnException.Corrupt.class)
                    .hasMessageContaining("record 4");
            disk.replace(SEGMENT, Arrays.copyOf(bytes, at));
            assertThatThrownBy(() -> JournalScript.open(disk))
                    .as("cut to " + at)
                    .isInstanceOf(CairnException.Corrupt.class);
        }
    }

    @Test
    void staysShutWhenARecordStandsInAnothersPlace() {
        FaultyDisk disk = killedWith(3, 1);
        byte[] bytes = disk.bytes(SEGMENT);
        System.arraycopy(bytes, endOf(1), bytes, endOf(2), BATCH_OF_ONE);
        disk.replace(SEGMENT, bytes);
        assertThatThrownBy(() -> JournalScript.open(disk)).isInstanceOf(CairnException.Corrupt.class);
    }

    @Test
    void opensWithEitherSlotOfTheHeadTornButNotWithBoth() {
        FaultyDisk killed = killedWith(4, 4);
        byte[] head = killed.bytes(HEAD);
        for (int slot = 0; slot < 2; slot++) {
            byte[] torn = head.clone();
            torn[slot * HeadSlot.BYTES + 40] ^= 1;
            FaultyDisk disk = killed.copy();
            disk.replace(HEAD, torn);
            requireHolds(disk, 4, "slot " + slot);
        }
        byte[] none = head.clone();
        none[40] ^= 1;
        none[HeadSlot.BYTES + 40] ^= 1;
        killed.replace(HEAD, none);
        assertThatThrownBy(() -> JournalScript.open(killed))
                .isInstanceOf(CairnException.Corrupt.class)
                .hasMessageContaining(HEAD.toString());
    }

    @Test
    void staysShutWhenAFileIsMissing() {
        FaultyDisk whole = new FaultyDisk();
        JournalScript script = new JournalScript();
        script.run(whole, 5, 300);
        List<Path> files = new ArrayList<>(whole.files());
        assertThat(files).hasSizeGreaterThan(5);
        for (Path file : files) {
            FaultyDisk disk = whole.copy();
            disk.remove(file);
            assertThatThrownBy(() -> readAll(disk)).as("without " + file).isInstanceOf(CairnException.Corrupt.class);
            assertThat(JournalCheck.verify(disk, JournalScript.FOLDER).damage())
                    .as("without " + file)
                    .isPresent();
        }
    }

    private static void readAll(FaultyDisk disk) {
        try (Journal journal = JournalScript.open(disk);
                RecordCursor cursor = journal.readFrom(1)) {
            while (cursor.next().isPresent()) {
                // Damage throws.
            }
        }
    }

    @Test
    void staysShutToAnotherDatabase() {
        FaultyDisk disk = killedWith(2, 2);
        assertThatThrownBy(() -> Journal.open(disk, JournalScript.FOLDER, "db3_db:other", JournalScript.LIMITS))
                .isInstanceOf(CairnException.Corrupt.class);
    }
}
