package io.cairn.node.table;

import io.cairn.engine.codec.Json;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** JSON documents one after the other: of JSON lines, or the elements of one array. Holds one of them at a time. */
public final class JsonRows implements RowReader {
    private static final int DOCUMENT_CHARS_MAX = 4 << 20;
    private static final int END = -1;

    private final Reader reader;
    private final boolean array;
    private int next;
    private long line = 1;
    private boolean started;
    private boolean ended;

    private JsonRows(Reader reader, boolean array) throws IOException {
        this.reader = reader;
        this.array = array;
        this.next = reader.read();
        if (next == '\uFEFF') {
            next = reader.read();
        }
    }

    /** One object a line. */
    public static JsonRows lines(Reader reader) throws IOException {
        return new JsonRows(reader, false);
    }

    /** The elements of one array. */
    public static JsonRows array(Reader reader) throws IOException {
        return new JsonRows(reader, true);
    }

    @Override
    public @Nullable Row next() throws IOException {
        skipSpace();
        if (ended || (next == END && !array)) {
            return null;
        }
        return array ? element() : line();
    }

    private Row line() throws IOException {
        long start = line;
        StringBuilder text = new StringBuilder();
        while (next != END && next != '\n') {
            append(text);
        }
        return row(start, text);
    }

    private @Nullable Row element() throws IOException {
        if (!started) {
            if (next != '[') {
                return broken("expected an array of objects");
            }
            started = true;
            advance();
            skipSpace();
            if (next == ']') {
                return finish();
            }
        }
        long start = line;
        StringBuilder text = new StringBuilder();
        copyElement(text);
        skipSpace();
        if (next == ',') {
            advance();
        } else if (next == ']') {
            Row problem = finish();
            if (problem != null) {
                return problem;
            }
        } else {
            return broken("the array is not closed");
        }
        return row(start, text);
    }

    /** Copies up to the comma or bracket that ends the element, minding strings and nesting. */
    private void copyElement(StringBuilder text) throws IOException {
        int depth = 0;
        boolean quoted = false;
        while (next != END) {
            if (quoted) {
                if (next == '\\') {
                    append(text);
                } else if (next == '"') {
                    quoted = false;
                }
            } else if (next == '"') {
                quoted = true;
            } else if (next == '{' || next == '[') {
                depth++;
            } else if (next == '}' || next == ']') {
                if (depth == 0) {
                    return;
                }
                depth--;
            } else if (next == ',' && depth == 0) {
                return;
            }
            append(text);
        }
    }

    /** The end of the array: nothing but white space may follow. */
    private @Nullable Row finish() throws IOException {
        advance();
        skipSpace();
        if (next != END) {
            return broken("text after the end of the array");
        }
        ended = true;
        return null;
    }

    private Row broken(String what) {
        ended = true;
        return Row.bad(line, what);
    }

    private static Row row(long line, StringBuilder text) {
        if (text.length() > DOCUMENT_CHARS_MAX) {
            return Row.bad(line, "a document of more than " + DOCUMENT_CHARS_MAX + " characters");
        }
        try {
            return Json.parse(text.toString().strip()) instanceof Value.Document document
                    ? Row.of(line, document)
                    : Row.bad(line, "not an object");
        } catch (CairnException.Incorrect malformed) {
            String why = malformed.getMessage();
            return Row.bad(line, why == null ? malformed.code() : why);
        }
    }

    private void skipSpace() throws IOException {
        while (next == ' ' || next == '\t' || next == '\n' || next == '\r') {
            advance();
        }
    }

    private void append(StringBuilder text) throws IOException {
        if (text.length() <= DOCUMENT_CHARS_MAX) {
            text.append((char) next);
        }
        advance();
    }

    private void advance() throws IOException {
        if (next == '\n') {
            line++;
        }
        next = reader.read();
    }
}
