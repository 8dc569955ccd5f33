package io.cairn.node.table;

import io.cairn.engine.codec.Json;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.io.IOException;
import java.io.Writer;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Writes documents as a file of one form. Call {@link #finish} at the end. */
public final class RowWriter {
    private final Writer out;
    private final FileForm form;
    private final List<String> columns;
    private final TreeSet<String> lossy = new TreeSet<>();
    private boolean started;

    /** A writer; {@code columns} are the columns of a delimited file and are ignored for others. */
    public RowWriter(Writer out, FileForm form, List<String> columns) {
        this.out = out;
        this.form = form;
        this.columns = List.copyOf(columns);
    }

    /** Writes one document. */
    public void write(Value.Document document) throws IOException {
        switch (form) {
            case JSONL -> out.append(Json.print(document)).append('\n');
            case JSON -> out.append(started ? ",\n" : "[\n").append(Json.print(document));
            case CSV, TSV -> {
                header();
                for (int i = 0; i < columns.size(); i++) {
                    Value value = document.get(columns.get(i));
                    if (value != null && !isCell(value)) {
                        lossy.add(columns.get(i));
                    }
                    cell(i, value == null || value instanceof Value.Null ? "" : text(value));
                }
                out.append('\n');
            }
        }
        started = true;
    }

    /** Writes what ends the file. */
    public void finish() throws IOException {
        switch (form) {
            case JSON -> out.append(started ? "\n]\n" : "[]\n");
            case CSV, TSV -> header();
            case JSONL -> {}
        }
        out.flush();
    }

    private void header() throws IOException {
        if (!started) {
            for (int i = 0; i < columns.size(); i++) {
                cell(i, columns.get(i));
            }
            out.append('\n');
            started = true;
        }
    }

    /** The columns with a value that a delimited file cannot tell from another: it reads back as a text, or not at all. */
    public Set<String> lossy() {
        return Collections.unmodifiableSet(lossy);
    }

    private static boolean isCell(Value value) {
        return switch (value) {
            case Value.Int _, Value.Double _, Value.Bool _ -> true;
            case Value.Text text -> !text.value().isEmpty();
            case Value.Null _, Value.Bytes _, Value.Array _, Value.Document _ -> false;
        };
    }

    private static String text(Value value) {
        if (value instanceof Value.Text text) {
            return text.value();
        }
        String json = Json.print(value);
        // Spelled out, a large double has more digits than a number in a column may have.
        boolean isTooLong = value instanceof Value.Double && ColumnType.of(json) == ColumnType.TEXT;
        return isTooLong ? Double.toString(((Value.Double) value).value()) : json;
    }

    private void cell(int index, String text) throws IOException {
        if (index > 0) {
            out.append(form.separator());
        }
        if (form == FileForm.TSV) {
            if (text.indexOf('\t') >= 0 || text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
                throw new CairnException.Incorrect(
                        "cell-not-representable",
                        columns.get(index),
                        "a value of column " + columns.get(index) + " holds a tab or line end: export as csv or jsonl");
            }
            out.append(text);
        } else if (needsQuotes(text) || (text.isEmpty() && columns.size() == 1)) {
            // An empty line alone would be no row.
            out.append('"').append(text.replace("\"", "\"\"")).append('"');
        } else {
            out.append(text);
        }
    }

    private static boolean needsQuotes(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ',' || c == '"' || c == '\n' || c == '\r') {
                return true;
            }
        }
        return false;
    }
}
