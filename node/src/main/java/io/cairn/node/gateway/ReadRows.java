package io.cairn.node.gateway;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.sql.SqlColumn;
import io.cairn.engine.sql.SqlResult;
import io.cairn.node.pgtype.Cell;
import io.cairn.node.pgtype.SqlType;
import io.cairn.node.pgtype.TextFormat;
import io.cairn.node.pgwire.Column;
import io.cairn.node.pgwire.Rows;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that were computed here, or are while they are read. */
final class ReadRows implements Rows {
    private final SqlRows rows;
    private final List<Column> columns;
    private final String verb;

    /** Rows counted as what {@code verb} says. */
    ReadRows(SqlRows rows, String verb) {
        this.rows = rows;
        this.verb = verb;
        this.columns = rows.columns().stream()
                .map(column -> Column.of(column.name(), Types.of(column)))
                .toList();
    }

    /** The rows of a result. */
    ReadRows(SqlResult result, String verb) {
        this(new Held(result.columns(), result.rows().iterator()), verb);
    }

    /** Rows that are all in memory. */
    private record Held(List<SqlColumn> columns, Iterator<List<@Nullable String>> rows) implements SqlRows {
        @Override
        public @Nullable List<@Nullable String> next() {
            return rows.hasNext() ? rows.next() : null;
        }

        @Override
        public void close() {
            // Memory is freed by itself.
        }
    }

    @Override
    public List<Column> columns() {
        return columns;
    }

    @Override
    public @Nullable List<Cell> next() {
        List<@Nullable String> row = read();
        if (row == null) {
            return null;
        }
        List<Cell> cells = new ArrayList<>(row.size());
        for (int i = 0; i < row.size(); i++) {
            String text = row.get(i);
            SqlType type = columns.get(i).type();
            cells.add(text == null ? Cell.Special.NULL : TextFormat.STANDARD.read(type, text));
        }
        return cells;
    }

    private @Nullable List<@Nullable String> read() {
        try {
            return rows.next();
        } catch (CairnException.Refused refused) {
            throw GatewaySession.failure(refused);
        }
    }

    @Override
    public String tag(long count) {
        return verb + " " + count;
    }

    @Override
    public void close() {
        rows.close();
    }
}
