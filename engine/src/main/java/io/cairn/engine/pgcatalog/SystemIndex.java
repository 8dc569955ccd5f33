package io.cairn.engine.pgcatalog;

import io.cairn.h2.command.query.AllColumnsForPlan;
import io.cairn.h2.engine.SessionLocal;
import io.cairn.h2.index.Cursor;
import io.cairn.h2.index.Index;
import io.cairn.h2.index.IndexCondition;
import io.cairn.h2.index.IndexType;
import io.cairn.h2.result.Row;
import io.cairn.h2.result.SearchRow;
import io.cairn.h2.result.SortOrder;
import io.cairn.h2.table.Column;
import io.cairn.h2.table.IndexColumn;
import io.cairn.h2.table.TableFilter;
import io.cairn.h2.value.CompareMode;
import io.cairn.h2.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The rows of a system table: all of them or, by one column, those with one value. */
sealed class SystemIndex extends Index permits NumbersTable.Numbers {
    private static final int ALL = -1;

    private final SystemTable systemTable;
    private final int key;
    private @Nullable SortedMap<Value, List<Row>> byKey;

    /** @param key the place of the column that rows are found by; -1 for none */
    SystemIndex(SystemTable table, IndexColumn[] columns, int key) {
        super(table, 0, null, columns, 0, IndexType.createNonUnique(false));
        this.systemTable = table;
        this.key = key;
    }

    @Override
    public Cursor find(SessionLocal session, @Nullable SearchRow first, @Nullable SearchRow last, boolean reverse) {
        List<Row> found = systemTable.rows();
        if (key != ALL && first != null && last != null) {
            Value low = first.getValue(key);
            Value high = last.getValue(key);
            if (isKey(low) && isKey(high) && session.compare(low, high) == 0) {
                found = byKey(session).getOrDefault(low.convertTo(getColumns()[0].getType(), null), List.of());
            }
        }
        return new RowsCursor(reverse ? found.reversed() : found);
    }

    /** Whether a value is of the column's type, or a whole number as it is; others are compared row by row. */
    private boolean isKey(@Nullable Value value) {
        if (value == null || value.getValueType() == Value.NULL) {
            return false;
        }
        int type = value.getValueType();
        int own = getColumns()[0].getType().getValueType();
        return type == own || own == Value.INTEGER && (type == Value.SMALLINT || type == Value.TINYINT);
    }

    private SortedMap<Value, List<Row>> byKey(SessionLocal session) {
        SortedMap<Value, List<Row>> made = byKey;
        if (made == null) {
            CompareMode mode = session.getDatabase().getCompareMode();
            // A comparison of two values of one column asks nothing of a session.
            made = new TreeMap<>((left, right) -> left.compareTypeSafe(right, mode, null));
            for (Row row : systemTable.rows()) {
                Value value = row.getValue(key);
                if (value.getValueType() != Value.NULL) {
                    made.computeIfAbsent(value, _ -> new ArrayList<>()).add(row);
                }
            }
            byKey = made;
        }
        return made;
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
        int all = systemTable.rows().size() + 10;
        boolean isFound = key != ALL && masks != null && (masks[key] & IndexCondition.EQUALITY) != 0;
        return isFound ? 3 : 10.0 * all;
    }

    @Override
    public boolean isFindUsingFullTableScan() {
        return key == ALL;
    }

    @Override
    public int getColumnIndex(Column column) {
        return key == ALL ? -1 : super.getColumnIndex(column);
    }

    @Override
    public boolean isFirstColumn(Column column) {
        return key != ALL && super.isFirstColumn(column);
    }

    @Override
    public @Nullable String getCreateSQL() {
        return null;
    }

    @Override
    public boolean needRebuild() {
        return false;
    }

    @Override
    public long getRowCount(SessionLocal session) {
        return systemTable.rows().size();
    }

    @Override
    public long getRowCountApproximation(SessionLocal session) {
        return systemTable.rows().size();
    }

    @Override
    public void add(SessionLocal session, Row row) {
        throw SystemTable.refused();
    }

    @Override
    public void remove(SessionLocal session, Row row) {
        throw SystemTable.refused();
    }

    @Override
    public void remove(SessionLocal session) {
        throw SystemTable.refused();
    }

    @Override
    public void truncate(SessionLocal session) {
        throw SystemTable.refused();
    }

    @Override
    public void close(SessionLocal session) {
        // Holds nothing.
    }

    private static final class RowsCursor implements Cursor {
        private final List<Row> rows;
        private int at = -1;

        RowsCursor(List<Row> rows) {
            this.rows = rows;
        }

        @Override
        public Row get() {
            return rows.get(at);
        }

        @Override
        public SearchRow getSearchRow() {
            return rows.get(at);
        }

        @Override
        public boolean next() {
            at++;
            return at < rows.size();
        }

        @Override
        public boolean previous() {
            throw SystemTable.refused();
        }
    }
}
