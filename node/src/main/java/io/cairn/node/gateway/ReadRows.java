package io.cairn.node.gateway;

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

/** Rows that were computed here. */
final class ReadRows implements Rows {
    private final List<Column> columns;
    private final Iterator<List<@Nullable String>> rows;
    private final String verb;

    /** The rows of a result, counted as what {@code verb} says. */
    ReadRows(SqlResult result, String verb) {
        this.verb = verb;
        this.columns = result.columns().stream()
                .map(column -> Column.of(column.name(), Types.of(column.type().name())))
                .toList();
        this.rows = result.rows().iterator();
    }

    @Override
    public List<Column> columns() {
        return columns;
    }

    @Override
    public @Nullable List<Cell> next() {
        if (!rows.hasNext()) {
            return null;
        }
        List<@Nullable String> row = rows.next();
        List<Cell> cells = new ArrayList<>(row.size());
        for (int i = 0; i < row.size(); i++) {
            String text = row.get(i);
            SqlType type = columns.get(i).type();
            cells.add(text == null ? Cell.Special.NULL : TextFormat.STANDARD.read(type, text));
        }
        return cells;
    }

    @Override
    public String tag(long count) {
        return verb + " " + count;
    }
}
