package io.cairn.engine.sql;

import static io.cairn.engine.sql.SystemFunctions.MANY;
import static io.cairn.engine.sql.SystemFunctions.lenient;
import static io.cairn.engine.sql.SystemFunctions.refused;
import static io.cairn.engine.sql.SystemFunctions.strict;
import static io.cairn.engine.sql.SystemFunctions.text;
import static io.cairn.engine.sql.SystemFunctions.typed;

import io.cairn.h2.deterministic.Deterministic;
import io.cairn.h2.deterministic.Regex;
import io.cairn.h2.value.TypeInfo;
import io.cairn.h2.value.Value;
import io.cairn.h2.value.ValueBoolean;
import io.cairn.h2.value.ValueNull;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions on texts. Lengths and places count characters as PostgreSQL does: code points. */
final class TextFunctions {
    private static final TypeInfo TEXT = TypeInfo.TYPE_VARCHAR;

    private TextFunctions() {}

    static List<SystemFunction.Definition> all() {
        return List.of(
                strict("lpad", 2, 3, TEXT, arguments -> text(padded(arguments, true))),
                strict("rpad", 2, 3, TEXT, arguments -> text(padded(arguments, false))),
                strict("repeat", 2, 2, TEXT, arguments -> text(repeated(cell(arguments[0]), arguments[1].getInt()))),
                strict("left", 2, 2, TEXT, arguments -> text(end(cell(arguments[0]), arguments[1].getInt(), true))),
                strict("right", 2, 2, TEXT, arguments -> text(end(cell(arguments[0]), arguments[1].getInt(), false))),
                typed(
                        "substr",
                        2,
                        3,
                        true,
                        arguments -> arguments[0].getType().getValueType() == Value.VARBINARY
                                ? TypeInfo.TYPE_VARBINARY
                                : TEXT,
                        Slices::of),
                strict("overlay", 3, 4, TEXT, arguments -> text(Slices.overlaid(arguments))),
                strict("reverse", 1, 1, TEXT, arguments -> text(reversed(cell(arguments[0])))),
                strict("initcap", 1, 1, TEXT, arguments -> text(capitalised(cell(arguments[0])))),
                strict("translate", 3, 3, TEXT, TextFunctions::translated),
                strict("split_part", 3, 3, TEXT, TextFunctions::part),
                strict(
                        "starts_with",
                        2,
                        2,
                        TypeInfo.TYPE_BOOLEAN,
                        arguments -> ValueBoolean.get(cell(arguments[0]).startsWith(cell(arguments[1])))),
                strict("to_hex", 1, 1, TEXT, arguments -> text(hexadecimal(arguments[0]))),
                strict("quote_ident", 1, 1, TEXT, arguments -> text(Quoting.name(cell(arguments[0])))),
                strict("quote_literal", 1, 1, TEXT, arguments -> text(Quoting.literal(cell(arguments[0])))),
                lenient(
                        "quote_nullable",
                        1,
                        1,
                        TEXT,
                        arguments -> SystemFunction.isNull(arguments[0])
                                ? text("NULL")
                                : text(Quoting.literal(cell(arguments[0])))),
                lenient("format", 1, MANY, TEXT, arguments -> FormattedText.of(arguments)),
                lenient("concat", 1, MANY, TEXT, arguments -> text(joined("", arguments, 0))),
                lenient(
                        "concat_ws",
                        1,
                        MANY,
                        TEXT,
                        arguments -> SystemFunction.isNull(arguments[0])
                                ? ValueNull.INSTANCE
                                : text(joined(cell(arguments[0]), arguments, 1))),
                strict("regexp_replace", 3, 4, TEXT, TextFunctions::replaced),
                strict("regexp_count", 2, 4, TypeInfo.TYPE_INTEGER, TextFunctions::counted),
                typed("regexp_match", 2, 3, true, _ -> ArrayFunctions.TEXTS, TextFunctions::matched),
                typed(
                        "regexp_split_to_array",
                        2,
                        3,
                        true,
                        _ -> ArrayFunctions.TEXTS,
                        arguments -> ArrayFunctions.texts(regex(arguments, 2).split(cell(arguments[0])))),
                typed("string_to_array", 2, 3, false, _ -> ArrayFunctions.TEXTS, TextFunctions::split));
    }

    /** A value that is not null as text. */
    static String cell(Value value) {
        String text = Cells.text(value);
        return text == null ? "" : text;
    }

    private static String padded(Value[] arguments, boolean isLeft) {
        String text = cell(arguments[0]);
        int length = Math.max(0, arguments[1].getInt());
        String fill = arguments.length > 2 ? cell(arguments[2]) : " ";
        int held = text.codePointCount(0, text.length());
        if (length <= held || fill.isEmpty()) {
            return length < held ? text.substring(0, text.offsetByCodePoints(0, length)) : text;
        }
        Deterministic.grow(length);
        int[] fills = fill.codePoints().toArray();
        StringBuilder padding = new StringBuilder();
        for (int i = 0; i < length - held; i++) {
            padding.appendCodePoint(fills[i % fills.length]);
        }
        return isLeft ? padding.append(text).toString() : text + padding;
    }

    private static String repeated(String text, int times) {
        Deterministic.grow((long) text.length() * Math.max(0, times));
        return text.repeat(Math.max(0, times));
    }

    /** So many characters of an end; all but so many of the other where the number is negative. */
    private static String end(String text, int length, boolean isLeft) {
        int held = text.codePointCount(0, text.length());
        int taken = length >= 0 ? Math.min(length, held) : Math.max(0, held + length);
        return isLeft
                ? text.substring(0, text.offsetByCodePoints(0, taken))
                : text.substring(text.offsetByCodePoints(0, held - taken));
    }

    private static String reversed(String text) {
        StringBuilder reversed = new StringBuilder();
        int[] points = text.codePoints().toArray();
        for (int i = points.length - 1; i >= 0; i--) {
            reversed.appendCodePoint(points[i]);
        }
        return reversed.toString();
    }

    /** Letters beyond ASCII belong to words and stay as they are. */
    private static String capitalised(String text) {
        StringBuilder out = new StringBuilder(text.length());
        boolean isInWord = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isUpper = c >= 'A' && c <= 'Z';
            boolean isLower = c >= 'a' && c <= 'z';
            char other = isUpper && isInWord || isLower && !isInWord ? (char) (c ^ 0x20) : c;
            out.append(other);
            isInWord = isUpper || isLower || c >= '0' && c <= '9' || c > 0x7F;
        }
        return out.toString();
    }

    private static Value translated(Value[] arguments) {
        int[] from = cell(arguments[1]).codePoints().toArray();
        int[] to = cell(arguments[2]).codePoints().toArray();
        StringBuilder out = new StringBuilder();
        int[] points = cell(arguments[0]).codePoints().toArray();
        // Each character is looked up in a list of the caller's.
        Deterministic.grow(points.length * (from.length / 64L));
        for (int point : points) {
            int at = 0;
            while (at < from.length && from[at] != point) {
                at++;
            }
            if (at == from.length) {
                out.appendCodePoint(point);
            } else if (at < to.length) {
                out.appendCodePoint(to[at]);
            }
        }
        return text(out.toString());
    }

    private static Value part(Value[] arguments) {
        int number = arguments[2].getInt();
        if (number == 0) {
            throw refused("22023", "the number of a part is not 0");
        }
        String delimiter = cell(arguments[1]);
        List<String> parts = delimiter.isEmpty() ? List.of(cell(arguments[0])) : parts(cell(arguments[0]), delimiter);
        int at = number > 0 ? number - 1 : parts.size() + number;
        return text(at >= 0 && at < parts.size() ? parts.get(at) : "");
    }

    private static List<String> parts(String text, String delimiter) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        int found = text.indexOf(delimiter);
        while (found >= 0) {
            Deterministic.grow(Long.BYTES);
            parts.add(text.substring(from, found));
            from = found + delimiter.length();
            found = text.indexOf(delimiter, from);
        }
        parts.add(text.substring(from));
        return parts;
    }

    private static Value split(Value[] arguments) {
        if (SystemFunction.isNull(arguments[0])) {
            return ValueNull.INSTANCE;
        }
        String text = cell(arguments[0]);
        boolean hasNull = arguments.length > 2 && !SystemFunction.isNull(arguments[2]);
        @Nullable String nothing = hasNull ? cell(arguments[2]) : null;
        List<@Nullable String> parts = new ArrayList<>();
        for (String part : text.isEmpty() ? List.<String>of() : pieces(text, arguments[1])) {
            parts.add(part.equals(nothing) ? null : part);
        }
        return ArrayFunctions.texts(parts);
    }

    private static List<String> pieces(String text, Value delimiter) {
        if (SystemFunction.isNull(delimiter)) {
            Deterministic.grow((long) Long.BYTES * text.length());
            return text.codePoints().mapToObj(Character::toString).toList();
        }
        return cell(delimiter).isEmpty() ? List.of(text) : parts(text, cell(delimiter));
    }

    private static String hexadecimal(Value number) {
        return number.getValueType() == Value.BIGINT
                ? Long.toHexString(number.getLong())
                : Integer.toHexString(number.getInt());
    }

    private static String joined(String separator, Value[] values, int from) {
        StringBuilder out = new StringBuilder();
        boolean isFirst = true;
        for (int i = from; i < values.length; i++) {
            if (!SystemFunction.isNull(values[i])) {
                String cell = cell(values[i]);
                Deterministic.grow(separator.length() + (long) cell.length());
                out.append(isFirst ? "" : separator).append(cell);
                isFirst = false;
            }
        }
        return out.toString();
    }

    private static Regex regex(Value[] arguments, int flags) {
        return understood(() -> Regex.of(cell(arguments[1]), arguments.length > flags ? cell(arguments[flags]) : ""));
    }

    private interface Attempt<T> {
        T get();
    }

    private static <T> T understood(Attempt<T> attempt) {
        try {
            return attempt.get();
        } catch (IllegalArgumentException | IndexOutOfBoundsException malformed) {
            throw refused("2201B", "no regular expression that is understood here: " + malformed.getMessage());
        }
    }

    private static Value replaced(Value[] arguments) {
        boolean each = arguments.length > 3 && cell(arguments[3]).indexOf('g') >= 0;
        return text(regex(arguments, 3).replace(cell(arguments[0]), cell(arguments[2]), each));
    }

    private static Value counted(Value[] arguments) {
        int start = arguments.length > 2 ? arguments[2].getInt() : 1;
        if (start < 1) {
            throw refused("22023", "the place to begin at is at least 1");
        }
        String text = cell(arguments[0]);
        int points = text.codePointCount(0, text.length());
        int from = text.offsetByCodePoints(0, Math.min(start - 1, points));
        return SystemFunctions.integer(regex(arguments, 3).count(text, from));
    }

    private static Value matched(Value[] arguments) {
        List<@Nullable String> groups = regex(arguments, 2).match(cell(arguments[0]));
        return groups == null ? ValueNull.INSTANCE : ArrayFunctions.texts(groups);
    }
}
