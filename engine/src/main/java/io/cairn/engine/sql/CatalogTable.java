package io.cairn.engine.sql;

import io.cairn.engine.codec.ByteReader;
import io.cairn.engine.codec.ByteWriter;
import io.cairn.engine.record.Keys;
import io.cairn.engine.view.MapView;
import io.cairn.h2.command.ddl.CreateTableData;
import io.cairn.h2.engine.DbObject;
import io.cairn.h2.engine.SessionLocal;
import io.cairn.h2.index.Index;
import io.cairn.h2.index.IndexType;
import io.cairn.h2.result.Row;
import io.cairn.h2.table.Column;
import io.cairn.h2.table.IndexColumn;
import io.cairn.h2.table.TableBase;
import io.cairn.h2.table.TableType;
import io.cairn.h2.value.Value;
import io.cairn.h2.value.ValueInteger;
import io.cairn.h2.value.ValueVarchar;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * H2's own catalog: the statements that make its objects, by object id, as entries of the state.
 *
 * <p>The one user that H2 needs is the same everywhere and is not stored. What H2 writes while no statement defines
 * data, such as its version and sequences that move on, is dropped.
 */
final class CatalogTable extends TableBase {
    /** The object id of H2's user. */
    private static final int USER_ID = 1;

    private static final String USER = "CREATE USER IF NOT EXISTS \"\" SALT '' HASH '' ADMIN";
    private static final int VERSION = 1;

    /** Of a table that says what older rows have in some columns. */
    private static final int VERSION_WITH_COLUMNS = 2;

    private static final int TEXT_BYTES_MAX = 1 << 20;

    private final Binding binding;
    private final CatalogIndex byId;

    CatalogTable(CreateTableData data, Binding binding) {
        super(data);
        this.binding = binding;
        this.byId = new CatalogIndex(this);
    }

    private static int id(Row row) {
        return row.getValue(0).getInt();
    }

    @Override
    public void addRow(SessionLocal session, Row row) {
        put(row);
    }

    @Override
    public void updateRow(SessionLocal session, Row oldRow, Row newRow) {
        put(newRow);
    }

    private void put(Row row) {
        if (binding.catalogOpen()) {
            boolean hasColumns = binding.addedColumns().has(id(row));
            ByteWriter out = new ByteWriter(64)
                    .u8(hasColumns ? VERSION_WITH_COLUMNS : VERSION)
                    .u8(row.getValue(2).getInt())
                    .prefixed(row.getValue(3).getString().getBytes(StandardCharsets.UTF_8));
            if (hasColumns) {
                binding.addedColumns().write(out, id(row));
            }
            binding.putCatalog(Keys.sqlCatalog(id(row)), out.toBytes());
        }
    }

    @Override
    public void removeRow(SessionLocal session, Row row) {
        if (binding.catalogOpen()) {
            binding.putCatalog(Keys.sqlCatalog(id(row)), null);
        }
    }

    /** The row of an object, or null. */
    @Nullable
    Row find(int id) {
        if (id == USER_ID) {
            return row(USER_ID, DbObject.USER, USER);
        }
        byte[] stored = binding.state().get(Keys.sqlCatalog(id));
        return stored == null ? null : decode(id, stored);
    }

    /** All rows by object id. */
    List<Row> all() {
        List<Row> rows = new ArrayList<>();
        rows.add(row(USER_ID, DbObject.USER, USER));
        MapView.Cursor cursor = binding.state().seek(Keys.sqlCatalog(0));
        while (cursor.next() && cursor.key()[0] == Keys.SQL_CATALOG) {
            rows.add(decode(Keys.sqlCatalogId(cursor.key()), cursor.value()));
        }
        return rows;
    }

    private Row decode(int id, byte[] stored) {
        ByteReader reader = new ByteReader(stored);
        int version = reader.u8();
        if (version != VERSION && version != VERSION_WITH_COLUMNS) {
            throw reader.malformed(0, "a catalog row has version 1 or 2");
        }
        int type = reader.u8();
        if (!isKept(type)) {
            throw reader.malformed(1, "no catalog has objects of type " + type);
        }
        String text = new String(reader.prefixed(TEXT_BYTES_MAX), StandardCharsets.UTF_8);
        if (version == VERSION_WITH_COLUMNS && database.isStarting()) {
            binding.addedColumns().read(reader, id);
            reader.expectEnd();
        }
        return row(id, type, text);
    }

    /** What statements that may be run can leave: no settings, no functions, no triggers, no users. */
    private static boolean isKept(int type) {
        return switch (type) {
            case DbObject.TABLE_OR_VIEW,
                    DbObject.INDEX,
                    DbObject.SEQUENCE,
                    DbObject.CONSTRAINT,
                    DbObject.SCHEMA,
                    DbObject.DOMAIN,
                    DbObject.COMMENT -> true;
            default -> false;
        };
    }

    private static Row row(int id, int type, String sql) {
        Value[] cells = {ValueInteger.get(id), ValueInteger.get(0), ValueInteger.get(type), ValueVarchar.get(sql)};
        return Row.get(cells, Row.MEMORY_CALCULATE, id);
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
        return byId;
    }

    @Override
    public Index getScanIndex(SessionLocal session) {
        return byId;
    }

    @Override
    public List<Index> getIndexes() {
        return List.of(byId);
    }

    @Override
    public boolean isLockedExclusivelyBy(SessionLocal session) {
        return true;
    }

    @Override
    public boolean isLockedExclusively() {
        return false;
    }

    @Override
    public long getRowCount(SessionLocal session) {
        return all().size();
    }

    @Override
    public long getRowCountApproximation(SessionLocal session) {
        return getRowCount(session);
    }

    @Override
    public boolean canGetRowCount(SessionLocal session) {
        return false;
    }

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
        return false;
    }

    @Override
    public TableType getTableType() {
        return TableType.TABLE;
    }

    @Override
    public void checkSupportAlter() {
        throw new UnsupportedOperationException("the catalog is not altered");
    }

    @Override
    public long truncate(SessionLocal session) {
        throw new UnsupportedOperationException("the catalog is not emptied");
    }

    @Override
    public void close(SessionLocal session) {
        // Holds nothing.
    }

    static IndexType indexType() {
        return IndexType.createPrimaryKey(false, false);
    }

    IndexColumn[] idColumn() {
        return IndexColumn.wrap(new Column[] {getColumn(0)});
    }
}
