package io.cairn.engine.codec;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Check;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Appends numbers and bytes to a growing array. Numbers are big-endian unless a method says
 * otherwise. Not thread-safe; {@link #reset} makes one writer serve many messages.
 */
public final class ByteWriter {
    private static final VarHandle U16 = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN)
            .withInvokeExactBehavior();
    private static final VarHandle U32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN)
            .withInvokeExactBehavior();
    private static final VarHandle U64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN)
            .withInvokeExactBehavior();
    private static final VarHandle I32_LITTLE = MethodHandles.byteArrayViewVarHandle(
                    int[].class, ByteOrder.LITTLE_ENDIAN)
            .withInvokeExactBehavior();
    private static final VarHandle I64_LITTLE = MethodHandles.byteArrayViewVarHandle(
                    long[].class, ByteOrder.LITTLE_ENDIAN)
            .withInvokeExactBehavior();

    private static final int CAPACITY_DEFAULT = 256;
    private static final int CAPACITY_MAX = Integer.MAX_VALUE - 8;

    private byte[] bytes;
    private int size;

    /** An empty writer with room for a small message. */
    public ByteWriter() {
        this(CAPACITY_DEFAULT);
    }

    /** An empty writer with room for {@code capacity} bytes before it grows. */
    public ByteWriter(int capacity) {
        this.bytes = new byte[capacity];
    }

    /** Appends the low 8 bits. */
    public ByteWriter u8(int value) {
        ensure(1);
        bytes[size++] = (byte) value;
        return this;
    }

    /** Appends the low 16 bits. */
    public ByteWriter u16(int value) {
        ensure(2);
        U16.set(bytes, size, (short) value);
        size += 2;
        return this;
    }

    /** Appends the low 32 bits. */
    public ByteWriter u32(long value) {
        ensure(4);
        U32.set(bytes, size, (int) value);
        size += 4;
        return this;
    }

    /** Appends 64 bits. */
    public ByteWriter u64(long value) {
        ensure(8);
        U64.set(bytes, size, value);
        size += 8;
        return this;
    }

    /** Appends a number of at least 0 as minimal unsigned LEB128: 1 to 9 bytes. */
    public ByteWriter varint(long value) {
        Check.argument(value >= 0, "varint", "a varint is not negative");
        ensure(9);
        long rest = value;
        while (rest > 0x7f) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
        return this;
    }

    /** Appends all of {@code source}. */
    public ByteWriter bytes(byte[] source) {
        return bytes(source, 0, source.length);
    }

    /** Appends {@code length} bytes of {@code source} from {@code offset}. */
    public ByteWriter bytes(byte[] source, int offset, int length) {
        ensure(length);
        System.arraycopy(source, offset, bytes, size, length);
        size += length;
        return this;
    }

    /** Appends the length as a varint, then the bytes. */
    public ByteWriter prefixed(byte[] source) {
        return varint(source.length).bytes(source);
    }

    /** Appends UTF-8; refuses lone surrogates. */
    public ByteWriter utf8(String text) {
        if (ascii(text)) {
            return this;
        }
        ensure(Math.multiplyExact(text.length(), 3));
        int to = size;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                bytes[to++] = (byte) c;
            } else if (c < 0x800) {
                bytes[to++] = (byte) (0xc0 | (c >> 6));
                bytes[to++] = (byte) (0x80 | (c & 0x3f));
            } else if (!Character.isSurrogate(c)) {
                to = threeBytes(c, to);
            } else {
                i++;
                to = fourBytes(Utf8.codePoint(text, i), to);
            }
        }
        size = to;
        return this;
    }

    /** Appends {@code text} and answers true if it is ASCII; otherwise appends nothing. */
    boolean ascii(String text) {
        int length = text.length();
        ensure(length);
        byte[] target = bytes;
        int from = size;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                return false;
            }
            target[from + i] = (byte) c;
        }
        size = from + length;
        return true;
    }

    /** Appends a 32-bit number, low byte first. */
    ByteWriter i32Little(int value) {
        ensure(4);
        I32_LITTLE.set(bytes, size, value);
        size += 4;
        return this;
    }

    /** Appends a 64-bit number, low byte first. */
    ByteWriter i64Little(long value) {
        ensure(8);
        I64_LITTLE.set(bytes, size, value);
        size += 8;
        return this;
    }

    /** Overwrites four bytes written before, low byte first. */
    void setI32Little(int at, int value) {
        Check.invariant(at + 4 <= size, "only bytes written before are overwritten");
        I32_LITTLE.set(bytes, at, value);
    }

    /** Forgets what was appended after the first {@code size} bytes. */
    void rewind(int size) {
        Check.invariant(size <= this.size, "a writer is rewound to an earlier size");
        this.size = size;
    }

    /** Inverts every byte from {@code from} to the end. */
    void invert(int from) {
        for (int i = from; i < size; i++) {
            bytes[i] = (byte) ~bytes[i];
        }
    }

    /** How many bytes were appended. */
    public int size() {
        return size;
    }

    /** A copy of the bytes appended. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    /** A copy of the bytes appended from {@code from} on. */
    public byte[] toBytes(int from) {
        return Arrays.copyOfRange(bytes, from, size);
    }

    /** Forgets everything appended and keeps the room. */
    public void reset() {
        size = 0;
    }

    private int threeBytes(char c, int to) {
        bytes[to] = (byte) (0xe0 | (c >> 12));
        bytes[to + 1] = (byte) (0x80 | ((c >> 6) & 0x3f));
        bytes[to + 2] = (byte) (0x80 | (c & 0x3f));
        return to + 3;
    }

    private int fourBytes(int codePoint, int to) {
        bytes[to] = (byte) (0xf0 | (codePoint >> 18));
        bytes[to + 1] = (byte) (0x80 | ((codePoint >> 12) & 0x3f));
        bytes[to + 2] = (byte) (0x80 | ((codePoint >> 6) & 0x3f));
        bytes[to + 3] = (byte) (0x80 | (codePoint & 0x3f));
        return to + 4;
    }

    private void ensure(int more) {
        if (bytes.length - size < more) {
            grow(more);
        }
    }

    private void grow(int more) {
        long wanted = Math.max((long) size + more, Math.min(2L * bytes.length, CAPACITY_MAX));
        if (wanted > CAPACITY_MAX) {
            throw new CairnException.Incorrect("bytes-too-large", "more than 2 GiB in one message");
        }
        bytes = Arrays.copyOf(bytes, (int) wanted);
    }
}
