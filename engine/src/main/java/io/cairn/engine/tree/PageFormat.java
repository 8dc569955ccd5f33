package io.cairn.engine.tree;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** The numbers and small encodings of the page format, {@code docs/formats.md}. */
final class PageFormat {
    static final byte TREE_PAGE = (byte) 0xC1;
    static final byte VALUE_PAGE = (byte) 0xC2;

    /** Page kind, level and count. */
    static final int HEADER_BYTES = 4;

    static final int HASH_BYTES = 32;
    static final int ID_BYTES = Long.BYTES;

    /** A leaf of more than one entry is at most this long. */
    static final int LEAF_BYTES_MAX = 2048;

    /** An interior page of more than three entries is at most this long. */
    static final int INTERIOR_BYTES_MAX = 1024;

    /** Longer values get a page of their own. */
    static final int INLINE_VALUE_BYTES_MAX = 1024;

    static final int LEVEL_MAX = 40;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private PageFormat() {}

    static int varintBytes(long value) {
        return (70 - Long.numberOfLeadingZeros(value | 1)) / 7;
    }

    /** Writes a varint and returns the offset behind it. */
    static int putVarint(byte[] target, int offset, long value) {
        int at = offset;
        long rest = value;
        while (rest >= 0x80) {
            target[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        target[at++] = (byte) rest;
        return at;
    }

    static long idAt(byte[] record, int offset) {
        return (long) LONG.get(record, offset);
    }

    static void putId(byte[] record, int offset, long pageId) {
        LONG.set(record, offset, pageId);
    }

    /** Writes everything before the entries and returns the offset behind it. */
    static int putHeader(byte[] record, int level, int count, int prefix, byte[] prefixed) {
        record[0] = TREE_PAGE;
        record[1] = (byte) level;
        record[2] = (byte) (count >>> 8);
        record[3] = (byte) count;
        int at = putVarint(record, HEADER_BYTES, prefix);
        System.arraycopy(prefixed, 0, record, at, prefix);
        return at + prefix;
    }

    /** Writes what a key has behind the page's prefix and returns the offset behind it. */
    static int putKey(byte[] record, int offset, byte[] key, int prefix) {
        int suffix = key.length - prefix;
        int at = putVarint(record, offset, suffix);
        System.arraycopy(key, prefix, record, at, suffix);
        return at + suffix;
    }

    static int commonPrefix(byte[] left, byte[] right) {
        int mismatch = Arrays.mismatch(left, right);
        return mismatch < 0 ? left.length : mismatch;
    }

    /** The shortest prefix of {@code right} that is above {@code left}. */
    static byte[] separator(byte[] left, byte[] right) {
        return Arrays.copyOf(right, commonPrefix(left, right) + 1);
    }
}
