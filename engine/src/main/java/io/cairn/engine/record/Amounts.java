package io.cairn.engine.record;

import io.cairn.engine.codec.ByteReader;
import io.cairn.engine.codec.ByteWriter;
import io.cairn.engine.model.CairnException;

/**
 * Amounts of tokens in stored records: the number of bytes (varint), then the number itself, unsigned, highest byte first,
 * without zeros before it; nothing is 0 bytes. The form has room for 256 bits, of which the first 63 are used today.
 */
final class Amounts {
    private static final int BYTES_MAX = 32;

    private Amounts() {}

    static void append(ByteWriter writer, long amount) {
        int length = (Long.SIZE - Long.numberOfLeadingZeros(amount) + Byte.SIZE - 1) / Byte.SIZE;
        writer.varint(length);
        for (int i = length - 1; i >= 0; i--) {
            writer.u8((int) (amount >>> i * Byte.SIZE) & 0xff);
        }
    }

    static long read(ByteReader reader) {
        int start = reader.position();
        byte[] bytes = reader.prefixed(BYTES_MAX);
        if (bytes.length > 0 && bytes[0] == 0) {
            throw reader.malformed(start, "an amount has a zero before it");
        }
        if (bytes.length > Long.BYTES || bytes.length == Long.BYTES && bytes[0] < 0) {
            throw new CairnException.Unsupported("amount", "an amount of 2^63 or more");
        }
        long amount = 0;
        for (byte next : bytes) {
            amount = amount << Byte.SIZE | next & 0xff;
        }
        return amount;
    }

    /** The sum of two amounts; {@code token-overflow} above 2^63-1. */
    static long sum(long left, long right) {
        long sum = left + right;
        if (sum < 0) {
            throw new CairnException.Refused("token-overflow", "", "there is no amount above " + Long.MAX_VALUE);
        }
        return sum;
    }
}
