package io.cairn.node.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Cells as a terminal may show them: what a stranger has stored must not steer it. */
final class CellText {
    /** What stands for null; a text of these letters stands in quotes. */
    static final String NULL = "NULL";

    private CellText() {}

    /** The lines of a cell; at least one. */
    static List<String> lines(@Nullable String cell) {
        if (cell == null) {
            return List.of(NULL);
        }
        if (cell.equals(NULL)) {
            return List.of('"' + NULL + '"');
        }
        if (cell.indexOf('\n') < 0) {
            return List.of(clean(cell));
        }
        List<String> lines = new ArrayList<>();
        int start = 0;
        for (int end = cell.indexOf('\n'); end >= 0; end = cell.indexOf('\n', start)) {
            lines.add(clean(cell.substring(start, end)));
            start = end + 1;
        }
        lines.add(clean(cell.substring(start)));
        return lines;
    }

    /** A text on one line with everything that would not print, or would turn the direction of print, spelled out. */
    static String clean(String text) {
        StringBuilder clean = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isHarmful(c)) {
                clean = clean == null ? new StringBuilder(text.substring(0, i)) : clean;
                clean.append(spelled(c));
            } else if (clean != null) {
                clean.append(c);
            }
        }
        return clean == null ? text : clean.toString();
    }

    private static boolean isHarmful(char c) {
        return c < ' '
                || (c >= 0x7F && c < 0xA0)
                || (c >= 0x200E && c <= 0x200F)
                || (c >= 0x2028 && c <= 0x202E)
                || (c >= 0x2066 && c <= 0x2069);
    }

    private static String spelled(char c) {
        return switch (c) {
            case '\t' -> "\\t";
            case '\r' -> "\\r";
            case '\n' -> "\\n";
            default -> String.format(Locale.ROOT, c < 0x100 ? "\\x%02X" : "\\u%04X", (int) c);
        };
    }

    /** A line cut into pieces of at most {@code width} columns, between words where that wastes less than half. */
    static List<String> wrapped(String line, int width) {
        if (DisplayWidth.of(line) <= width) {
            return List.of(line);
        }
        List<String> pieces = new ArrayList<>();
        int start = 0;
        int used = 0;
        int space = -1;
        for (int i = 0; i < line.length(); ) {
            int c = line.codePointAt(i);
            int columns = DisplayWidth.of(c);
            if (used + columns > width && i > start) {
                int end = space > start && DisplayWidth.of(line.substring(start, space)) > width / 2 ? space : i;
                pieces.add(line.substring(start, end));
                start = end;
                used = DisplayWidth.of(line.substring(start, i));
                space = -1;
            }
            used += columns;
            i += Character.charCount(c);
            if (c == ' ') {
                space = i;
            }
        }
        pieces.add(line.substring(start));
        return pieces;
    }
}
