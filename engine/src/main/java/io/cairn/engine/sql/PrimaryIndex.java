package io.cairn.engine.sql;

import io.cairn.engine.record.Keys;
import io.cairn.engine.view.MapView;
import io.cairn.h2.api.ErrorCode;
import io.cairn.h2.command.query.AllColumnsForPlan;
import io.cairn.h2.engine.SessionLocal;
import io.cairn.h2.index.Cursor;
import io.cairn.h2.index.Index;
import io.cairn.h2.index.IndexType;
import io.cairn.h2.index.SingleRowCursor;
import io.cairn.h2.message.DbException;
import io.cairn.h2.result.Row;
import io.cairn.h2.result.SearchRow;
import io.cairn.h2.result.SortOrder;
import io.cairn.h2.table.Column;
import io.cairn.h2.table.IndexColumn;
import io.cairn.h2.table.TableFilter;
import io.cairn.h2.value.Value;
import org.jspecify.annotations.Nullable;

/** The rows of a table by row id, which is the value of an integer primary key where there is one. */
final class PrimaryIndex extends Index {
    private final TreeTable tree;
    private final RowVersions versions;
    private int mainColumn = SearchRow.ROWID_INDEX;

    PrimaryIndex(TreeTable tree) {
        super(tree, tree.getId(), tree.getName() + "_DATA", NO_COLUMNS, 0, IndexType.createScan(true));
        this.tree = tree;
        this.versions = new RowVersions(tree.binding(), tree.getId());
    }

    private static final IndexColumn[] NO_COLUMNS = new IndexColumn[0];

    /** The column whose value is the row id, or -1. */
    int mainColumn() {
        return mainColumn;
    }

    void mainColumn(int column) {
        mainColumn = column;
    }

    @Override
    public void add(SessionLocal session, Row row) {
        Binding binding = tree.binding();
        if (mainColumn != SearchRow.ROWID_INDEX) {
            row.setKey(row.getValue(mainColumn).getLong());
        } else if (row.getKey() == 0) {
            row.setKey(binding.nextRowId(tree.getId()));
        }
        if (stored(row.getKey()) != null) {
            throw tree.duplicate(row);
        }
        binding.sawRowId(tree.getId(), row.getKey());
        binding.added(tree.getId(), row.getKey());
        versions.insert(row.getKey(), row);
        binding.countRows(tree.getId(), 1);
    }

    @Override
    public void remove(SessionLocal session, Row row) {
        Binding binding = tree.binding();
        byte[] before = stored(row.getKey());
        if (before == null) {
            throw DbException.get(ErrorCode.ROW_NOT_FOUND_WHEN_DELETING_1, tree.getName());
        }
        binding.removed(tree.getId(), row.getKey());
        versions.delete(row.getKey(), before);
        binding.countRows(tree.getId(), -1);
    }

    /** A row that was to be added is not. */
    void tookBack(Row row) {
        tree.binding().tookBack(tree.getId(), row.getKey());
    }

    /** Whether a row keeps its id when it is changed, which the new one then has too. */
    boolean staysInPlace(Row before, Row after) {
        if (mainColumn != SearchRow.ROWID_INDEX) {
            after.setKey(after.getValue(mainColumn).getLong());
        }
        return after.getKey() == before.getKey();
    }

    /** Writes a row in the place of the one that has its id. */
    void replace(Row row) {
        byte[] before = stored(row.getKey());
        if (before == null) {
            throw DbException.get(ErrorCode.ROW_NOT_FOUND_WHEN_DELETING_1, tree.getName());
        }
        tree.binding().removed(tree.getId(), row.getKey());
        versions.update(row.getKey(), before, row);
    }

    @Override
    public void update(SessionLocal session, Row oldRow, Row newRow) {
        if (mainColumn != SearchRow.ROWID_INDEX) {
            newRow.setKey(newRow.getValue(mainColumn).getLong());
        } else {
            newRow.setKey(oldRow.getKey());
        }
        if (oldRow.getKey() == newRow.getKey()) {
            versions.update(newRow.getKey(), stored(newRow.getKey()), newRow);
        } else {
            super.update(session, oldRow, newRow);
        }
    }

    @Override
    public @Nullable Row getRow(SessionLocal session, long rowId) {
        tree.binding().budget().read();
        byte[] stored = stored(rowId);
        return stored == null ? null : RowCodec.decode(stored, rowId, tree, session);
    }

    @Override
    public Cursor find(SessionLocal session, @Nullable SearchRow first, @Nullable SearchRow last, boolean reverse) {
        // First is where the walk begins: the upper end where it goes backwards.
        Long low = bound(reverse ? last : first, true, session);
        Long high = bound(reverse ? first : last, false, session);
        VersionSource past = tree.binding().versionsOf(tree.getId());
        if (past != null) {
            return new VersionCursor(past.rows(low, high));
        }
        if (low != null && low.equals(high)) {
            return new SingleRowCursor(getRow(session, low));
        }
        byte[] from = low == null ? Keys.sqlRows(tree.getId()) : Keys.sqlRow(tree.getId(), low);
        byte[] to = high == null || high == Long.MAX_VALUE
                ? Keys.after(Keys.sqlRows(tree.getId()))
                : Keys.sqlRow(tree.getId(), high + 1);
        return new RowCursor(tree.binding(), from, to, reverse, entry -> row(entry, session));
    }

    private Row row(MapView.Cursor entry, SessionLocal session) {
        return RowCodec.decode(entry.value(), Keys.sqlRowId(entry.key()), tree, session);
    }

    private @Nullable Long bound(@Nullable SearchRow row, boolean isLower, SessionLocal session) {
        if (row == null) {
            return null;
        }
        Value value = mainColumn == SearchRow.ROWID_INDEX ? null : row.getValue(mainColumn);
        if (value == null) {
            return mainColumn == SearchRow.ROWID_INDEX && row.getKey() != 0 ? row.getKey() : null;
        }
        Value bounded = FieldCodec.bound(value, tree.getColumn(mainColumn).getType(), isLower, session);
        return bounded == null || bounded.getValueType() == Value.NULL ? null : bounded.getLong();
    }

    @Override
    public boolean canGetFirstOrLast() {
        return true;
    }

    @Override
    public Cursor findFirstOrLast(SessionLocal session, boolean first) {
        Cursor cursor = find(session, null, null, !first);
        return new SingleRowCursor(cursor.next() ? cursor.get() : null);
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

    /** The rows are found by other columns through the index that stands for the primary key. */
    @Override
    public int getColumnIndex(Column column) {
        return -1;
    }

    @Override
    public boolean isFirstColumn(Column column) {
        return false;
    }

    @Override
    public void remove(SessionLocal session) {
        tree.deleteAll(Keys.sqlRows(tree.getId()));
        tree.deleteAll(Keys.sqlVersions(tree.getId()));
        tree.binding().forgetTable(tree.getId());
    }

    @Override
    public void truncate(SessionLocal session) {
        Binding binding = tree.binding();
        for (byte[] key : tree.keys(Keys.sqlRows(tree.getId()), Keys.after(Keys.sqlRows(tree.getId())))) {
            long rowId = Keys.sqlRowId(key);
            byte[] before = stored(rowId);
            if (before != null) {
                versions.delete(rowId, before);
            }
        }
        binding.forgetRows(tree.getId());
        binding.sample(tree.getId());
    }

    private byte @Nullable [] stored(long rowId) {
        return tree.binding().state().get(Keys.sqlRow(tree.getId(), rowId));
    }

    @Override
    public long getRowCount(SessionLocal session) {
        return tree.binding().rowCount(tree.getId());
    }

    @Override
    public long getRowCountApproximation(SessionLocal session) {
        return getRowCount(session);
    }

    @Override
    public boolean needRebuild() {
        return false;
    }

    @Override
    public @Nullable String getCreateSQL() {
        return null;
    }

    @Override
    public String getPlanSQL() {
        return table.getSQL(new StringBuilder(), TRACE_SQL_FLAGS)
                .append(".tableScan")
                .toString();
    }

    @Override
    public void close(SessionLocal session) {
        // Holds nothing.
    }

    @Override
    public boolean isRowIdIndex() {
        return true;
    }
}
