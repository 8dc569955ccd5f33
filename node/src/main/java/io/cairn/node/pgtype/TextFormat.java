package io.cairn.node.pgtype;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;

/**
 * The text encoding of values, as the settings of a session have it.
 *
 * @param zone in which timestamptz is shown, and read where it names none
 * @param extraFloatDigits at most 0 to round float4 and float8, as PostgreSQL's setting says; else the shortest text
 *     that reads as the same number
 * @param byteaEscape whether bytea is shown in the old form instead of hexadecimal digits
 */
public record TextFormat(ZoneId zone, int extraFloatDigits, boolean byteaEscape) {
    /** What a session begins with. */
    public static final TextFormat STANDARD = new TextFormat(ZoneOffset.UTC, 1, false);

    private static final HexFormat HEX = HexFormat.of();

    /** The text of a value that is not null. A cell that is none of its type is a fault of the caller. */
    public String write(SqlType type, Cell cell) {
        return switch (cell) {
            case Cell.Array array -> ArrayText.write(array, element -> write(type.element(), element));
            case Cell.Bool bool -> bool.value() ? "t" : "f";
            case Cell.Int number -> Long.toString(number.value());
            case Cell.Real number -> NumberText.write(number.value(), extraFloatDigits);
            case Cell.Double number -> NumberText.write(number.value(), extraFloatDigits);
            case Cell.Numeric number -> NumberText.bounded(number.value()).toPlainString();
            case Cell.Text text -> text.value();
            case Cell.Bytes bytes -> byteaEscape ? escaped(bytes.value()) : "\\x" + HEX.formatHex(bytes.value());
            case Cell.Day day -> TimeText.day(day);
            case Cell.Time time -> TimeText.time(time.micros());
            case Cell.ZonedTime time -> TimeText.zonedTime(time);
            case Cell.Stamp stamp ->
                type.kind() == SqlType.Kind.TIMESTAMPTZ
                        ? TimeText.zonedStamp(stamp.micros(), zone)
                        : TimeText.stamp(stamp.micros());
            case Cell.Interval interval -> IntervalText.write(interval);
            case Cell.Uuid uuid -> uuid.value().toString();
            case Cell.Special special ->
                switch (special) {
                    case NAN -> "NaN";
                    case INFINITY -> "Infinity";
                    case NEGATIVE_INFINITY -> "-Infinity";
                    case NULL -> throw new IllegalArgumentException("a null has no text");
                };
        };
    }

    /**
     * The value that a text means.
     *
     * @throws SqlFailure with a SQLSTATE of class 22 where it means none
     */
    public Cell read(SqlType type, String text) {
        if (type.array()) {
            return ArrayText.read(text, element -> read(type.element(), element));
        }
        return switch (type.kind()) {
            case BOOL -> new Cell.Bool(bool(text));
            case INT2 -> new Cell.Int(NumberText.readInteger(text, Short.MIN_VALUE, Short.MAX_VALUE, "smallint"));
            case INT4 -> new Cell.Int(NumberText.readInteger(text, Integer.MIN_VALUE, Integer.MAX_VALUE, "integer"));
            case INT8 -> new Cell.Int(NumberText.readInteger(text, Long.MIN_VALUE, Long.MAX_VALUE, "bigint"));
            case OID -> new Cell.Int(NumberText.readInteger(text, 0, 0xFFFF_FFFFL, "oid"));
            case FLOAT4 -> new Cell.Real(NumberText.readFloat(text));
            case FLOAT8 -> new Cell.Double(NumberText.readDouble(text, "double precision"));
            case NUMERIC -> NumberText.readNumeric(text);
            case CHAR, NAME, TEXT, VARCHAR, BPCHAR, JSON, JSONB, UNKNOWN -> new Cell.Text(text);
            case VOID -> new Cell.Text("");
            case BYTEA -> new Cell.Bytes(bytes(text));
            case DATE -> TimeText.readDay(text);
            case TIME -> TimeText.readTime(text);
            case TIMETZ -> TimeText.readZonedTime(text, zone);
            case TIMESTAMP -> TimeText.readStamp(text);
            case TIMESTAMPTZ -> TimeText.readZonedStamp(text, zone);
            case INTERVAL -> IntervalText.read(text);
            case UUID -> new Cell.Uuid(uuid(text));
        };
    }

    private static boolean bool(String text) {
        String word = NumberText.trim(text).toLowerCase(Locale.ROOT);
        if (!word.isEmpty()) {
            if ("true".startsWith(word) || "yes".startsWith(word) || word.equals("on") || word.equals("1")) {
                return true;
            }
            boolean off = word.length() > 1 && "off".startsWith(word);
            if ("false".startsWith(word) || "no".startsWith(word) || off || word.equals("0")) {
                return false;
            }
        }
        throw NumberText.invalid(text, "boolean");
    }

    private static UUID uuid(String text) {
        boolean braces = text.startsWith("{") && text.endsWith("}") && text.length() > 2;
        String digits = (braces ? text.substring(1, text.length() - 1) : text).replace("-", "");
        try {
            if (digits.length() == 32) {
                return new UUID(
                        HexFormat.fromHexDigitsToLong(digits, 0, 16), HexFormat.fromHexDigitsToLong(digits, 16, 32));
            }
        } catch (IllegalArgumentException notHexadecimal) {
            throw NumberText.invalid(text, "uuid");
        }
        throw NumberText.invalid(text, "uuid");
    }

    private static byte[] bytes(String text) {
        if (!text.startsWith("\\x")) {
            return unescaped(text);
        }
        try {
            return HEX.parseHex(NumberText.trim(text.substring(2)));
        } catch (IllegalArgumentException e) {
            throw SqlFailure.of(SqlState.INVALID_PARAMETER, "invalid hexadecimal data")
                    .withDetail(String.valueOf(e.getMessage()));
        }
    }

    /** The old form: a backslash stands before itself or three octal digits. */
    private static byte[] unescaped(String text) {
        byte[] in = text.getBytes(StandardCharsets.UTF_8);
        byte[] out = new byte[in.length];
        int length = 0;
        for (int i = 0; i < in.length; i++) {
            if (in[i] != '\\') {
                out[length++] = in[i];
            } else if (i + 1 < in.length && in[i + 1] == '\\') {
                out[length++] = in[++i];
            } else if (i + 3 < in.length && octal(in[i + 1], 3) && octal(in[i + 2], 7) && octal(in[i + 3], 7)) {
                out[length++] = (byte) ((in[i + 1] - '0') << 6 | (in[i + 2] - '0') << 3 | in[i + 3] - '0');
                i += 3;
            } else {
                throw NumberText.invalid(text, "bytea");
            }
        }
        return Arrays.copyOf(out, length);
    }

    private static boolean octal(byte c, int most) {
        return c >= '0' && c <= '0' + most;
    }

    private static String escaped(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length);
        for (byte b : bytes) {
            int c = b & 0xFF;
            if (c == '\\') {
                text.append("\\\\");
            } else if (c < 0x20 || c > 0x7E) {
                text.append('\\').append(c >> 6).append(c >> 3 & 7).append(c & 7);
            } else {
                text.append((char) c);
            }
        }
        return text.toString();
    }
}
