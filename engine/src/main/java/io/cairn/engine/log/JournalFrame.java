package io.cairn.engine.log;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Check;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The stored bytes of one journal record (docs/formats.md); all integers are big-endian.
 *
 * <pre>
 * u32 length of body | u32 CRC-32C over (length bytes | body) | body
 * body = u8 version 1 | u64 term | u64 index | u8 kind | payload
 * </pre>
 *
 * <p>A length of 0 is no frame: it marks the end of the data in a preallocated file.
 */
public final class JournalFrame {
    /** The version of the body that this code writes and reads. */
    public static final int VERSION = 1;

    /** Length and checksum, in bytes. */
    public static final int HEADER_BYTES = 8;

    /** The body of a record without payload, in bytes. */
    public static final int BODY_BYTES_MIN = 18;

    /** The longest payload in bytes: a 16 MiB mutation and room for what surrounds it. */
    public static final int PAYLOAD_BYTES_MAX = (16 << 20) + (64 << 10);

    /** The longest body in bytes. */
    public static final int BODY_BYTES_MAX = BODY_BYTES_MIN + PAYLOAD_BYTES_MAX;

    private JournalFrame() {}

    /** The length of the frame of {@code record} in bytes. */
    public static int size(JournalRecord record) {
        return HEADER_BYTES + BODY_BYTES_MIN + record.payload().length;
    }

    /** Writes the frame at the position of {@code target}, which needs {@link #size} bytes of room, and moves it on. */
    public static void write(JournalRecord record, ByteBuffer target) {
        int size = size(record);
        Check.invariant(target.remaining() >= size, "a frame is written where there is room for it");
        ByteBuffer frame = target.slice(target.position(), size);
        frame.putInt(size - HEADER_BYTES);
        frame.putInt(0);
        frame.put((byte) VERSION);
        frame.putLong(record.term());
        frame.putLong(record.index());
        frame.put((byte) record.kind().code());
        frame.put(record.payload());
        frame.putInt(Integer.BYTES, checksum(frame.flip()));
        target.position(target.position() + size);
    }

    /** The frame of {@code record} as an array of its own. */
    public static byte[] encode(JournalRecord record) {
        ByteBuffer frame = ByteBuffer.allocate(size(record));
        write(record, frame);
        return frame.array();
    }

    /** Decodes an array that holds exactly one frame; errors as in {@link #read}. */
    public static JournalRecord decode(byte[] frame) {
        ByteBuffer source = ByteBuffer.wrap(frame);
        JournalRecord record = read(source);
        if (source.hasRemaining()) {
            throw damaged(source.remaining() + " bytes follow the record");
        }
        return record;
    }

    /**
     * Reads the frame at the position of {@code source} and moves it behind the frame; on failure the position
     * stays.
     *
     * @throws CairnException.Corrupt {@code journal-corrupt} when the bytes are no whole, undamaged frame
     * @throws CairnException.Unsupported when they are one that a newer version wrote
     */
    public static JournalRecord read(ByteBuffer source) {
        if (source.remaining() < HEADER_BYTES) {
            throw damaged("a frame needs " + HEADER_BYTES + " bytes, there are " + source.remaining());
        }
        ByteBuffer rest = source.slice();
        int length = rest.getInt();
        if (length < BODY_BYTES_MIN || length > BODY_BYTES_MAX) {
            throw damaged("no frame has a body of " + Integer.toUnsignedString(length) + " bytes");
        }
        if (length > rest.limit() - HEADER_BYTES) {
            throw damaged("the frame has " + length + " bytes, only " + (rest.limit() - HEADER_BYTES) + " are there");
        }
        int checksum = rest.getInt();
        rest.limit(HEADER_BYTES + length);
        if (checksum != checksum(rest.duplicate().rewind())) {
            throw damaged("the checksum does not match");
        }
        JournalRecord record = readBody(rest);
        source.position(source.position() + HEADER_BYTES + length);
        return record;
    }

    private static JournalRecord readBody(ByteBuffer body) {
        int version = body.get() & 0xff;
        if (version != VERSION) {
            throw new CairnException.Unsupported(
                    "journal/version", "journal records of version " + version + " are not known to this version");
        }
        long term = body.getLong();
        long index = body.getLong();
        if (term < 0 || index < 1) {
            throw damaged("term " + term + " and index " + index + " are out of range");
        }
        RecordKind kind = RecordKind.ofCode(body.get() & 0xff);
        byte[] payload = new byte[body.remaining()];
        body.get(payload);
        return new JournalRecord(term, index, kind, payload);
    }

    /** CRC-32C over everything in {@code frame} but the checksum itself. */
    private static int checksum(ByteBuffer frame) {
        CRC32C crc = new CRC32C();
        crc.update(frame.slice(0, Integer.BYTES));
        crc.update(frame.slice(HEADER_BYTES, frame.limit() - HEADER_BYTES));
        return (int) crc.getValue();
    }

    private static CairnException.Corrupt damaged(String what) {
        return new CairnException.Corrupt("journal-corrupt", "journal", what);
    }
}
