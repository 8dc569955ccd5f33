package io.cairn.engine.sql;

import static io.cairn.engine.sql.SystemFunctions.refused;

import io.cairn.h2.value.Value;
import io.cairn.h2.value.ValueVarbinary;
import java.util.Arrays;

/** Parts of texts and binary strings, by places counted from 1; what would be before the first is left out. */
final class Slices {
    private Slices() {}

    static Value of(Value[] arguments) {
        boolean hasLength = arguments.length > 2;
        long start = arguments[1].getInt();
        long end = hasLength ? start + length(arguments[2]) : Long.MAX_VALUE;
        if (arguments[0].getValueType() == Value.VARBINARY) {
            byte[] bytes = arguments[0].getBytesNoCopy();
            return ValueVarbinary.get(
                    Arrays.copyOfRange(bytes, place(start, bytes.length), place(Math.max(start, end), bytes.length)));
        }
        return SystemFunctions.text(slice(TextFunctions.cell(arguments[0]), start, end));
    }

    private static int length(Value length) {
        if (length.getInt() < 0) {
            throw refused("22011", "a part has at least no characters");
        }
        return length.getInt();
    }

    /** From 0 to the length. */
    private static int place(long place, int length) {
        return Math.clamp(place - 1, 0, length);
    }

    private static String slice(String text, long start, long end) {
        int held = text.codePointCount(0, text.length());
        int from = text.offsetByCodePoints(0, place(start, held));
        return text.substring(from, text.offsetByCodePoints(0, place(Math.max(start, end), held)));
    }

    /** A text with another in place of a part of it. */
    static String overlaid(Value[] arguments) {
        String text = TextFunctions.cell(arguments[0]);
        String other = TextFunctions.cell(arguments[1]);
        int start = arguments[2].getInt();
        if (start < 1) {
            throw refused("22011", "a part begins at 1 or later");
        }
        long length = arguments.length > 3 ? arguments[3].getInt() : other.codePointCount(0, other.length());
        return slice(text, 1, start) + other + slice(text, start + length, Long.MAX_VALUE);
    }
}
