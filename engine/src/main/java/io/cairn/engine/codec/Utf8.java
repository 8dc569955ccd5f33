package io.cairn.engine.codec;

import io.cairn.engine.model.CairnException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Strict UTF-8: decoding, and lengths and order of the bytes without making them. */
final class Utf8 {
    private Utf8() {}

    /** The text of {@code length} bytes, or null where they are not UTF-8. */
    static @Nullable String decode(byte[] bytes, int from, int length) {
        String text = new String(bytes, from, length, StandardCharsets.UTF_8);
        // The JDK's decoder puts U+FFFD for what is invalid; only a real U+FFFD encodes back to the same bytes.
        if (text.indexOf('\ufffd') >= 0) {
            byte[] again = text.getBytes(StandardCharsets.UTF_8);
            if (!Arrays.equals(again, 0, again.length, bytes, from, from + length)) {
                return null;
            }
        }
        return text;
    }

    /** How many bytes {@code text} takes. */
    static int length(String text) {
        int length = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                // A surrogate counts 1 + 1 here and its partner the same: together the 4 bytes they take.
                length += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
            }
        }
        return length;
    }

    /** Orders names as DAG-CBOR wants map keys: shorter UTF-8 first, then by bytes. */
    static int compareLengthFirst(String left, String right) {
        int order = Integer.compare(length(left), length(right));
        return order != 0 ? order : compare(left, right);
    }

    /** Orders by UTF-8 bytes, which is the order of code points. */
    static int compare(String left, String right) {
        int shared = Math.min(left.length(), right.length());
        for (int i = 0; i < shared; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                return Character.compare(codePointRank(a), codePointRank(b));
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    /** The code point whose low surrogate stands at {@code low}; refuses a surrogate without its partner. */
    static int codePoint(String text, int low) {
        char high = text.charAt(low - 1);
        if (low >= text.length() || !Character.isHighSurrogate(high) || !Character.isLowSurrogate(text.charAt(low))) {
            throw new CairnException.Incorrect(
                    "text-malformed", "text holds a lone surrogate at character " + (low - 1));
        }
        return Character.toCodePoint(high, text.charAt(low));
    }

    /** Moves surrogates above all other units: code points above U+FFFF come last in UTF-8. */
    private static char codePointRank(char c) {
        if (c < Character.MIN_SURROGATE) {
            return c;
        }
        return (char) (Character.isSurrogate(c) ? c + 0x2000 : c - 0x800);
    }
}
