package io.cairn.node.parquet;

import java.io.ByteArrayOutputStream;

/** Collects the plain bytes of a page's values. */
final class Values {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int bits;
    private int bitCount;

    void bit(boolean value) {
        bits |= value ? 1 << bitCount : 0;
        if (++bitCount == 8) {
            out.write(bits);
            bits = 0;
            bitCount = 0;
        }
    }

    void i32(int value) {
        for (int shift = 0; shift < 32; shift += 8) {
            out.write(value >>> shift);
        }
    }

    void i64(long value) {
        i32((int) value);
        i32((int) (value >>> 32));
    }

    /** Bytes as they are. */
    void fixed(byte[] bytes) {
        out.writeBytes(bytes);
    }

    /** Bytes behind their number. */
    void prefixed(byte[] bytes) {
        i32(bytes.length);
        out.writeBytes(bytes);
    }

    byte[] toBytes() {
        if (bitCount > 0) {
            out.write(bits);
            bits = 0;
            bitCount = 0;
        }
        return out.toByteArray();
    }
}
