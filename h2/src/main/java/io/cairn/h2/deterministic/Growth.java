package io.cairn.h2.deterministic;

import java.util.Arrays;

/**
 * What H2's calls that make texts, bytes and arrays longer were turned to: the statement's context counts what they add,
 * so that a statement that doubles a text again and again ends at the same step on every machine, and not where the
 * memory of one is full.
 */
public final class Growth {
    private Growth() {}

    /** As {@link StringBuilder#append(String)}. */
    public static StringBuilder append(StringBuilder builder, String text) {
        Deterministic.grow(text == null ? 4 : text.length());
        return builder.append(text);
    }

    /** As {@link String#concat}. */
    public static String concat(String text, String end) {
        Deterministic.grow(text.length() + (long) end.length());
        return text.concat(end);
    }

    /** As {@link Arrays#copyOf(byte[], int)}. */
    public static byte[] copyOf(byte[] bytes, int length) {
        Deterministic.grow(length);
        return Arrays.copyOf(bytes, length);
    }

    /** As {@link Arrays#copyOf(Object[], int)}. */
    public static Object[] copyOf(Object[] values, int length) {
        Deterministic.grow(8L * length);
        return Arrays.copyOf(values, length);
    }
}
