package io.cairn.engine.sql;

import io.cairn.engine.record.Keys;
import io.cairn.engine.view.MapView;
import io.cairn.h2.api.ErrorCode;
import io.cairn.h2.command.ddl.CreateTableData;
import io.cairn.h2.command.query.AllColumnsForPlan;
import io.cairn.h2.constraint.Constraint;
import io.cairn.h2.engine.CastDataProvider;
import io.cairn.h2.engine.SessionLocal;
import io.cairn.h2.index.Cursor;
import io.cairn.h2.index.Index;
import io.cairn.h2.index.IndexType;
import io.cairn.h2.message.DbException;
import io.cairn.h2.result.LocalResult;
import io.cairn.h2.result.Row;
import io.cairn.h2.result.SearchRow;
import io.cairn.h2.result.SortOrder;
import io.cairn.h2.table.Column;
import io.cairn.h2.table.IndexColumn;
import io.cairn.h2.table.PlanItem;
import io.cairn.h2.table.Table;
import io.cairn.h2.table.TableBase;
import io.cairn.h2.table.TableFilter;
import io.cairn.h2.table.TableType;
import io.cairn.h2.value.TypeInfo;
import io.cairn.h2.value.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A table whose rows and index entries are in the state. */
final class TreeTable extends TableBase {
    private static final byte[] KIND_KEY = {1, 1};
    private static final byte[] KIND_FIELDS = {1, 2};

    /** What plans take for the number of rows where the caller must not learn it. */
    private static final long ROWS_NOT_TOLD = 1_000;

    private final Binding binding;
    private final PrimaryIndex rows;
    private final List<Index> indexes = new ArrayList<>();
    private final RowWriter writer;
    private final Violations violations = new Violations(this);
    private @Nullable Column rowIdColumn;
    private List<Table> emptiedWith = List.of();
    private Value @Nullable [] olderThanColumns;

    TreeTable(CreateTableData data, Binding binding) {
        super(data);
        this.binding = binding;
        this.rows = new PrimaryIndex(this);
        indexes.add(rows);
        this.writer = new RowWriter(rows, indexes);
        binding.add(this);
        if (!database.isStarting()) {
            // Ids of dropped tables are given again: this tells two tables of one id apart.
            binding.put(Keys.sqlMaker(getId()), binding.place().toBytes());
        }
    }

    Binding binding() {
        return binding;
    }

    /** Puts columns behind the last. */
    void append(List<Column> added) {
        List<Column> all = new ArrayList<>(List.of(getColumns()));
        all.addAll(added);
        setColumns(all.toArray(new Column[0]));
        olderThanColumns = null;
    }

    /** What rows have in each column that came after them. */
    Value[] olderThanColumns(CastDataProvider provider) {
        Value[] known = olderThanColumns;
        if (known == null) {
            known = new Value[getColumns().length];
            for (int i = 0; i < known.length; i++) {
                known[i] = binding.addedColumns().value(getId(), i, getColumn(i).getType(), provider);
            }
            olderThanColumns = known;
        }
        return known;
    }

    /** Deletes every entry whose key begins so. */
    void deleteAll(byte[] prefix) {
        deleteRange(prefix, Keys.after(prefix));
    }

    void deleteRange(byte[] from, byte[] to) {
        keys(from, to).forEach(binding::delete);
    }

    /** The keys of {@code [from, to)}. */
    List<byte[]> keys(byte[] from, byte[] to) {
        MapView.Cursor cursor = binding.state().seek(from);
        List<byte[]> keys = new ArrayList<>();
        while (cursor.next() && Arrays.compareUnsigned(cursor.key(), to) < 0) {
            binding.budget().read();
            keys.add(cursor.key());
        }
        return keys;
    }

    void deleteKind(int index) {
        binding.delete(Keys.sqlIndex(getId(), index));
    }

    @Override
    public Index addIndex(
            SessionLocal session,
            String name,
            int id,
            IndexColumn[] columns,
            int uniqueColumns,
            IndexType type,
            boolean create,
            String comment) {
        Index index = makeIndex(session, name, id, notNull(columns, type), uniqueColumns, type);
        if (index.needRebuild() && !database.isStarting()) {
            fill(session, index);
            binding.sample(getId());
        }
        if (index.getCreateSQL() != null) {
            index.setComment(comment);
            database.addSchemaObject(session, index);
        }
        indexes.add(index);
        setModified();
        return index;
    }

    private static IndexColumn[] notNull(IndexColumn[] columns, IndexType type) {
        if (type.isPrimaryKey()) {
            for (IndexColumn column : columns) {
                if (column.column.isNullable()) {
                    throw DbException.get(ErrorCode.COLUMN_MUST_NOT_BE_NULLABLE_1, column.column.getName());
                }
                column.column.setPrimaryKey(true);
            }
        }
        return columns;
    }

    /** An integer primary key of an empty table needs no entries. What was chosen holds for ever. */
    private Index makeIndex(
            SessionLocal session, String name, int id, IndexColumn[] columns, int uniqueColumns, IndexType type) {
        byte[] kindKey = Keys.sqlIndex(getId(), id);
        boolean isKey;
        if (database.isStarting()) {
            isKey = Arrays.equals(binding.state().get(kindKey), KIND_KEY);
        } else {
            isKey = rows.mainColumn() == SearchRow.ROWID_INDEX
                    && getMainIndexColumn(type, columns) != SearchRow.ROWID_INDEX
                    && getRowCount(session) == 0;
            binding.put(kindKey, isKey ? KIND_KEY : KIND_FIELDS);
        }
        if (isKey) {
            rows.mainColumn(columns[0].column.getColumnId());
            return new KeyIndex(this, id, name, rows, type);
        }
        return new FieldIndex(this, id, name, columns, uniqueColumns, type);
    }

    private void fill(SessionLocal session, Index index) {
        try {
            Cursor cursor = rows.find(session, null, null, false);
            while (cursor.next()) {
                index.add(session, cursor.get());
            }
        } catch (DbException refused) {
            getSchema().freeUniqueName(index.getName());
            throw refused;
        }
    }

    @Override
    public PlanItem getBestPlanItem(
            SessionLocal session,
            int[] masks,
            TableFilter[] filters,
            int filter,
            SortOrder sortOrder,
            AllColumnsForPlan allColumns,
            boolean isSelect) {
        StatementGuard guard = binding.guard();
        if (guard == null) {
            // Only the first table can give the rows in order.
            SortOrder wanted = filter == 0 ? sortOrder : null;
            PlanItem item = super.getBestPlanItem(session, masks, filters, filter, wanted, allColumns, isSelect);
            return filter == 0 ? item : orHashed(item, session, masks, filters[filter]);
        }
        // Only UPDATE and DELETE plan one table alone and no SELECT.
        boolean isTarget = !isSelect && filters.length == 1;
        return guard.planning(
                isTarget,
                () -> super.getBestPlanItem(session, masks, filters, filter, sortOrder, allColumns, isSelect));
    }

    /** A table that others come before is searched again and again. */
    private PlanItem orHashed(PlanItem item, SessionLocal session, int @Nullable [] masks, TableFilter filter) {
        if (masks == null || binding.versionsOf(getId()) != null) {
            return item;
        }
        long count = getRowCount(session);
        HashIndex hash = HashIndex.of(this, rows, filter, count);
        if (hash != null && hash.cost(masks, count) < item.cost) {
            item.cost = hash.cost(masks, count);
            item.setIndex(hash);
        }
        return item;
    }

    private List<Index> visible() {
        StatementGuard guard = binding.guard();
        return guard == null ? indexes : guard.indexes(this, indexes);
    }

    /** Those that have entries of their own. */
    List<FieldIndex> fieldIndexes() {
        return writer.fieldIndexes();
    }

    /** Whether the caller must not learn how many rows there are. */
    boolean hidesCount() {
        StatementGuard guard = binding.guard();
        return guard != null && guard.hidesCount(this);
    }

    /** No shortcut to the least or greatest value, which may be hidden. */
    @Override
    public @Nullable Index getIndexForColumn(Column column, boolean needFirstOrLast, boolean needFindNext) {
        return hidesCount() ? null : super.getIndexForColumn(column, needFirstOrLast, needFindNext);
    }

    @Override
    public boolean fireRow() {
        return binding.guard() != null || super.fireRow();
    }

    @Override
    public boolean fireBeforeRow(SessionLocal session, @Nullable Row before, @Nullable Row after) {
        StatementGuard guard = binding.guard();
        if (guard == null) {
            return violations.naming(before, after, () -> super.fireBeforeRow(session, before, after));
        }
        guard.requireWritable(this, before, after);
        return violations.naming(before, after, () -> guard.asOwner(() -> super.fireBeforeRow(session, before, after)));
    }

    @Override
    public void convertInsertRow(SessionLocal session, Row row, @Nullable Boolean overriding) {
        violations.naming(null, row, () -> {
            super.convertInsertRow(session, row, overriding);
            return row;
        });
    }

    @Override
    public void convertUpdateRow(SessionLocal session, Row row, boolean fromTrigger) {
        violations.naming(null, row, () -> {
            super.convertUpdateRow(session, row, fromTrigger);
            return row;
        });
    }

    /** Constraints look at and change other rows whoever may see them. */
    @Override
    public void fireAfterRow(SessionLocal session, @Nullable Row before, @Nullable Row after, boolean rollback) {
        StatementGuard guard = binding.guard();
        Supplier<Boolean> work = () -> {
            super.fireAfterRow(session, before, after, rollback);
            return rollback;
        };
        violations.naming(before, after, guard == null ? work : () -> guard.asOwner(work));
    }

    /** The failure of a row whose key is in an index already. */
    DbException duplicate(Index index, Row row) {
        return violations.duplicate(index, indexes, row);
    }

    /** The same for a row id. */
    DbException duplicate(Row row) {
        for (Index index : indexes) {
            if (index instanceof KeyIndex) {
                return violations.duplicate(index, indexes, row);
            }
        }
        return violations.duplicate(rows, List.of(), row);
    }

    @Override
    public void addRow(SessionLocal session, Row row) {
        writer.add(session, row);
        database.getNextModificationDataId();
    }

    @Override
    public void removeRow(SessionLocal session, Row row) {
        writer.remove(session, row);
        database.getNextModificationDataId();
    }

    @Override
    public void updateRow(SessionLocal session, Row oldRow, Row newRow) {
        writer.update(session, oldRow, newRow);
        database.getNextModificationDataId();
    }

    @Override
    public void updateRows(SessionLocal session, LocalResult changes, Runnable step) {
        writer.update(session, changes, step);
        database.getNextModificationDataId();
    }

    @Override
    public long truncate(SessionLocal session) {
        long count = getRowCount(session);
        for (int i = indexes.size() - 1; i >= 0; i--) {
            indexes.get(i).truncate(session);
        }
        database.getNextModificationDataId();
        return count;
    }

    /** Says which tables one statement empties, so that their rows may refer to each other. */
    void emptiedWith(List<Table> tables) {
        emptiedWith = tables;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // a table is itself only
    public boolean canTruncate() {
        for (Constraint constraint : getConstraints()) {
            if (constraint.getConstraintType() == Constraint.Type.REFERENTIAL
                    && constraint.getRefTable() == this
                    && constraint.getTable() != this
                    && !emptiedWith.contains(constraint.getTable())) {
                return false;
            }
        }
        return true;
    }

    @Override
    public @Nullable Row getRow(SessionLocal session, long rowId) {
        return rows.getRow(session, rowId);
    }

    @Override
    public Index getScanIndex(SessionLocal session) {
        return visible().getFirst();
    }

    @Override
    public List<Index> getIndexes() {
        return visible();
    }

    @Override
    public Column getRowIdColumn() {
        Column column = rowIdColumn;
        if (column == null) {
            column = new Column(Column.ROWID, TypeInfo.TYPE_BIGINT, this, SearchRow.ROWID_INDEX);
            column.setRowId(true);
            column.setNullable(false);
            rowIdColumn = column;
        }
        return column;
    }

    @Override
    public void removeChildrenAndResources(SessionLocal session) {
        super.removeChildrenAndResources(session);
        while (indexes.size() > 1) {
            Index index = indexes.get(1);
            index.remove(session);
            if (index.getName() != null) {
                database.removeSchemaObject(session, index);
            }
            indexes.remove(index);
        }
        rows.remove(session);
        binding.delete(Keys.sqlMaker(getId()));
        binding.addedColumns().forget(getId());
        indexes.clear();
        invalidate();
    }

    @Override
    public long getRowCount(SessionLocal session) {
        return binding.rowCount(getId());
    }

    @Override
    public long getRowCountApproximation(SessionLocal session) {
        return hidesCount() ? ROWS_NOT_TOLD : getRowCount(session);
    }

    @Override
    public boolean canGetRowCount(SessionLocal session) {
        return !hidesCount();
    }

    /** Rows of another state must not come from H2's cache of results: every binding is a modification. */
    @Override
    public long getMaxDataModificationId() {
        return database.getModificationDataId();
    }

    @Override
    public boolean isDeterministic() {
        return true;
    }

    @Override
    public boolean canDrop() {
        return true;
    }

    @Override
    public TableType getTableType() {
        return TableType.TABLE;
    }

    @Override
    public void checkSupportAlter() {
        // Tables can be altered.
    }

    @Override
    public int getMainIndexColumn() {
        return rows.mainColumn();
    }

    @Override
    public void close(SessionLocal session) {
        // Holds nothing.
    }
}
