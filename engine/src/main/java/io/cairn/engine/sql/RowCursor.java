package io.cairn.engine.sql;

import io.cairn.engine.view.MapView;
import io.cairn.h2.index.Cursor;
import io.cairn.h2.result.Row;
import io.cairn.h2.result.SearchRow;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Walks entries between two keys, in either direction, and makes rows of them. */
final class RowCursor implements Cursor {
    private final MapView.Cursor entries;
    private final byte[] end;
    private final boolean reverse;
    private final Budget budget;
    private final RowSource rows;
    private @Nullable Row row;
    private boolean stands;

    /** Makes the row of an entry. */
    interface RowSource {
        Row row(MapView.Cursor entry);
    }

    /**
     * A cursor over the keys of {@code [from, to)}.
     *
     * @param reverse from the last to the first
     */
    RowCursor(Binding binding, byte[] from, byte[] to, boolean reverse, RowSource rows) {
        this.entries = binding.state().seek(reverse ? to : from);
        this.end = reverse ? from : to;
        this.reverse = reverse;
        this.budget = binding.budget();
        this.rows = rows;
    }

    @Override
    public boolean next() {
        row = null;
        budget.read();
        stands = reverse
                ? entries.previous() && Arrays.compareUnsigned(entries.key(), end) >= 0
                : entries.next() && Arrays.compareUnsigned(entries.key(), end) < 0;
        return stands;
    }

    @Override
    public @Nullable Row get() {
        if (row == null && stands) {
            row = rows.row(entries);
        }
        return row;
    }

    @Override
    public @Nullable SearchRow getSearchRow() {
        return get();
    }

    @Override
    public boolean previous() {
        throw new UnsupportedOperationException("cursors go one way");
    }
}
