package io.cairn.engine.model;

import java.util.Arrays;
import java.util.HexFormat;

/** A SHA-256 value: 32 bytes, compared as unsigned bytes. */
public final class Hash implements Comparable<Hash> {
    /** The length of a hash in bytes. */
    public static final int BYTES = 32;

    /** Thirty-two zero bytes: the "previous" of the first block. */
    public static final Hash ZERO = new Hash(new byte[BYTES]);

    private final byte[] bytes;

    private Hash(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Wraps a copy of exactly 32 bytes. */
    public static Hash of(byte[] bytes) {
        Check.argument(bytes.length == BYTES, "hash", "a hash has 32 bytes");
        return new Hash(bytes.clone());
    }

    /** Copies 32 bytes that start at {@code offset}. */
    public static Hash of(byte[] bytes, int offset) {
        return new Hash(Arrays.copyOfRange(bytes, offset, offset + BYTES));
    }

    /** Takes ownership of the array; the caller must not keep it. For hash functions only. */
    public static Hash wrap(byte[] bytes) {
        Check.argument(bytes.length == BYTES, "hash", "a hash has 32 bytes, got " + bytes.length);
        return new Hash(bytes);
    }

    /** Parses 64 lower-case hexadecimal digits. */
    public static Hash parse(String hex) {
        Check.argument(hex.length() == 2 * BYTES, "hash", "a hash has 64 hexadecimal digits");
        for (int i = 0; i < hex.length(); i++) {
            char c = hex.charAt(i);
            Check.argument(
                    (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'), "hash", "not lower-case hexadecimal: " + hex);
        }
        return new Hash(HexFormat.of().parseHex(hex));
    }

    /** A copy of the bytes. */
    public byte[] toBytes() {
        return bytes.clone();
    }

    /** Copies the bytes into {@code target} at {@code offset}. */
    public void copyTo(byte[] target, int offset) {
        System.arraycopy(bytes, 0, target, offset, BYTES);
    }

    /** Whether {@code other} holds these 32 bytes at {@code offset}. */
    public boolean matches(byte[] other, int offset) {
        return Arrays.equals(bytes, 0, BYTES, other, offset, offset + BYTES);
    }

    /** The 64 lower-case hexadecimal digits. */
    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public int compareTo(Hash other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return hex();
    }
}
