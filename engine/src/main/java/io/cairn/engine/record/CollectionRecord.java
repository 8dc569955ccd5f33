package io.cairn.engine.record;

import io.cairn.engine.codec.ByteReader;
import io.cairn.engine.codec.ByteWriter;
import io.cairn.engine.model.CairnException;

/**
 * A collection. Bytes: format 0x01, number (u32), flags (u8: bit 0 = strangers may add), sequence of
 * the entry that created it (varint).
 */
public record CollectionRecord(int number, boolean strangersMayAdd, long createdSequence) {
    private static final int FORMAT = 0x01;

    /** The stored bytes. */
    public byte[] encode() {
        return new ByteWriter(16)
                .u8(FORMAT)
                .u32(number)
                .u8(strangersMayAdd ? 1 : 0)
                .varint(createdSequence)
                .toBytes();
    }

    /** Parses stored bytes. */
    public static CollectionRecord decode(byte[] bytes) {
        ByteReader reader = new ByteReader(bytes);
        int format = reader.u8();
        if (format != FORMAT) {
            throw new CairnException.Incorrect("format-unknown", "collection", "unknown collection format " + format);
        }
        long number = reader.u32();
        int flags = reader.u8();
        long created = reader.varint();
        reader.expectEnd();
        if (number > Integer.MAX_VALUE || flags > 1) {
            throw new CairnException.Incorrect("bytes-malformed", "collection", "a collection record is malformed");
        }
        return new CollectionRecord((int) number, flags == 1, created);
    }
}
