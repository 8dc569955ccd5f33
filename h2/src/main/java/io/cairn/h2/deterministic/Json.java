package io.cairn.h2.deterministic;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A JSON value with one text, PostgreSQL's of jsonb: members by the length of their names in UTF-8 and then by their
 * bytes, the last of several with one name; a blank behind each comma and colon; numbers without exponent, as exact as
 * they were written.
 */
public sealed interface Json {
    /** How deep values may be nested. */
    int DEPTH_MAX = 1_000;

    /** As PostgreSQL's numeric: at most so many digits before the point. */
    int WHOLE_DIGITS_MAX = 131_072;

    /** At most so many digits behind the point. */
    int SCALE_MAX = 16_383;

    /** The order of names: shorter ones first. */
    Comparator<String> NAME_ORDER = Comparator.comparingInt(Json::utf8Length).thenComparing(Json::compareBytes);

    /** Members by name. */
    record Members(NavigableMap<String, Json> members) implements Json {}

    /** Elements in order. */
    record Elements(List<Json> elements) implements Json {}

    /** A string. */
    record Text(String string) implements Json {}

    /** A number. */
    record Number(BigDecimal number) implements Json {}

    /** True or false. */
    record Truth(boolean truth) implements Json {}

    /** JSON's null. */
    record Nothing() implements Json {}

    /** An object without members. */
    static NavigableMap<String, Json> members() {
        return new TreeMap<>(NAME_ORDER);
    }

    /**
     * Reads a text.
     *
     * @throws IllegalArgumentException if it is no JSON
     * @throws OutgrownException if it is too deep or holds a number out of range
     */
    static Json read(String text) {
        return new JsonReader(text).whole();
    }

    /** The text. */
    default String text() {
        StringBuilder out = new StringBuilder();
        write(out);
        return out.toString();
    }

    private void write(StringBuilder out) {
        switch (this) {
            case Members object -> {
                String separator = "{";
                for (var member : object.members.entrySet()) {
                    quote(out.append(separator), member.getKey()).append(": ");
                    member.getValue().write(out);
                    separator = ", ";
                }
                out.append(object.members.isEmpty() ? "{}" : "}");
            }
            case Elements array -> {
                String separator = "[";
                for (Json element : array.elements) {
                    element.write(out.append(separator));
                    separator = ", ";
                }
                out.append(array.elements.isEmpty() ? "[]" : "]");
            }
            case Text text -> quote(out, text.string);
            case Number number -> out.append(number.number.toPlainString());
            case Truth truth -> out.append(truth.truth);
            case Nothing _ -> out.append("null");
        }
    }

    /** Appends a string in quotes. */
    static StringBuilder quote(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ') {
                        out.append("\\u00").append(c < 16 ? '0' : '1').append("0123456789abcdef".charAt(c & 15));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.append('"');
    }

    private static int utf8Length(String text) {
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // Half a pair is two of its four bytes.
            length += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return length;
    }

    /** Bytes of UTF-8 are in the order of code points. */
    private static int compareBytes(String left, String right) {
        int at = 0;
        while (at < Math.min(left.length(), right.length())) {
            int leftPoint = left.codePointAt(at);
            int rightPoint = right.codePointAt(at);
            if (leftPoint != rightPoint) {
                return Integer.compare(leftPoint, rightPoint);
            }
            at += Character.charCount(leftPoint);
        }
        return Integer.compare(left.length(), right.length());
    }
}
