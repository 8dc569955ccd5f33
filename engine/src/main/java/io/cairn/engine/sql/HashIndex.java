package io.cairn.engine.sql;

import io.cairn.engine.codec.ByteWriter;
import io.cairn.engine.record.Keys;
import io.cairn.engine.view.MapView;
import io.cairn.h2.command.query.AllColumnsForPlan;
import io.cairn.h2.engine.Constants;
import io.cairn.h2.engine.SessionLocal;
import io.cairn.h2.expression.Expression;
import io.cairn.h2.expression.ExpressionColumn;
import io.cairn.h2.expression.condition.Comparison;
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
import io.cairn.h2.value.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table by columns that no index has, for a table that is searched once for each row of another: read when
 * it is searched first, kept until the statement ends or changes anything. Where it cannot help it gives all rows, whose
 * conditions H2 checks in any case.
 */
final class HashIndex extends ReadThroughIndex {
    /** How many bytes of stored rows are kept; a larger table is read for each search. */
    private static final long BYTES_MAX = 64L << 20;

    /** What a kept row takes beside its stored bytes. */
    private static final int BYTES_BESIDE = 64;

    /** A larger table is taken to have too many bytes without looking. */
    private static final long ROWS_MAX = 500_000;

    private static final List<Kept> NO_ROWS = List.of();
    private static final List<Integer> LISTS = List.of(Comparison.IN_LIST, Comparison.IN_ARRAY, Comparison.IN_QUERY);

    /** One row of so many has a value, where nothing else is known: as {@link Selectivity} takes it. */
    private static final int ROWS_OF_ONE = 10;

    private final TreeTable tree;
    private final Index all;
    private final boolean isJoined;

    /** A stored row. */
    record Kept(long rowId, byte[] stored) {}

    /** The rows by the fields of their columns; null where they would be too many. */
    record Built(@Nullable Map<Key, List<Kept>> rows) {}

    /** Bytes that are equal by what they hold. */
    record Key(byte[] bytes) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && Arrays.equals(bytes, key.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }

    private HashIndex(TreeTable tree, Index all, IndexColumn[] columns, boolean isJoined) {
        super(tree, -1, tree.getName() + "_HASH", columns, 0, IndexType.createNonUnique(false));
        this.tree = tree;
        this.all = all;
        this.isJoined = isJoined;
    }

    /** One by every column that is compared for being equal; null where there is none. */
    static @Nullable HashIndex of(TreeTable tree, Index all, TableFilter filter, long rows) {
        if (rows > ROWS_MAX) {
            return null;
        }
        List<Column> equal = new ArrayList<>();
        List<Column> listed = listed(filter);
        boolean isJoined = false;
        for (IndexCondition condition : filter.indexConditions) {
            if (condition.isEvaluatable()
                    && !condition.isCompoundColumns()
                    && condition.getCompareType() == Comparison.EQUAL
                    && condition.getColumn().getColumnId() >= 0
                    && FieldCodec.isIndexable(condition.getColumn().getType())
                    && !equal.contains(condition.getColumn())
                    && !listed.contains(condition.getColumn())) {
                equal.add(condition.getColumn());
                isJoined |= !isOfStatement(condition);
            }
        }
        IndexColumn[] columns = equal.stream().map(IndexColumn::new).toArray(IndexColumn[]::new);
        return columns.length == 0 ? null : new HashIndex(tree, all, columns, isJoined);
    }

    /** Whether the value is the statement's own, and no other table's. */
    private static boolean isOfStatement(IndexCondition condition) {
        List<Expression> sources = condition.getExpression() == null ? null : Sources.of(condition.getExpression());
        return sources != null && sources.stream().noneMatch(ExpressionColumn.class::isInstance);
    }

    /** Columns that a list is given for: H2 searches for each of its values, and for nothing else beside it. */
    private static List<Column> listed(TableFilter filter) {
        List<Column> listed = new ArrayList<>();
        for (IndexCondition condition : filter.indexConditions) {
            if (condition.isCompoundColumns()) {
                listed.addAll(List.of(condition.getColumns()));
            } else if (LISTS.contains(condition.getCompareType())) {
                listed.add(condition.getColumn());
            }
        }
        return listed;
    }

    @Override
    public Cursor find(SessionLocal session, @Nullable SearchRow first, @Nullable SearchRow last, boolean reverse) {
        Key low = key(first, true, session);
        Key high = low == null ? null : key(last, false, session);
        if (low == null || high == null || Arrays.compareUnsigned(low.bytes, high.bytes) < 0) {
            return all.find(session, null, null, false);
        }
        if (!low.equals(high)) {
            return new Walk(NO_ROWS, session);
        }
        Map<Key, List<Kept>> rows =
                tree.binding().hashed(this, () -> build(session)).rows();
        return rows == null ? all.find(session, null, null, false) : new Walk(rows.getOrDefault(low, NO_ROWS), session);
    }

    private @Nullable Key key(@Nullable SearchRow row, boolean isLower, SessionLocal session) {
        ByteWriter out = new ByteWriter(32);
        for (int i = 0; i < indexColumns.length; i++) {
            Value value = row == null ? null : row.getValue(columnIds[i]);
            Value field = value == null || value.getValueType() == Value.NULL
                    ? null
                    : FieldCodec.bound(value, indexColumns[i].column.getType(), isLower, session);
            if (field == null || field.getValueType() == Value.NULL) {
                return null;
            }
            FieldCodec.append(out, indexColumns[i], field);
        }
        return new Key(out.toBytes());
    }

    private Built build(SessionLocal session) {
        Map<Key, List<Kept>> rows = new LinkedHashMap<>();
        byte[] from = Keys.sqlRows(tree.getId());
        byte[] to = Keys.after(from);
        MapView.Cursor cursor = tree.binding().state().seek(from);
        long bytes = 0;
        while (cursor.next() && Arrays.compareUnsigned(cursor.key(), to) < 0) {
            tree.binding().budget().read();
            byte[] stored = cursor.value();
            bytes += stored.length + BYTES_BESIDE;
            if (bytes > BYTES_MAX) {
                return new Built(null);
            }
            long rowId = Keys.sqlRowId(cursor.key());
            Key key = key(RowCodec.decode(stored, rowId, tree, session));
            if (key != null) {
                rows.computeIfAbsent(key, _ -> new ArrayList<>(1)).add(new Kept(rowId, stored));
            }
        }
        return new Built(rows);
    }

    /** Of a row that is stored; null where it equals nothing. */
    private @Nullable Key key(Row row) {
        ByteWriter out = new ByteWriter(32);
        for (int i = 0; i < indexColumns.length; i++) {
            Value value = row.getValue(columnIds[i]);
            if (value.getValueType() == Value.NULL) {
                return null;
            }
            FieldCodec.append(out, indexColumns[i], value);
        }
        return new Key(out.toBytes());
    }

    /**
     * How many rows one search finds, by the statistics of indexes that begin with its columns. Without any, H2 takes a value
     * of another table for nearly a key, and one that the statement names is as frequent as any.
     */
    long found(int[] masks, long rows) {
        long found = Long.MAX_VALUE;
        for (FieldIndex index : tree.fieldIndexes()) {
            int leading = 0;
            while (leading < index.getIndexColumns().length
                    && getColumnIndex(index.getIndexColumns()[leading].column) >= 0) {
                leading++;
            }
            IndexStatistics known = leading == 0 ? null : index.statistics();
            found = known == null ? found : Math.min(found, known.rowsOfOneValue(leading, rows));
        }
        if (found == Long.MAX_VALUE && !isJoined) {
            return Math.max(1, rows / ROWS_OF_ONE);
        }
        return found < Long.MAX_VALUE ? found : getCostRangeIndex(masks, rows, null, 0, null, false, null, false);
    }

    /** What one search costs, as if a hundred of them shared the reading of the table. */
    double cost(int[] masks, long rows) {
        return 10.0 * (found(masks, rows) + 20) + (rows + Constants.COST_ROW_OFFSET) / 10.0;
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
        return cost(masks, getRowCountApproximation(session));
    }

    @Override
    public @Nullable Row getRow(SessionLocal session, long rowId) {
        return tree.getRow(session, rowId);
    }

    @Override
    public long getRowCount(SessionLocal session) {
        return tree.getRowCount(session);
    }

    @Override
    public @Nullable String getCreateSQL() {
        return null;
    }

    @Override
    public String getPlanSQL() {
        StringBuilder text = table.getSQL(new StringBuilder(), TRACE_SQL_FLAGS).append(".hash(");
        return IndexColumn.writeColumns(text, indexColumns, TRACE_SQL_FLAGS)
                .append(')')
                .toString();
    }

    /** Rows one after another. */
    private final class Walk implements Cursor {
        private final List<Kept> rows;
        private final SessionLocal session;
        private int next;

        Walk(List<Kept> rows, SessionLocal session) {
            this.rows = rows;
            this.session = session;
        }

        @Override
        public boolean next() {
            tree.binding().budget().read();
            return next++ < rows.size();
        }

        @Override
        public Row get() {
            Kept kept = rows.get(next - 1);
            return RowCodec.decode(kept.stored(), kept.rowId(), tree, session);
        }

        @Override
        public SearchRow getSearchRow() {
            return get();
        }

        @Override
        public boolean previous() {
            throw new UnsupportedOperationException("cursors go one way");
        }
    }
}
