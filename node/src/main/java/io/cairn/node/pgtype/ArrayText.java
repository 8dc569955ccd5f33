package io.cairn.node.pgtype;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Texts of arrays: {@code {1,2,NULL}}, {@code {{"a b"},{"c\"d"}}}. */
final class ArrayText {
    private final String text;
    private final Function<String, Cell> elements;
    private final List<Cell> cells = new ArrayList<>();
    private final int[] dimensions = new int[Cell.Array.DIMENSIONS_MAX];
    private int depth;
    private int at;

    private ArrayText(String text, Function<String, Cell> elements) {
        this.text = text;
        this.elements = elements;
    }

    static String write(Cell.Array array, Function<Cell, String> elements) {
        if (array.elements().isEmpty()) {
            return "{}";
        }
        StringBuilder text = new StringBuilder();
        write(array, 0, new int[1], text, elements);
        return text.toString();
    }

    private static void write(
            Cell.Array array, int dimension, int[] next, StringBuilder text, Function<Cell, String> elements) {
        boolean last = dimension == array.dimensions().size() - 1;
        text.append('{');
        for (int i = 0; i < array.dimensions().get(dimension); i++) {
            if (i > 0) {
                text.append(',');
            }
            if (!last) {
                write(array, dimension + 1, next, text, elements);
            } else {
                Cell cell = array.elements().get(next[0]++);
                text.append(cell.isNull() ? "NULL" : quoted(elements.apply(cell)));
            }
        }
        text.append('}');
    }

    private static String quoted(String element) {
        boolean plain = !element.isEmpty() && !element.equalsIgnoreCase("null");
        for (int i = 0; plain && i < element.length(); i++) {
            char c = element.charAt(i);
            plain = c != '"' && c != '\\' && c != '{' && c != '}' && c != ',' && !NumberText.isSpace(c);
        }
        return plain ? element : '"' + element.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    static Cell.Array read(String text, Function<String, Cell> elements) {
        ArrayText reader = new ArrayText(text, elements);
        reader.spaces();
        if (reader.peek() == '[') {
            throw SqlFailure.of(SqlState.FEATURE_NOT_SUPPORTED, "arrays whose first index is not 1 are not supported");
        }
        reader.readLevel(0);
        reader.spaces();
        if (reader.at < text.length()) {
            throw reader.malformed("Junk after closing right brace.");
        }
        if (reader.cells.isEmpty()) {
            return Cell.Array.of(List.of());
        }
        List<Integer> lengths = new ArrayList<>();
        for (int i = 0; i < reader.depth; i++) {
            lengths.add(reader.dimensions[i]);
        }
        return new Cell.Array(reader.cells, lengths);
    }

    /** Reads one pair of braces; all pairs of one level hold as many items as the first of them. */
    private void readLevel(int level) {
        expect('{');
        if (level == Cell.Array.DIMENSIONS_MAX) {
            throw SqlFailure.of(SqlState.LIMIT_EXCEEDED, "number of array dimensions exceeds the maximum of 6");
        }
        int count = 0;
        spaces();
        if (peek() == '}' && level == 0) {
            at++;
            return;
        }
        while (true) {
            spaces();
            readItem(level);
            count++;
            spaces();
            if (peek() == '}') {
                break;
            }
            expect(',');
        }
        at++;
        if (dimensions[level] == 0) {
            dimensions[level] = count;
        } else if (dimensions[level] != count) {
            throw malformed("Multidimensional arrays must have sub-arrays with matching dimensions.");
        }
    }

    private void readItem(int level) {
        if (peek() == '{') {
            if (depth != 0 && level + 1 >= depth) {
                throw malformed("Unexpected \"{\".");
            }
            readLevel(level + 1);
            return;
        }
        if (depth == 0) {
            depth = level + 1;
        }
        if (depth != level + 1) {
            throw malformed("Unexpected array element.");
        }
        cells.add(peek() == '"' ? quotedElement() : plainElement());
    }

    private Cell quotedElement() {
        StringBuilder element = new StringBuilder();
        at++;
        while (peek() != '"' || at >= text.length()) {
            element.append(character());
        }
        at++;
        return elements.apply(element.toString());
    }

    private Cell plainElement() {
        StringBuilder element = new StringBuilder();
        int kept = 0;
        boolean escaped = false;
        while (peek() != ',' && peek() != '}') {
            if (peek() == '{' || peek() == '"') {
                throw malformed("Unexpected \"" + peek() + "\".");
            }
            boolean space = NumberText.isSpace(peek());
            escaped |= peek() == '\\';
            boolean backslash = peek() == '\\';
            element.append(character());
            kept = space && !backslash ? kept : element.length();
        }
        element.setLength(kept);
        if (element.isEmpty()) {
            throw malformed("Unexpected \"" + peek() + "\".");
        }
        String value = element.toString();
        return !escaped && value.equalsIgnoreCase("null") ? Cell.Special.NULL : elements.apply(value);
    }

    /** One character, which a backslash may stand before. */
    private char character() {
        if (at < text.length() && text.charAt(at) == '\\') {
            at++;
        }
        if (at >= text.length()) {
            throw malformed("Unexpected end of input.");
        }
        return text.charAt(at++);
    }

    private void expect(char wanted) {
        if (peek() != wanted) {
            throw malformed("Expected \"" + wanted + "\".");
        }
        at++;
    }

    private void spaces() {
        while (NumberText.isSpace(peek())) {
            at++;
        }
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private SqlFailure malformed(String detail) {
        return SqlFailure.of(SqlState.INVALID_TEXT, "malformed array literal: \"" + NumberText.shown(text) + "\"")
                .withDetail(detail);
    }
}
