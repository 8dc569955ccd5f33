package io.cairn.engine.sql;

import io.cairn.engine.record.Privilege;
import io.cairn.h2.command.query.AllColumnsForPlan;
import io.cairn.h2.engine.SessionLocal;
import io.cairn.h2.index.Cursor;
import io.cairn.h2.index.Index;
import io.cairn.h2.result.Row;
import io.cairn.h2.result.SearchRow;
import io.cairn.h2.result.SortOrder;
import io.cairn.h2.table.Column;
import io.cairn.h2.table.TableFilter;
import org.jspecify.annotations.Nullable;

/** An index without the rows that row policies hide. Only read through; rows are written by the index itself. */
final class GuardedIndex extends ReadThroughIndex {
    private final Index all;
    private final TableGuard guard;
    private final Privilege command;

    GuardedIndex(Index all, TableGuard guard, Privilege command) {
        super(
                all.getTable(),
                all.getId(),
                all.getName(),
                all.getIndexColumns(),
                all.getUniqueColumnCount(),
                all.getIndexType());
        this.all = all;
        this.guard = guard;
        this.command = command;
    }

    @Override
    public Cursor find(SessionLocal session, @Nullable SearchRow first, @Nullable SearchRow last, boolean reverse) {
        return new Visible(all.find(session, first, last, reverse));
    }

    @Override
    public @Nullable Row getRow(SessionLocal session, long rowId) {
        Row row = all.getRow(session, rowId);
        return row != null && guard.isVisible(row, command) ? row : null;
    }

    @Override
    public double getCost(
            SessionLocal session,
            int[] masks,
            TableFilter[] filters,
            int filter,
            SortOrder sortOrder,
            AllColumnsForPlan allColumns,
            boolean isSelect) {
        return all.getCost(session, masks, filters, filter, sortOrder, allColumns, isSelect);
    }

    /** The first and last may be hidden. */
    @Override
    public boolean canGetFirstOrLast() {
        return false;
    }

    @Override
    public boolean isRowIdIndex() {
        return all.isRowIdIndex();
    }

    @Override
    public int getColumnIndex(Column column) {
        return all.getColumnIndex(column);
    }

    @Override
    public boolean isFirstColumn(Column column) {
        return all.isFirstColumn(column);
    }

    @Override
    public String getPlanSQL() {
        return all.getPlanSQL();
    }

    @Override
    public long getRowCount(SessionLocal session) {
        return getRowCountApproximation(session);
    }

    /** The rows of a cursor that may be seen. */
    private final class Visible implements Cursor {
        private final Cursor rows;

        Visible(Cursor rows) {
            this.rows = rows;
        }

        @Override
        public boolean next() {
            while (rows.next()) {
                Row row = rows.get();
                if (row != null && guard.isVisible(row, command)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public @Nullable Row get() {
            return rows.get();
        }

        @Override
        public @Nullable SearchRow getSearchRow() {
            return rows.getSearchRow();
        }

        @Override
        public boolean previous() {
            throw new UnsupportedOperationException("cursors go one way");
        }
    }
}
