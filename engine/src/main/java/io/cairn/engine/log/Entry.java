package io.cairn.engine.log;

import io.cairn.engine.codec.ByteReader;
import io.cairn.engine.codec.ByteWriter;
import io.cairn.engine.crypto.Sha256;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;

/**
 * A signed mutation or bundle with its place in the order of a database: the leaf of the entry log
 * and the payload of a journal record of kind {@code entry}.
 *
 * <p>Bytes: format 0x04, sequence (u64), time in milliseconds since 1970 (u64), payload (a mutation
 * or bundle, told apart by its own format byte). {@code sequence} is dense from 1; {@code
 * timeMillis} never decreases.
 */
public record Entry(long sequence, long timeMillis, byte[] payload) {
    /** The format byte. */
    public static final int FORMAT = 0x04;

    private static final int HEAD_BYTES = 17;
    private static final byte[] LEAF_PREFIX = {0};

    /** The canonical bytes. */
    public byte[] encode() {
        ByteWriter writer = new ByteWriter(HEAD_BYTES + payload.length);
        writer.u8(FORMAT);
        writer.u64(sequence);
        writer.u64(timeMillis);
        writer.bytes(payload);
        return writer.toBytes();
    }

    /** Parses canonical bytes. */
    public static Entry decode(byte[] bytes) {
        ByteReader reader = new ByteReader(bytes);
        int format = reader.u8();
        if (format != FORMAT) {
            throw new CairnException.Incorrect("format-unknown", "entry", "unknown entry format " + format);
        }
        long sequence = reader.u64();
        long time = reader.u64();
        if (sequence < 1 || time < 0) {
            throw new CairnException.Incorrect("field-malformed", "entry", "sequence or time out of range");
        }
        return new Entry(sequence, time, reader.bytes(reader.remaining()));
    }

    /** The leaf hash of encoded entry bytes in the entry log. */
    public static Hash leafHash(byte[] encoded) {
        return Sha256.hash(LEAF_PREFIX, encoded);
    }
}
