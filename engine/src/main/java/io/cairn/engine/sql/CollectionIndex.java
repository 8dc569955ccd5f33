package io.cairn.engine.sql;

import io.cairn.engine.codec.KeyCodec;
import io.cairn.engine.model.Value;
import io.cairn.engine.record.Keys;
import io.cairn.h2.command.query.AllColumnsForPlan;
import io.cairn.h2.engine.NullsDistinct;
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

/**
 * A way to the documents of a collection: all of them, one by its id, or the automatic index of a field. Values are
 * cut in indexes of fields, and H2 compares some otherwise than documents do; so the entries that are walked may be more
 * than were asked for, rows are compared themselves, and there is no order. It is no object of the catalog.
 */
final class CollectionIndex extends Index {
    private static final long EXACT_MAX = 1L << 53;

    private final CollectionTable collection;
    private final @Nullable Column column;
    private final byte[] prefix;

    private CollectionIndex(CollectionTable table, @Nullable Column column, IndexColumn[] columns, IndexType type) {
        super(table, table.getId(), table.getName() + "_" + type.getSQL(false), columns, type.isUnique() ? 1 : 0, type);
        this.collection = table;
        this.column = column;
        this.prefix = column == null || type.isUnique()
                ? Keys.documents(table.number())
                : Keys.index(table.number(), column.getName());
    }

    /** Every document in the order of ids. */
    static CollectionIndex scan(CollectionTable table) {
        return new CollectionIndex(table, null, new IndexColumn[0], IndexType.createScan(true));
    }

    /** The documents by their ids. */
    static CollectionIndex byId(CollectionTable table) {
        Column id = table.getColumn(CollectionColumns.ID);
        return new CollectionIndex(
                table,
                id,
                IndexColumn.wrap(new Column[] {id}),
                IndexType.createUnique(true, true, 1, NullsDistinct.DISTINCT));
    }

    /** The documents by a field. */
    static CollectionIndex byField(CollectionTable table, Column column) {
        return new CollectionIndex(
                table, column, IndexColumn.wrap(new Column[] {column}), IndexType.createNonUnique(true, true, false));
    }

    @Override
    public @Nullable String getCreateSQL() {
        return null;
    }

    @Override
    public Cursor find(SessionLocal session, @Nullable SearchRow first, @Nullable SearchRow last, boolean reverse) {
        // First is where the walk begins: the upper end where it goes backwards.
        SearchRow low = reverse ? last : first;
        SearchRow high = reverse ? first : last;
        return column == null ? walk(null, null, reverse) : new Between(walk(low, high, reverse), low, high);
    }

    private Cursor walk(@Nullable SearchRow low, @Nullable SearchRow high, boolean reverse) {
        byte[] from = bound(low);
        byte[] to = bound(high);
        boolean isByField = column != null && !getIndexType().isUnique();
        if (isByField && from == null && to == null) {
            // Documents without the field have no entry.
            return collection.scan().walk(null, null, reverse);
        }
        return new RowCursor(
                collection.binding(),
                from == null ? prefix : from,
                Keys.after(to == null ? prefix : to),
                reverse,
                entry -> isByField
                        ? collection.row(Keys.idAt(entry.key(), KeyCodec.endOfValue(entry.key(), prefix.length)))
                        : collection.row(Keys.documentId(entry.key()), entry.value()));
    }

    /** The rows of a walk that are within bounds: H2 looks for each value of a list, and takes what it is given. */
    private final class Between implements Cursor {
        private final Cursor rows;
        private final @Nullable SearchRow low;
        private final @Nullable SearchRow high;

        Between(Cursor rows, @Nullable SearchRow low, @Nullable SearchRow high) {
            this.rows = rows;
            this.low = low;
            this.high = high;
        }

        @Override
        public boolean next() {
            while (rows.next()) {
                Row row = rows.get();
                boolean isWithin =
                        (low == null || compareRows(row, low) >= 0) && (high == null || compareRows(row, high) <= 0);
                if (isWithin) {
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

    /** The least keys with a value; null where it gives no bound. */
    private byte @Nullable [] bound(@Nullable SearchRow row) {
        if (row == null || column == null) {
            return null;
        }
        Value value = value(row.getValue(column.getColumnId()));
        if (value == null) {
            return null;
        }
        return getIndexType().isUnique() && value instanceof Value.Text(var id)
                ? Keys.document(collection.number(), id)
                : Keys.index(prefix, value);
    }

    /** What documents would hold for a cell; null where H2 compares it otherwise than documents do. */
    private @Nullable Value value(io.cairn.h2.value.@Nullable Value cell) {
        if (cell == null || column == null) {
            return null;
        }
        int type = column.getType().getValueType();
        return switch (cell.getValueType()) {
            case io.cairn.h2.value.Value.VARCHAR ->
                type == io.cairn.h2.value.Value.VARCHAR ? Value.of(String.valueOf(cell.getString())) : null;
            case io.cairn.h2.value.Value.BOOLEAN ->
                type == io.cairn.h2.value.Value.BOOLEAN ? Value.of(cell.getBoolean()) : null;
            case io.cairn.h2.value.Value.TINYINT,
                    io.cairn.h2.value.Value.SMALLINT,
                    io.cairn.h2.value.Value.INTEGER,
                    io.cairn.h2.value.Value.BIGINT ->
                isNumber(type) && isExact(cell.getLong()) ? Value.of(cell.getLong()) : null;
            case io.cairn.h2.value.Value.DOUBLE -> isNumber(type) ? exact(cell.getDouble()) : null;
            default -> null;
        };
    }

    private static @Nullable Value exact(double number) {
        if (Math.abs(number) < EXACT_MAX) {
            return Value.of(number);
        }
        return null;
    }

    private static boolean isNumber(int type) {
        return type == io.cairn.h2.value.Value.BIGINT || type == io.cairn.h2.value.Value.DOUBLE;
    }

    private static boolean isExact(long number) {
        return number > -EXACT_MAX && number < EXACT_MAX;
    }

    @Override
    public double getCost(
            SessionLocal session,
            int @Nullable [] masks,
            TableFilter[] filters,
            int filter,
            SortOrder sortOrder,
            AllColumnsForPlan allColumns,
            boolean isSelect) {
        boolean isBounded = column != null && masks != null && masks[column.getColumnId()] != 0;
        long rows = collection.getRowCount(session);
        if (column != null && !isBounded) {
            return Double.MAX_VALUE;
        }
        return 10 * getCostRangeIndex(masks, rows, filters, filter, sortOrder, column == null, allColumns, isSelect);
    }

    @Override
    public int getColumnIndex(Column other) {
        return isFirstColumn(other) ? 0 : -1;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // a table is itself only
    public boolean isFirstColumn(Column other) {
        return column != null && other.getColumnId() == column.getColumnId() && other.getTable() == table;
    }

    @Override
    public long getRowCount(SessionLocal session) {
        return collection.getRowCount(session);
    }

    @Override
    public long getRowCountApproximation(SessionLocal session) {
        return collection.getRowCount(session);
    }

    @Override
    public void add(SessionLocal session, Row row) {
        // Documents keep their own indexes.
    }

    @Override
    public void remove(SessionLocal session, Row row) {
        // Documents keep their own indexes.
    }

    @Override
    public void remove(SessionLocal session) {
        // The documents stay.
    }

    @Override
    public void truncate(SessionLocal session) {
        // The table deletes the documents.
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
