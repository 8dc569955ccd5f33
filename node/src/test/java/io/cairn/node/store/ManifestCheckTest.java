package io.cairn.node.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.model.CairnException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A flipped bit in RocksDB's list of its files is told as damage: RocksDB itself would run for ever, or lose the rest of the list. */
class ManifestCheckTest {
    private static final int HEADER_BYTES = 7;

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
        ByteBuffer bytes = ByteBuffer.wrap(written).order(ByteOrder.LITTLE_ENDIAN);
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
}
