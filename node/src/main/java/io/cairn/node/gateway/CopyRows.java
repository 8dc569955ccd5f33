package io.cairn.node.gateway;

import io.cairn.engine.model.Value;
import io.cairn.node.pgtype.Cell;
import io.cairn.node.pgtype.SqlFailure;
import io.cairn.node.pgtype.SqlType;
import io.cairn.node.pgtype.TextFormat;
import io.cairn.node.pgwire.Column;
import io.cairn.node.pgwire.CopyTarget;
import java.util.List;

/** Gathers the rows of a COPY into one statement, which holds them as text; so they come together or not at all. */
final class CopyRows implements CopyTarget {
    /** What a mutation has room for, beside its envelope. */
    private static final int CHARACTERS_MAX = 15 << 20;

    private final String table;
    private final List<String> columns;
    private final List<Column> described;
    private final Sink sink;
    private final StringBuilder lines = new StringBuilder();

    /** Takes the statement with its one parameter. */
    interface Sink {
        void copy(String statement, Value rows);
    }

    CopyRows(String table, List<String> columns, List<Column> described, Sink sink) {
        this.table = table;
        this.columns = columns;
        this.described = described;
        this.sink = sink;
    }

    @Override
    public List<String> names() {
        return described.stream().map(Column::name).toList();
    }

    @Override
    public List<SqlType> types() {
        return described.stream().map(Column::type).toList();
    }

    @Override
    public void add(List<Cell> row) {
        for (int i = 0; i < row.size(); i++) {
            if (i > 0) {
                lines.append('\t');
            }
            Cell cell = row.get(i);
            if (cell.isNull()) {
                lines.append("\\N");
            } else {
                escape(TextFormat.STANDARD.write(described.get(i).type(), cell));
            }
        }
        lines.append('\n');
        if (lines.length() > CHARACTERS_MAX) {
            throw SqlFailure.of("54000", "one COPY takes at most " + (CHARACTERS_MAX >> 20) + " MiB")
                    .withHint("Copy in parts, or use cairn import.");
        }
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> lines.append("\\\\");
                case '\t' -> lines.append("\\t");
                case '\n' -> lines.append("\\n");
                case '\r' -> lines.append("\\r");
                default -> lines.append(c);
            }
        }
    }

    @Override
    public void finish() {
        if (lines.isEmpty()) {
            return;
        }
        String list = columns.isEmpty() ? "" : " (" + String.join(", ", columns) + ")";
        sink.copy("COPY " + table + list + " FROM STDIN", Value.of(lines.toString()));
    }

    @Override
    public void close() {
        lines.setLength(0);
    }
}
