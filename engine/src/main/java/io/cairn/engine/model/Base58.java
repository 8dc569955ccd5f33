package io.cairn.engine.model;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Bitcoin's base58, as Solana writes keys: a big-endian number in 58 digits, each leading zero byte a {@code 1}.
 *
 * <p>Work grows with the square of the length, so it is for keys only.
 */
final class Base58 {
    private static final String ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final byte[] DIGITS = digits();

    private Base58() {}

    static String encode(byte[] bytes) {
        int zeros = 0;
        while (zeros < bytes.length && bytes[zeros] == 0) {
            zeros++;
        }
        // 138/100 is just over log(256)/log(58).
        byte[] digits = new byte[(bytes.length - zeros) * 138 / 100 + 1];
        int used = 0;
        for (int i = zeros; i < bytes.length; i++) {
            used = multiplyAdd(digits, used, 256, 58, bytes[i] & 0xff);
        }
        StringBuilder text = new StringBuilder(zeros + used);
        text.repeat(ALPHABET.charAt(0), zeros);
        for (int i = used - 1; i >= 0; i--) {
            text.append(ALPHABET.charAt(digits[i]));
        }
        return text.toString();
    }

    /** Decodes to exactly {@code length} bytes, or null where the text is something else. */
    static byte @Nullable [] decode(String text, int length) {
        if (text.isEmpty() || text.length() > length * 138 / 100 + 1) {
            return null;
        }
        int zeros = 0;
        while (zeros < text.length() && text.charAt(zeros) == ALPHABET.charAt(0)) {
            zeros++;
        }
        byte[] reversed = new byte[text.length()];
        int used = 0;
        for (int i = zeros; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= DIGITS.length || DIGITS[c] < 0) {
                return null;
            }
            used = multiplyAdd(reversed, used, 58, 256, DIGITS[c]);
        }
        if (zeros + used != length) {
            return null;
        }
        byte[] bytes = new byte[length];
        for (int i = 0; i < used; i++) {
            bytes[length - 1 - i] = reversed[i];
        }
        return bytes;
    }

    /** number = number * factor + addend, in little-endian digits of {@code base}; returns how many digits it has. */
    private static int multiplyAdd(byte[] number, int used, int factor, int base, int addend) {
        int carry = addend;
        for (int i = 0; i < used; i++) {
            carry += (number[i] & 0xff) * factor;
            number[i] = (byte) (carry % base);
            carry /= base;
        }
        int length = used;
        while (carry > 0) {
            number[length++] = (byte) (carry % base);
            carry /= base;
        }
        return length;
    }

    private static byte[] digits() {
        byte[] digits = new byte[128];
        Arrays.fill(digits, (byte) -1);
        for (int i = 0; i < ALPHABET.length(); i++) {
            digits[ALPHABET.charAt(i)] = (byte) i;
        }
        return digits;
    }
}
