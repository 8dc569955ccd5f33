package io.cairn.engine.codec;

import io.cairn.engine.model.CairnException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;

/**
 * Reads numbers and bytes from a part of an array, each read checked against the end. Numbers are
 * big-endian. Every failure is an {@code Incorrect} of code {@code bytes-malformed} that names the
 * offset within the array. Not thread-safe; does not copy the array.
 */
public final class ByteReader {
    /** The code of every failure to read bytes. */
    public static final String MALFORMED = "bytes-malformed";

    private static final VarHandle U16 = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN)
            .withInvokeExactBehavior();
    private static final VarHandle U32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN)
            .withInvokeExactBehavior();
    private static final VarHandle U64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN)
            .withInvokeExactBehavior();

    private final byte[] bytes;
    private final int end;
    private int position;

    /** Reads all of {@code bytes}. */
    public ByteReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    /** Reads {@code bytes} from {@code from} up to {@code to}, exclusive. */
    public ByteReader(byte[] bytes, int from, int to) {
        Objects.checkFromToIndex(from, to, bytes.length);
        this.bytes = bytes;
        this.position = from;
        this.end = to;
    }

    /** Reads 8 bits: 0 to 255. */
    public int u8() {
        need(1);
        return bytes[position++] & 0xff;
    }

    /** The next 8 bits without stepping over them. */
    public int peek() {
        need(1);
        return bytes[position] & 0xff;
    }

    /** Reads 16 bits: 0 to 65,535. */
    public int u16() {
        need(2);
        int value = (short) U16.get(bytes, position) & 0xffff;
        position += 2;
        return value;
    }

    /** Reads 32 bits: 0 to 2^32 - 1. */
    public long u32() {
        need(4);
        long value = (int) U32.get(bytes, position) & 0xffff_ffffL;
        position += 4;
        return value;
    }

    /** Reads 64 bits, the highest of which is the sign of the result. */
    public long u64() {
        need(8);
        long value = (long) U64.get(bytes, position);
        position += 8;
        return value;
    }

    /** Reads a minimal unsigned LEB128 number of at most 63 bits. */
    public long varint() {
        int start = position;
        long value = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            int next = u8();
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                if (next == 0 && shift > 0) {
                    throw malformed(start, "a varint is longer than it need be");
                }
                return value;
            }
        }
        throw malformed(start, "a varint has more than 63 bits");
    }

    /** Reads a varint that counts or measures something and is at most {@code max}. */
    public int count(int max) {
        int start = position;
        long value = varint();
        if (value > max) {
            throw malformed(start, "the number " + value + " is above the limit " + max);
        }
        return (int) value;
    }

    /** Reads {@code length} bytes into a new array. */
    public byte[] bytes(int length) {
        need(length);
        byte[] copy = Arrays.copyOfRange(bytes, position, position + length);
        position += length;
        return copy;
    }

    /** Reads a varint length of at most {@code max}, then that many bytes. */
    public byte[] prefixed(int max) {
        return bytes(count(max));
    }

    /** Reads {@code length} bytes of strict UTF-8. */
    public String utf8(int length) {
        need(length);
        String text = utf8(position, length);
        position += length;
        return text;
    }

    /** Decodes strict UTF-8 that was stepped over before. */
    String utf8(int from, int length) {
        String text = Utf8.decode(bytes, from, length);
        if (text == null) {
            throw malformed(from, "invalid UTF-8");
        }
        return text;
    }

    /** Steps over {@code length} bytes. */
    public void skip(int length) {
        need(length);
        position += length;
    }

    /** The offset within the array of the next byte. */
    public int position() {
        return position;
    }

    /** How many bytes are left. */
    public int remaining() {
        return end - position;
    }

    /** Refuses bytes that are left over. */
    public void expectEnd() {
        if (position != end) {
            throw malformed(position, (end - position) + " bytes are left over");
        }
    }

    /** Compares two ranges of the array as unsigned bytes, a shorter range before a longer. */
    int compareLengthFirst(int left, int leftLength, int right, int rightLength) {
        if (leftLength != rightLength) {
            return Integer.compare(leftLength, rightLength);
        }
        return Arrays.compareUnsigned(bytes, left, left + leftLength, bytes, right, right + rightLength);
    }

    /** The failure to throw for bytes at {@code offset} that are not what they should be. */
    public CairnException.Incorrect malformed(int offset, String what) {
        return new CairnException.Incorrect(MALFORMED, "", what + " (at byte " + offset + ")");
    }

    private void need(int length) {
        if (length < 0 || length > end - position) {
            throw malformed(position, "needs " + length + " bytes where " + (end - position) + " are left");
        }
    }
}
