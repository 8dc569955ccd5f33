package io.cairn.node.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.model.CairnException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A flipped bit in RocksDB's list of its files is told as damage: RocksDB itself would run for ever, or lose the rest of the list. */
class ManifestCheckTest {
    private static final int HEADER_BYTES = 7;
    private static final int BLOCK_BYTES = 32 << 10;

    @TempDir
    Path folder;

    private Path manifest;
    private byte[] written;
    private List<Integer> records;

    @BeforeEach
    void make() throws IOException {
        for (int time = 0; time < 3; time++) {
            try (NodeStore store = open()) {
                store.database(time).pages().put(1, new byte[100]);
                store.database(time).batch().block(9, new byte[] {1}).commit();
                store.flush();
            }
        }
        try (Stream<Path> files = Files.list(folder)) {
            manifest = files.filter(file -> file.getFileName().toString().startsWith("MANIFEST-"))
                    .findFirst()
                    .orElseThrow();
        }
        written = Files.readAllBytes(manifest);
        records = new ArrayList<>();
        ByteBuffer bytes = bytes(written);
        for (int at = 0; at < written.length; at += HEADER_BYTES + bytes.getShort(at + 4)) {
            records.add(at);
        }
        assertThat(records).hasSizeGreaterThan(1);
    }

    private NodeStore open() {
        return NodeStore.open(folder, 4 << 20);
    }

    private void flip(int at, int mask) throws IOException {
        byte[] flipped = written.clone();
        flipped[at] ^= (byte) mask;
        Files.write(manifest, flipped);
    }

    @Test
    void whatWasWrittenIsAcceptedAndSoIsWhatALossOfPowerCuts() throws IOException {
        assertThatCode(() -> ManifestCheck.require(folder)).doesNotThrowAnyException();
        for (int length = records.getLast(); length < written.length; length++) {
            Files.write(manifest, Arrays.copyOf(written, length));
            assertThatCode(() -> ManifestCheck.require(folder))
                    .as("%d of %d bytes", length, written.length)
                    .doesNotThrowAnyException();
        }
        Files.write(manifest, Arrays.copyOf(written, written.length + 1000));
        assertThatCode(() -> ManifestCheck.require(folder)).doesNotThrowAnyException();
    }

    @Test
    void everyFlippedBitIsToldButThoseThatCutTheLastRecordOff() throws IOException {
        int lastLength = records.getLast() + 4;
        for (int at = 0; at < written.length; at++) {
            for (int bit = 0; bit < 8; bit++) {
                flip(at, 1 << bit);
                if (at == lastLength || at == lastLength + 1) {
                    continue;
                }
                assertThatThrownBy(() -> ManifestCheck.require(folder))
                        .as("bit %d of byte %d", bit, at)
                        .isInstanceOf(CairnException.Corrupt.class);
            }
        }
    }

    @Test
    void aRecordThatLooksLikeOneOfAReusedLogDoesNotHoldUpTheStart() throws IOException {
        for (int record : records) {
            flip(record + 6, 4);
            assertThatThrownBy(this::open)
                    .isInstanceOf(CairnException.Corrupt.class)
                    .hasMessageContaining("the record at byte " + record + " is not what was written");
        }
        Files.write(manifest, written);
        try (NodeStore store = open()) {
            assertThat(store.database(2).block(9)).isPresent();
        }
    }

    /** RocksDB starts a list anew only when it has grown large, and cuts a record where a block ends. */
    @Test
    void flippedBitsOfAListOfManyBlocksAreTold() throws IOException {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        written = listOf(random, 100);
        assertThat(written.length).isGreaterThan(3 * BLOCK_BYTES);
        Files.write(manifest, written);
        assertThatCode(() -> ManifestCheck.require(folder)).as("seed %d", seed).doesNotThrowAnyException();
        // Behind these, a flipped length could be a write that was cut off.
        int sure = records.getLast();
        for (int time = 0; time < 300; time++) {
            int at = random.nextInt(sure);
            flip(at, 1 << random.nextInt(8));
            boolean isPadding = isPadding(at);
            if (isPadding) {
                continue;
            }
            assertThatThrownBy(() -> ManifestCheck.require(folder))
                    .as("seed %d, byte %d", seed, at)
                    .isInstanceOf(CairnException.Corrupt.class);
        }
    }

    private boolean isPadding(int at) {
        int inBlock = at % BLOCK_BYTES;
        int start = at - inBlock;
        int end = 0;
        for (int record : records) {
            if (record >= start && record < start + BLOCK_BYTES) {
                end = record
                        - start
                        + HEADER_BYTES
                        + Short.toUnsignedInt(bytes(written).getShort(record + 4));
            }
        }
        return inBlock >= end;
    }

    /** Edits of up to 3,000 bytes in the log format, cut at the ends of blocks as its description says. */
    private byte[] listOf(SplittableRandom random, int edits) {
        ByteBuffer list = bytes(new byte[edits * 3200]);
        records = new ArrayList<>();
        for (int edit = 0; edit < edits; edit++) {
            int left = 1 + random.nextInt(3000);
            for (boolean isFirst = true; left > 0; isFirst = false) {
                int room = BLOCK_BYTES - list.position() % BLOCK_BYTES;
                if (room < HEADER_BYTES) {
                    list.position(list.position() + room);
                    room = BLOCK_BYTES;
                }
                byte[] part = new byte[Math.min(left, room - HEADER_BYTES)];
                random.nextBytes(part);
                left -= part.length;
                int type = isFirst ? (left == 0 ? 1 : 2) : (left == 0 ? 4 : 3);
                record(list, type, part);
            }
        }
        return Arrays.copyOf(list.array(), list.position());
    }

    private void record(ByteBuffer list, int type, byte[] part) {
        records.add(list.position());
        CRC32C checksum = new CRC32C();
        checksum.update(type);
        checksum.update(part);
        list.putInt(Integer.rotateRight((int) checksum.getValue(), 15) + 0xa282ead8);
        list.putShort((short) part.length).put((byte) type).put(part);
    }

    private static ByteBuffer bytes(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Test
    void whatNamesNoListIsLeftToRocksDb() throws IOException {
        String name = manifest.getFileName().toString();
        for (String hostile : List.of(
                "",
                "\n",
                "\0",
                "../" + name,
                "MANIFEST-",
                "MANIFEST-\0",
                "MANIFEST-../1",
                "MANIFEST-99",
                name + "\0",
                name + "x")) {
            Files.writeString(folder.resolve("CURRENT"), hostile);
            assertThatCode(() -> ManifestCheck.require(folder)).as(hostile).doesNotThrowAnyException();
        }
        try (RandomAccessFile current =
                new RandomAccessFile(folder.resolve("CURRENT").toFile(), "rw")) {
            // More than an array holds, and no bytes on the disk.
            current.setLength(5L << 30);
        }
        assertThatCode(() -> ManifestCheck.require(folder)).doesNotThrowAnyException();
    }
}
