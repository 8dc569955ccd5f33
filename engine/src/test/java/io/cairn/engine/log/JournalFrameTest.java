package io.cairn.engine.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.model.CairnException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class JournalFrameTest {
    private static final JournalRecord RECORD =
            new JournalRecord(2, 513, RecordKind.ENTRY, "hello".getBytes(StandardCharsets.US_ASCII));

    @Test
    void writesTheDocumentedBytes() {
        // The checksum was computed by an independent CRC-32C (table, reflected 0x82f63b78) over the other bytes.
        byte[] expected = HexFormat.of()
                .parseHex(
                        "00000017" + "3a527669" + "01" + "0000000000000002" + "0000000000000201" + "01" + "68656c6c6f");
        assertThat(JournalFrame.encode(RECORD)).isEqualTo(expected);
        assertThat(JournalFrame.decode(expected)).isEqualTo(RECORD);
    }

    @Test
    void readsWhatItWroteOneAfterTheOther() {
        long seed = 11;
        SplittableRandom random = new SplittableRandom(seed);
        ByteBuffer frames = ByteBuffer.allocate(1 << 20);
        frames.position(3);
        JournalRecord[] records = new JournalRecord[200];
        RecordKind[] kinds = {RecordKind.ENTRY, RecordKind.SEAL, RecordKind.CONFIG, RecordKind.NO_OP};
        for (int i = 0; i < records.length; i++) {
            byte[] payload = new byte[random.nextInt(2000)];
            random.nextBytes(payload);
            records[i] = new JournalRecord(random.nextLong(0, Long.MAX_VALUE), i + 1, kinds[i % 4], payload);
            JournalFrame.write(records[i], frames);
        }
        frames.flip().position(3);
        for (JournalRecord record : records) {
            assertThat(JournalFrame.read(frames)).as("seed " + seed).isEqualTo(record);
        }
        assertThat(frames.hasRemaining()).isFalse();
    }

    @Test
    void refusesEveryChangedByte() {
        byte[] frame = JournalFrame.encode(RECORD);
        for (int at = 0; at < frame.length; at++) {
            for (int change = 1; change < 256; change++) {
                byte[] damaged = frame.clone();
                damaged[at] ^= (byte) change;
                assertThatThrownBy(() -> JournalFrame.decode(damaged))
                        .as("byte " + at + " changed by " + change)
                        .isInstanceOf(CairnException.Corrupt.class);
            }
        }
    }

    @Test
    void refusesEveryShorterAndLongerFrame() {
        byte[] frame = JournalFrame.encode(RECORD);
        for (int length = 0; length <= frame.length + 3; length++) {
            byte[] other = Arrays.copyOf(frame, length);
            if (length != frame.length) {
                assertThatThrownBy(() -> JournalFrame.decode(other)).isInstanceOf(CairnException.Corrupt.class);
            }
        }
    }

    @Test
    void takesAWholeFrameOfANewerVersionForWhatItIs() {
        assertThatThrownBy(() -> JournalFrame.decode(resealed(8, 2)))
                .isInstanceOf(CairnException.Unsupported.class)
                .hasMessageContaining("version 2");
        assertThatThrownBy(() -> JournalFrame.decode(resealed(25, 6)))
                .isInstanceOf(CairnException.Unsupported.class)
                .hasMessageContaining("foreign-fact");
        assertThatThrownBy(() -> JournalFrame.decode(resealed(25, 8))).isInstanceOf(CairnException.Unsupported.class);
        assertThatThrownBy(() -> JournalFrame.decode(resealed(9, 0x80))).isInstanceOf(CairnException.Corrupt.class);
    }

    @Test
    void neverMakesARecordOfTheReservedKind() {
        assertThatThrownBy(() -> new JournalRecord(0, 1, RecordKind.FOREIGN_FACT, new byte[0]))
                .isInstanceOfSatisfying(
                        CairnException.Unsupported.class,
                        e -> assertThat(e.code()).isEqualTo("not-supported"));
    }

    @Test
    void keepsItsLimits() {
        byte[] longest = new byte[JournalFrame.PAYLOAD_BYTES_MAX];
        JournalRecord record = new JournalRecord(0, 1, RecordKind.ENTRY, longest);
        assertThat(JournalFrame.decode(JournalFrame.encode(record))).isEqualTo(record);
        assertThatThrownBy(() -> new JournalRecord(0, 1, RecordKind.ENTRY, new byte[longest.length + 1]))
                .isInstanceOf(CairnException.Incorrect.class);
        assertThatThrownBy(() -> new JournalRecord(0, 0, RecordKind.ENTRY, longest))
                .isInstanceOf(CairnException.Incorrect.class);
        assertThatThrownBy(() -> new JournalRecord(-1, 1, RecordKind.ENTRY, longest))
                .isInstanceOf(CairnException.Incorrect.class);
    }

    /** The frame with one byte replaced and a checksum that matches again. */
    private static byte[] resealed(int at, int value) {
        byte[] frame = JournalFrame.encode(RECORD);
        frame[at] = (byte) value;
        CRC32C crc = new CRC32C();
        crc.update(frame, 0, 4);
        crc.update(frame, 8, frame.length - 8);
        ByteBuffer.wrap(frame).putInt(4, (int) crc.getValue());
        return frame;
    }
}
