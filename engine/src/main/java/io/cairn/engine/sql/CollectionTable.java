package io.cairn.engine.sql;

import io.cairn.engine.codec.ByteReader;
import io.cairn.engine.crypto.Sha256;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.record.DocumentRecord;
import io.cairn.engine.record.Keys;
import io.cairn.engine.view.MapView;
import io.cairn.h2.api.ErrorCode;
import io.cairn.h2.command.ddl.CreateTableData;
import io.cairn.h2.constraint.Constraint;
import io.cairn.h2.engine.SessionLocal;
import io.cairn.h2.index.Index;
import io.cairn.h2.index.IndexType;
import io.cairn.h2.message.DbException;
import io.cairn.h2.result.LocalResult;
import io.cairn.h2.result.Row;
import io.cairn.h2.result.SearchRow;
import io.cairn.h2.table.Column;
import io.cairn.h2.table.IndexColumn;
import io.cairn.h2.table.TableBase;
import io.cairn.h2.table.TableType;
import io.cairn.h2.value.TypeInfo;
import io.cairn.h2.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A collection with a schema as a table: its rows are the documents, where they are. A change of a row is the same
 * change of its document. Only a new schema alters it, and nothing but the documents' own indexes leads into it.
 */
final class CollectionTable extends TableBase {
    private final Binding binding;
    private final int number;
    private final CollectionIndex scan;
    private final List<Index> indexes = new ArrayList<>();
    private @Nullable Column rowIdColumn;

    CollectionTable(CreateTableData data, Binding binding, int number) {
        super(data);
        this.binding = binding;
        this.number = number;
        scan = CollectionIndex.scan(this);
        indexes.add(scan);
        indexes.add(CollectionIndex.byId(this));
        for (int i = CollectionColumns.PROPERTIES; i < columns.length - 1; i++) {
            if (columns[i].getType().getValueType() != Value.JSON) {
                indexes.add(CollectionIndex.byField(this, columns[i]));
            }
        }
    }

    Binding binding() {
        return binding;
    }

    int number() {
        return number;
    }

    CollectionIndex scan() {
        return scan;
    }

    /** The row of a document. */
    Row row(String id) {
        return row(id, stored(id));
    }

    private byte[] stored(String id) {
        byte[] stored = binding.state().get(Keys.document(number, id));
        if (stored == null) {
            throw new CairnException.Fault("index-dangling", "an index names a document that is not there: " + id);
        }
        return stored;
    }

    /** The row of a stored document. H2 tells rows apart by a number: part of the hash of the id. */
    Row row(String id, byte[] stored) {
        Row row = Row.get(
                CollectionColumns.cells(columns, id, DocumentRecord.decode(stored)), SearchRow.MEMORY_CALCULATE);
        byte[] hash = Sha256.hash(id.getBytes(StandardCharsets.UTF_8)).toBytes();
        row.setKey(new ByteReader(hash).u64() >>> 1);
        return row;
    }

    private static String id(Row row) {
        return String.valueOf(row.getValue(CollectionColumns.ID).getString());
    }

    @Override
    public void addRow(SessionLocal session, Row row) {
        Value id = row.getValue(CollectionColumns.ID);
        Value owner = row.getValue(CollectionColumns.OWNER);
        DocumentEdits documents = binding.documents();
        if (!SystemFunction.isNull(owner) && !documents.author().equals(owner.getString())) {
            throw new CairnException.Refused(
                    "sql-42501", "statement", "who adds a document owns it: _owner is left out or your own account");
        }
        String made = create(SystemFunction.isNull(id) ? null : id.getString(), CollectionColumns.added(columns, row));
        show(row, made);
        binding.added(getId(), row.getKey());
    }

    /** ON CONFLICT DO NOTHING goes on behind a key that is there. */
    private String create(@Nullable String id, io.cairn.engine.model.Value.Document fields) {
        try {
            return binding.documents().create(getName(), id, fields);
        } catch (CairnException.Refused refused) {
            throw refused.code().equals("sql-23505")
                    ? DbException.get(ErrorCode.DUPLICATE_KEY_1, "PRIMARY KEY ON " + getName() + "(_id)")
                    : refused;
        }
    }

    /** What RETURNING shows is the document as it is. */
    private void show(Row row, String id) {
        Row stored = row(id);
        for (int i = 0; i < columns.length; i++) {
            row.setValue(i, stored.getValue(i));
        }
        row.setKey(stored.getKey());
        binding.budget().edit(stored.getValue(columns.length - 1).getBytesNoCopy().length);
        database.getNextModificationDataId();
    }

    @Override
    public void removeRow(SessionLocal session, Row row) {
        binding.removed(getId(), row.getKey());
        binding.documents().delete(getName(), id(row));
        binding.budget().edit(1);
        database.getNextModificationDataId();
    }

    @Override
    public void updateRow(SessionLocal session, Row oldRow, Row newRow) {
        for (int fixed = CollectionColumns.ID; fixed <= CollectionColumns.OWNER; fixed++) {
            if (!oldRow.getValue(fixed).equals(newRow.getValue(fixed))) {
                throw new CairnException.Refused(
                        "sql-428C9", "statement", columns[fixed].getName() + " of a document cannot be changed");
            }
        }
        binding.removed(getId(), oldRow.getKey());
        String id = id(oldRow);
        io.cairn.engine.model.Value.Document stored =
                DocumentRecord.decode(stored(id)).fields();
        binding.documents().replace(getName(), id, CollectionColumns.changed(columns, oldRow, newRow, stored));
        show(newRow, id);
    }

    @Override
    public void updateRows(SessionLocal session, LocalResult rows, Runnable step) {
        while (rows.next()) {
            step.run();
            Row oldRow = rows.currentRowForTable();
            rows.next();
            updateRow(session, oldRow, rows.currentRowForTable());
        }
    }

    @Override
    public long truncate(SessionLocal session) {
        throw unsupported("TRUNCATE of a collection");
    }

    @Override
    public boolean canTruncate() {
        throw unsupported("TRUNCATE of a collection");
    }

    private static CairnException unsupported(String what) {
        return new CairnException.Refused("sql-0A000", "statement", "there is no " + what);
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
        throw unsupported("index or key on a collection, whose fields are indexed already");
    }

    @Override
    public void addConstraint(Constraint constraint) {
        throw unsupported("constraint on a collection, which its schema does");
    }

    @Override
    public void checkSupportAlter() {
        throw unsupported("ALTER TABLE of a collection, which its schema does");
    }

    @Override
    public void checkRename() {
        throw unsupported("other name for a collection");
    }

    @Override
    public boolean canDrop() {
        if (!binding.definesCollections()) {
            throw unsupported("DROP of a collection, which is a table as long as it has a schema");
        }
        return true;
    }

    @Override
    public Row getRow(SessionLocal session, long rowId) {
        throw unsupported("document by the number of a row");
    }

    @Override
    public Index getScanIndex(SessionLocal session) {
        return scan;
    }

    @Override
    public List<Index> getIndexes() {
        return indexes;
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
        indexes.clear();
        invalidate();
    }

    @Override
    public long getRowCount(SessionLocal session) {
        MapView state = binding.state();
        byte[] from = Keys.documents(number);
        return state.rank(Keys.after(from)) - state.rank(from);
    }

    @Override
    public long getRowCountApproximation(SessionLocal session) {
        return getRowCount(session);
    }

    @Override
    public boolean canGetRowCount(SessionLocal session) {
        return true;
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
    public TableType getTableType() {
        return TableType.TABLE;
    }

    @Override
    public void close(SessionLocal session) {
        // Holds nothing.
    }
}
