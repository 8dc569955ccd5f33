package io.cairn.node.table;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Splits delimited text into cells (RFC 4180): cells may be quoted, a quote inside is doubled, quoted cells may hold
 * separators and line ends. A byte order mark in front is skipped, empty lines too.
 */
final class CellReader {
    private static final int CELL_CHARS_MAX = 1 << 20;
    private static final int CELLS_MAX = 10_000;
    private static final int END = -1;

    private final Reader reader;
    private final char separator;
    private int next;
    private long line = 1;

    CellReader(Reader reader, char separator) throws IOException {
        this.reader = reader;
        this.separator = separator;
        this.next = reader.read();
        if (next == '\uFEFF') {
            next = reader.read();
        }
    }

    /**
     * One line of cells.
     *
     * @param line on which it begins
     * @param problem why the line cannot be split; the cells are then of no use
     */
    record Cells(long line, List<String> cells, @Nullable String problem) {}

    @Nullable
    Cells next() throws IOException {
        while (next == '\n' || next == '\r') {
            endLine();
        }
        if (next == END) {
            return null;
        }
        long start = line;
        List<String> cells = new ArrayList<>();
        String problem = null;
        boolean more = true;
        while (more) {
            StringBuilder cell = new StringBuilder();
            String wrong = next == '"' && separator == ',' ? quoted(cell) : bare(cell);
            problem = problem == null ? wrong : problem;
            cells.add(cell.toString());
            if (cells.size() > CELLS_MAX) {
                problem = "more than " + CELLS_MAX + " cells";
                cells.clear();
            }
            more = next == separator;
            if (more) {
                advance();
            }
        }
        endLine();
        return new Cells(start, cells, problem);
    }

    private @Nullable String bare(StringBuilder cell) throws IOException {
        boolean quote = false;
        while (next != END && next != separator && next != '\n' && next != '\r') {
            quote |= next == '"' && separator == ',';
            append(cell);
            advance();
        }
        return quote ? "a quote inside a cell that is not quoted" : tooLong(cell);
    }

    private @Nullable String quoted(StringBuilder cell) throws IOException {
        long start = line;
        advance();
        while (next != END) {
            if (next == '"') {
                advance();
                if (next != '"') {
                    return afterQuote(cell);
                }
            }
            line += next == '\n' ? 1 : 0;
            append(cell);
            advance();
        }
        return "the quote that opens on line " + start + " is never closed";
    }

    private @Nullable String afterQuote(StringBuilder cell) throws IOException {
        if (next == END || next == separator || next == '\n' || next == '\r') {
            return tooLong(cell);
        }
        while (next != END && next != separator && next != '\n' && next != '\r') {
            advance();
        }
        return "text after a closing quote";
    }

    private void append(StringBuilder cell) {
        if (cell.length() <= CELL_CHARS_MAX) {
            cell.append((char) next);
        }
    }

    private static @Nullable String tooLong(StringBuilder cell) {
        return cell.length() > CELL_CHARS_MAX ? "a cell of more than " + CELL_CHARS_MAX + " characters" : null;
    }

    private void endLine() throws IOException {
        if (next == '\r') {
            advance();
        }
        if (next == '\n') {
            advance();
        }
        line++;
    }

    private void advance() throws IOException {
        next = reader.read();
    }
}
