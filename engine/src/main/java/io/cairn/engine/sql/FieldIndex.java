package io.cairn.engine.sql;

import io.cairn.engine.codec.ByteReader;
import io.cairn.engine.codec.ByteWriter;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.record.Keys;
import io.cairn.engine.view.MapView;
import io.cairn.h2.api.ErrorCode;
import io.cairn.h2.command.query.AllColumnsForPlan;
import io.cairn.h2.engine.Constants;
import io.cairn.h2.engine.SessionLocal;
import io.cairn.h2.index.Cursor;
import io.cairn.h2.index.Index;
import io.cairn.h2.index.IndexType;
import io.cairn.h2.index.SingleRowCursor;
import io.cairn.h2.message.DbException;
import io.cairn.h2.result.Row;
import io.cairn.h2.result.SearchRow;
import io.cairn.h2.result.SortOrder;
import io.cairn.h2.table.IndexColumn;
import io.cairn.h2.table.TableFilter;
import io.cairn.h2.value.Value;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An index whose entries are keys: the fields of its columns, then the row id. The values are empty. */
final class FieldIndex extends Index {
    /** Leaves room below the tree's own bound on keys. */
    private static final int KEY_BYTES_MAX = 900;

    private static final byte[] NOTHING = {};
    private static final int ROW_ID_BYTES = Long.BYTES;

    private final TreeTable tree;

    FieldIndex(TreeTable tree, int id, String name, IndexColumn[] columns, int uniqueColumns, IndexType type) {
        super(tree, id, name, columns, uniqueColumns, type);
        this.tree = tree;
        for (IndexColumn column : columns) {
            if (!FieldCodec.isIndexable(column.column.getType())) {
                throw DbException.get(
                        ErrorCode.FEATURE_NOT_SUPPORTED_1,
                        "an index on column " + column.column.getName() + " of type "
                                + Value.getTypeName(column.column.getType().getValueType()));
            }
        }
    }

    private byte[] prefix() {
        return Keys.sqlIndex(tree.getId(), getId());
    }

    /** What keys of rows begin with that have these values in the first columns. */
    byte[] fields(SearchRow row, int columns) {
        ByteWriter out = new ByteWriter(64).bytes(prefix());
        for (int i = 0; i < columns; i++) {
            FieldCodec.append(out, indexColumns[i], row.getValue(columnIds[i]));
        }
        return out.toBytes();
    }

    /** The first column of a row in the form that it has in keys. */
    byte[] leading(SearchRow row) {
        return leading(row.getValue(columnIds[0]));
    }

    private byte[] leading(Value value) {
        ByteWriter out = new ByteWriter(64);
        FieldCodec.append(out, indexColumns[0], value);
        return out.toBytes();
    }

    private byte[] key(SearchRow row, long rowId) {
        byte[] key = new ByteWriter(64)
                .bytes(fields(row, indexColumns.length))
                .u64(rowId ^ Long.MIN_VALUE)
                .toBytes();
        if (key.length > KEY_BYTES_MAX) {
            throw new CairnException.Refused(
                    "sql-54000",
                    "statement",
                    "an entry of index " + getName() + " would have " + key.length + " bytes, at most " + KEY_BYTES_MAX
                            + " are allowed");
        }
        return key;
    }

    @Override
    public void add(SessionLocal session, Row row) {
        byte[] key = key(row, row.getKey());
        if (needsUniqueCheck(row)) {
            requireUnique(row);
        }
        tree.binding().put(key, NOTHING);
    }

    private void requireUnique(Row row) {
        byte[] from = fields(row, uniqueColumnColumn);
        MapView.Cursor cursor = tree.binding().state().seek(from);
        tree.binding().budget().read();
        if (cursor.next() && startsWith(cursor.key(), from)) {
            throw tree.duplicate(this, row);
        }
    }

    private static boolean startsWith(byte[] key, byte[] prefix) {
        return key.length >= prefix.length && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
    }

    /** Whether a row that keeps its id has the same entry when it is changed. */
    @SuppressWarnings("ReferenceEquality") // values that were not set are the same objects; others are compared as keys
    boolean isSameEntry(Row before, Row after) {
        for (int column : columnIds) {
            if (before.getValue(column) != after.getValue(column)) {
                return Arrays.equals(key(before, before.getKey()), key(after, after.getKey()));
            }
        }
        return true;
    }

    @Override
    public void remove(SessionLocal session, Row row) {
        tree.binding().delete(key(row, row.getKey()));
    }

    @Override
    public Cursor find(SessionLocal session, @Nullable SearchRow first, @Nullable SearchRow last, boolean reverse) {
        VersionSource past = tree.binding().versionsOf(tree.getId());
        if (past != null) {
            return new VersionCursor(past.rows(null, null));
        }
        // First is where the walk begins: the upper end where it goes backwards.
        byte[] from = bound(reverse ? last : first, true, session);
        byte[] to = Keys.after(bound(reverse ? first : last, false, session));
        // The prefix alone is the key of the index's kind.
        byte[] start = from.length == prefix().length ? Arrays.copyOf(from, from.length + 1) : from;
        return new RowCursor(tree.binding(), start, to, reverse, entry -> row(entry, session));
    }

    /** The fields that bound a search, as far as they are known. */
    private byte[] bound(@Nullable SearchRow row, boolean isLower, SessionLocal session) {
        ByteWriter out = new ByteWriter(64).bytes(prefix());
        for (int i = 0; row != null && i < indexColumns.length; i++) {
            Value value = row.getValue(columnIds[i]);
            // A descending column turns the order of its values round.
            boolean rounded = isLower == ((indexColumns[i].sortType & SortOrder.DESCENDING) == 0);
            Value field =
                    value == null ? null : FieldCodec.bound(value, indexColumns[i].column.getType(), rounded, session);
            if (field == null) {
                break;
            }
            FieldCodec.append(out, indexColumns[i], field);
        }
        return out.toBytes();
    }

    private Row row(MapView.Cursor entry, SessionLocal session) {
        byte[] key = entry.key();
        long rowId = new ByteReader(key, key.length - ROW_ID_BYTES, key.length).u64() ^ Long.MIN_VALUE;
        Row row = tree.getRow(session, rowId);
        if (row == null) {
            throw DbException.getInternalError("index " + getName() + " names row " + rowId + ", which is not there");
        }
        return row;
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
        if (tree.binding().versionsOf(tree.getId()) != null) {
            // It has no entries for versions of the past.
            return Double.MAX_VALUE;
        }
        long rows = getRowCountApproximation(session);
        long found = masks == null ? -1 : new IndexCost(this, session, masks, rows).found(filters, filter);
        if (found < 0) {
            return 10 * getCostRangeIndex(masks, rows, filters, filter, sortOrder, false, allColumns, isSelect);
        }
        // Every row is fetched behind its entry, whichever columns are wanted.
        long sorting = getCostRangeIndex(null, rows, filters, filter, sortOrder, false, null, false)
                - rows
                - Constants.COST_ROW_OFFSET;
        return 10 * (2 * found + sorting + 20);
    }

    /** What is known of it; null where nothing is, or where the caller must not learn it. */
    @Nullable
    IndexStatistics statistics() {
        return tree.hidesCount() ? null : tree.binding().statistics(tree.getId(), getId());
    }

    /** A value in the form that the first column has in keys; null where the column cannot have it. */
    byte @Nullable [] leadingBound(Value value, boolean isLower, SessionLocal session) {
        Value field = FieldCodec.bound(value, indexColumns[0].column.getType(), isLower, session);
        return field == null ? null : leading(field);
    }

    @Override
    public boolean canGetFirstOrLast() {
        return true;
    }

    /** The first or last entry whose leading field is not null. */
    @Override
    public Cursor findFirstOrLast(SessionLocal session, boolean first) {
        Cursor cursor = find(session, null, null, !first);
        while (cursor.next()) {
            if (!cursor.get().getValue(columnIds[0]).containsNull()) {
                return new SingleRowCursor(cursor.get());
            }
        }
        return SingleRowCursor.EMPTY;
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
    public long getRowCountApproximation(SessionLocal session) {
        return tree.getRowCountApproximation(session);
    }

    @Override
    public void remove(SessionLocal session) {
        tree.binding().delete(Keys.sqlStatistics(tree.getId(), getId()));
        tree.deleteAll(prefix());
    }

    @Override
    public void truncate(SessionLocal session) {
        // The prefix alone, which stays, is the key of the index's kind.
        tree.deleteRange(Arrays.copyOf(prefix(), prefix().length + 1), Keys.after(prefix()));
    }

    @Override
    public boolean needRebuild() {
        return true;
    }

    @Override
    public void close(SessionLocal session) {
        // Holds nothing.
    }
}
