package io.cairn.engine.codec;

import org.jspecify.annotations.Nullable;

/** RFC 4648 base32 in lower case without padding, the base of CID texts. */
final class Base32 {
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int BITS = 5;

    private Base32() {}

    static String encode(byte[] bytes) {
        StringBuilder text = new StringBuilder(length(bytes.length));
        int pending = 0;
        int pendingBits = 0;
        for (byte next : bytes) {
            pending = (pending << Byte.SIZE) | (next & 0xff);
            pendingBits += Byte.SIZE;
            while (pendingBits >= BITS) {
                pendingBits -= BITS;
                text.append(ALPHABET.charAt((pending >> pendingBits) & 0x1f));
            }
            pending &= (1 << pendingBits) - 1;
        }
        if (pendingBits > 0) {
            text.append(ALPHABET.charAt((pending << (BITS - pendingBits)) & 0x1f));
        }
        return text.toString();
    }

    /** The bytes, or null where the text is not exactly what {@link #encode} makes of some bytes. */
    static byte @Nullable [] decode(String text) {
        byte[] bytes = new byte[(int) ((long) text.length() * BITS / Byte.SIZE)];
        if (length(bytes.length) != text.length()) {
            return null;
        }
        int pending = 0;
        int pendingBits = 0;
        int filled = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = ALPHABET.indexOf(text.charAt(i));
            if (digit < 0) {
                return null;
            }
            pending = (pending << BITS) | digit;
            pendingBits += BITS;
            if (pendingBits >= Byte.SIZE) {
                pendingBits -= Byte.SIZE;
                bytes[filled++] = (byte) (pending >> pendingBits);
                pending &= (1 << pendingBits) - 1;
            }
        }
        return pending == 0 ? bytes : null;
    }

    private static int length(int bytes) {
        return (int) (((long) bytes * Byte.SIZE + BITS - 1) / BITS);
    }
}
