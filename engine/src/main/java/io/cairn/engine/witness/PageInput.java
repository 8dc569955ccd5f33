package io.cairn.engine.witness;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import java.util.Arrays;

/** Reads the fields of one page from front to back, and nothing beyond its end. */
final class PageInput {
    private final Hash page;
    private final byte[] bytes;
    private int position;

    PageInput(Hash page, byte[] bytes) {
        this.page = page;
        this.bytes = bytes;
    }

    int u8() {
        requireRemaining(1);
        return bytes[position++] & 0xFF;
    }

    int u16() {
        return u8() << 8 | u8();
    }

    /** An unsigned LEB128 number below 2^63, in its shortest form. */
    long varint() {
        long value = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            int next = u8();
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                if (next == 0 && shift > 0) {
                    throw malformed(page, "a number is not in its shortest form before byte " + position);
                }
                return value;
            }
        }
        throw malformed(page, "a number has more than 63 bits before byte " + position);
    }

    /** A number of bytes or entries between 0 and {@code max}. */
    int length(int max, String what) {
        long value = varint();
        if (value > max) {
            throw malformed(page, what + " is " + value + ", at most " + max + " allowed");
        }
        return (int) value;
    }

    byte[] bytes(int length) {
        int from = skip(length);
        return Arrays.copyOfRange(bytes, from, from + length);
    }

    Hash hash() {
        return Hash.of(bytes, skip(Hash.BYTES));
    }

    /** Steps over {@code length} bytes and says where they start. */
    int skip(int length) {
        requireRemaining(length);
        int from = position;
        position += length;
        return from;
    }

    void requireEnd() {
        if (position != bytes.length) {
            throw malformed(page, (bytes.length - position) + " bytes follow the last entry");
        }
    }

    private void requireRemaining(int length) {
        if (length > bytes.length - position) {
            throw malformed(page, "the page ends at byte " + bytes.length + ", inside a field");
        }
    }

    static CairnException.ProofInvalid malformed(Hash page, String what) {
        return new CairnException.ProofInvalid("witness-page-malformed", page.hex(), what);
    }
}
