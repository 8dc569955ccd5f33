package io.cairn.engine.sql;

import io.cairn.h2.index.Cursor;
import io.cairn.h2.result.Row;
import io.cairn.h2.result.SearchRow;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks rows that are at hand. */
final class VersionCursor implements Cursor {
    private final Iterator<Row> rows;
    private @Nullable Row row;

    VersionCursor(List<Row> rows) {
        this.rows = rows.iterator();
    }

    @Override
    public boolean next() {
        row = rows.hasNext() ? rows.next() : null;
        return row != null;
    }

    @Override
    public @Nullable Row get() {
        return row;
    }

    @Override
    public @Nullable SearchRow getSearchRow() {
        return row;
    }

    @Override
    public boolean previous() {
        throw new UnsupportedOperationException("cursors go one way");
    }
}
