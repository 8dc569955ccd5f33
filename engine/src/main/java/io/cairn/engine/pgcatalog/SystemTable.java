package io.cairn.engine.pgcatalog;

import io.cairn.h2.engine.SessionLocal;
import io.cairn.h2.index.Index;
import io.cairn.h2.index.IndexType;
import io.cairn.h2.message.DbException;
import io.cairn.h2.result.Row;
import io.cairn.h2.schema.Schema;
import io.cairn.h2.table.Column;
import io.cairn.h2.table.IndexColumn;
import io.cairn.h2.table.Table;
import io.cairn.h2.table.TableType;
import io.cairn.h2.value.TypeInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A system table: rows made from the objects of a catalog when they are first asked for, and kept as long as the catalog
 * is. Nobody can change it.
 */
sealed class SystemTable extends Table permits NumbersTable {
    private final CatalogObjects objects;
    private final Supplier<List<Row>> source;
    private final TableLayout layout;
    private final List<Index> indexes = new ArrayList<>();
    private @Nullable List<Row> rows;

    SystemTable(Schema schema, int id, TableLayout layout, CatalogObjects objects, Supplier<List<Row>> source) {
        super(schema, id, layout.name(), false, false);
        this.objects = objects;
        this.source = source;
        this.layout = layout;
        int width = layout.columns().size();
        Column[] all = new Column[width + 1];
        for (int i = 0; i < width; i++) {
            ColumnLayout column = layout.columns().get(i);
            all[i] = new Column(column.name(), column.h2Type());
        }
        all[width] = new Column("tableoid", TypeInfo.TYPE_INTEGER);
        all[width].setVisible(false);
        setColumns(all);
    }

    private List<Index> indexes() {
        if (indexes.isEmpty()) {
            indexes.addAll(indexesOf());
        }
        return indexes;
    }

    /** How rows are found: first all of them. */
    List<Index> indexesOf() {
        Column[] all = getColumns();
        List<Index> made = new ArrayList<>();
        made.add(new SystemIndex(this, IndexColumn.wrap(all), -1));
        for (int i = 0; i < layout.columns().size(); i++) {
            if (isKey(layout.columns().get(i))) {
                made.add(new SystemIndex(this, IndexColumn.wrap(new Column[] {all[i]}), i));
            }
        }
        return made;
    }

    /** Whether statements look rows up by a column. */
    private static boolean isKey(ColumnLayout column) {
        String name = column.name();
        return column.type().equals("oid")
                || column.type().equals("name")
                        && (name.endsWith("name") && !name.endsWith("catalog_name") && !name.endsWith("_catalog"));
    }

    CatalogObjects objects() {
        return objects;
    }

    List<Row> rows() {
        List<Row> made = rows;
        if (made == null) {
            made = source.get();
            rows = made;
        }
        return made;
    }

    @Override
    public Index getScanIndex(SessionLocal session) {
        return indexes().getFirst();
    }

    @Override
    public List<Index> getIndexes() {
        return indexes();
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
    public boolean canGetRowCount(SessionLocal session) {
        return true;
    }

    @Override
    public long getRowCount(SessionLocal session) {
        return rows().size();
    }

    @Override
    public long getRowCountApproximation(SessionLocal session) {
        return rows().size();
    }

    @Override
    public TableType getTableType() {
        return TableType.SYSTEM_TABLE;
    }

    @Override
    public boolean isInsertable() {
        return false;
    }

    @Override
    public boolean canDrop() {
        return false;
    }

    @Override
    public boolean canReference() {
        return false;
    }

    @Override
    public @Nullable String getCreateSQL() {
        return null;
    }

    @Override
    public Index addIndex(
            SessionLocal session,
            String name,
            int id,
            IndexColumn[] columns,
            int uniqueColumnCount,
            IndexType type,
            boolean create,
            String comment) {
        throw refused();
    }

    @Override
    public void addRow(SessionLocal session, Row row) {
        throw refused();
    }

    @Override
    public void removeRow(SessionLocal session, Row row) {
        throw refused();
    }

    @Override
    public long truncate(SessionLocal session) {
        throw refused();
    }

    @Override
    public void checkSupportAlter() {
        throw refused();
    }

    @Override
    public void checkRename() {
        throw refused();
    }

    @Override
    public void removeChildrenAndResources(SessionLocal session) {
        throw refused();
    }

    static DbException refused() {
        return DbException.getUnsupportedException("a change of a system table");
    }

    @Override
    public void close(SessionLocal session) {
        // Holds nothing.
    }
}
