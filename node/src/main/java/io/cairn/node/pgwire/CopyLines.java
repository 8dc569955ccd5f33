package io.cairn.node.pgwire;

import io.cairn.node.pgtype.BinaryFormat;
import io.cairn.node.pgtype.SqlFailure;
import io.cairn.node.pgtype.SqlState;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Cuts what a client copies in into lines, and lines into values; and the other way round. */
final class CopyLines {
    private final CopyFormat format;
    private final int lineBytesMax;
    private final Consumer<List<@Nullable String>> rows;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean quoted;
    private boolean escaped;
    private boolean headerSeen;
    private boolean ended;
    private long lines;

    /**
     * Begins a copy.
     *
     * @param rows takes the texts of each line's values, null where the value is null
     */
    CopyLines(CopyFormat format, int lineBytesMax, Consumer<List<@Nullable String>> rows) {
        this.format = format;
        this.lineBytesMax = lineBytesMax;
        this.rows = rows;
    }

    /** How many lines have begun. */
    long lines() {
        return lines;
    }

    /** Takes the next bytes, wherever they are cut. */
    void take(byte[] bytes) {
        for (byte b : bytes) {
            if (b == '\n' && !quoted && !escaped) {
                endLine();
                continue;
            }
            if (line.size() >= lineBytesMax) {
                throw SqlFailure.of(SqlState.LIMIT_EXCEEDED, "a line of COPY has more than " + lineBytesMax + " bytes");
            }
            line.write(b);
            if (!format.csv()) {
                escaped = b == '\\' && !escaped;
            } else if (quoted && b == format.escape() && format.escape() != format.quote() && !escaped) {
                escaped = true;
            } else {
                quoted ^= b == format.quote() && !escaped;
                escaped = false;
            }
        }
    }

    /** Takes the end: a last line may have no line feed. */
    void end() {
        if (quoted) {
            throw SqlFailure.of(SqlState.BAD_COPY, "unterminated CSV quoted field");
        }
        if (line.size() > 0) {
            endLine();
        }
    }

    private void endLine() {
        lines++;
        String text = BinaryFormat.text(line.toByteArray());
        line.reset();
        escaped = false;
        if (text.endsWith("\r")) {
            text = text.substring(0, text.length() - 1);
        }
        ended |= text.equals("\\.");
        if (ended) {
            return;
        }
        if (format.header() && !headerSeen) {
            headerSeen = true;
            return;
        }
        rows.accept(format.csv() ? csv(text) : plain(text));
    }

    private List<@Nullable String> plain(String text) {
        List<@Nullable String> values = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == format.delimiter()) {
                String raw = text.substring(start, i);
                values.add(raw.equals(format.nullText()) ? null : unescaped(raw));
                start = i + 1;
            } else if (text.charAt(i) == '\\') {
                i = Math.min(i + 1, text.length() - 1);
            }
        }
        return values;
    }

    private static String unescaped(String raw) {
        if (raw.indexOf('\\') < 0) {
            return raw;
        }
        StringBuilder value = new StringBuilder();
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '\\' || i + 1 == raw.length()) {
                value.append(c);
                continue;
            }
            c = raw.charAt(++i);
            switch (c) {
                case 'b' -> value.append('\b');
                case 'f' -> value.append('\f');
                case 'n' -> value.append('\n');
                case 'r' -> value.append('\r');
                case 't' -> value.append('\t');
                case 'v' -> value.append('\u000b');
                case 'x', '0', '1', '2', '3', '4', '5', '6', '7' ->
                    throw SqlFailure.of(
                            SqlState.FEATURE_NOT_SUPPORTED, "bytes as \\" + c + "... are not supported in COPY");
                default -> value.append(c);
            }
        }
        return value.toString();
    }

    private List<@Nullable String> csv(String text) {
        List<@Nullable String> values = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        boolean inside = false;
        boolean wasQuoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean more = i + 1 < text.length();
            if (inside && c == format.escape() && more && isEscapable(text.charAt(i + 1))) {
                value.append(text.charAt(++i));
            } else if (c == format.quote()) {
                inside = !inside;
                wasQuoted = true;
            } else if (c == format.delimiter() && !inside) {
                values.add(csvValue(value, wasQuoted));
                value.setLength(0);
                wasQuoted = false;
            } else {
                value.append(c);
            }
        }
        values.add(csvValue(value, wasQuoted));
        return values;
    }

    private boolean isEscapable(char c) {
        return c == format.quote() || c == format.escape();
    }

    private @Nullable String csvValue(StringBuilder value, boolean wasQuoted) {
        String text = value.toString();
        return !wasQuoted && text.equals(format.nullText()) ? null : text;
    }

    /** The line of a row, with its line feed. */
    static String line(CopyFormat format, List<@Nullable String> values) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                line.append(format.delimiter());
            }
            String value = values.get(i);
            if (value == null) {
                line.append(format.nullText());
            } else if (format.csv()) {
                appendCsv(format, line, value, values.size() == 1);
            } else {
                appendPlain(format, line, value);
            }
        }
        return line.append('\n').toString();
    }

    private static void appendCsv(CopyFormat format, StringBuilder line, String value, boolean alone) {
        boolean quotes = value.equals(format.nullText()) || alone && value.equals("\\.");
        for (int i = 0; i < value.length() && !quotes; i++) {
            char c = value.charAt(i);
            quotes = c == format.delimiter() || c == format.quote() || c == '\n' || c == '\r';
        }
        if (!quotes) {
            line.append(value);
            return;
        }
        line.append(format.quote());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == format.quote() || c == format.escape()) {
                line.append(format.escape());
            }
            line.append(c);
        }
        line.append(format.quote());
    }

    private static void appendPlain(CopyFormat format, StringBuilder line, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> line.append("\\\\");
                case '\b' -> line.append("\\b");
                case '\f' -> line.append("\\f");
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                case '\t' -> line.append("\\t");
                case '\u000b' -> line.append("\\v");
                default -> line.append(c == format.delimiter() ? "\\" : "").append(c);
            }
        }
    }
}
