package io.cairn.engine.sql;

import io.cairn.h2.command.query.AllColumnsForPlan;
import io.cairn.h2.engine.SessionLocal;
import io.cairn.h2.index.Cursor;
import io.cairn.h2.index.Index;
import io.cairn.h2.index.IndexType;
import io.cairn.h2.result.Row;
import io.cairn.h2.result.SearchRow;
import io.cairn.h2.result.SortOrder;
import io.cairn.h2.table.Column;
import io.cairn.h2.table.IndexColumn;
import io.cairn.h2.table.TableFilter;
import org.jspecify.annotations.Nullable;

/** An integer primary key: no entries of its own, because the rows lie in its order. */
final class KeyIndex extends Index {
    private final TreeTable tree;
    private final PrimaryIndex rows;

    KeyIndex(TreeTable tree, int id, String name, PrimaryIndex rows, IndexType type) {
        super(tree, id, name, IndexColumn.wrap(new Column[] {tree.getColumn(rows.mainColumn())}), 1, type);
        this.tree = tree;
        this.rows = rows;
    }

    @Override
    public Cursor find(SessionLocal session, @Nullable SearchRow first, @Nullable SearchRow last, boolean reverse) {
        return rows.find(session, first, last, reverse);
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
        return 10
                * getCostRangeIndex(
                        masks,
                        getRowCountApproximation(session),
                        filters,
                        filter,
                        sortOrder,
                        true,
                        allColumns,
                        isSelect);
    }

    @Override
    public boolean canGetFirstOrLast() {
        return true;
    }

    @Override
    public Cursor findFirstOrLast(SessionLocal session, boolean first) {
        return rows.findFirstOrLast(session, first);
    }

    @Override
    public @Nullable Row getRow(SessionLocal session, long rowId) {
        return rows.getRow(session, rowId);
    }

    @Override
    public boolean isRowIdIndex() {
        return true;
    }

    @Override
    public int getColumnIndex(Column column) {
        return isFirstColumn(column) ? 0 : -1;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // a table is itself only
    public boolean isFirstColumn(Column column) {
        return column.getColumnId() == rows.mainColumn() && column.getTable() == table;
    }

    @Override
    public long getRowCount(SessionLocal session) {
        return rows.getRowCount(session);
    }

    @Override
    public long getRowCountApproximation(SessionLocal session) {
        return rows.getRowCountApproximation(session);
    }

    @Override
    public void remove(SessionLocal session) {
        rows.mainColumn(SearchRow.ROWID_INDEX);
        tree.deleteKind(getId());
    }

    @Override
    public void add(SessionLocal session, Row row) {
        // The row is its own entry.
    }

    @Override
    public void remove(SessionLocal session, Row row) {
        // The row is its own entry.
    }

    @Override
    public void update(SessionLocal session, Row oldRow, Row newRow) {
        // The row is its own entry.
    }

    @Override
    public void truncate(SessionLocal session) {
        // The rows are emptied.
    }

    @Override
    public boolean needRebuild() {
        return false;
    }

    @Override
    public void close(SessionLocal session) {
        // Holds nothing.
    }
}
