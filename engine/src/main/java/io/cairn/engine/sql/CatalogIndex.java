package io.cairn.engine.sql;

import io.cairn.h2.command.query.AllColumnsForPlan;
import io.cairn.h2.engine.SessionLocal;
import io.cairn.h2.index.Cursor;
import io.cairn.h2.index.Index;
import io.cairn.h2.index.SingleRowCursor;
import io.cairn.h2.result.Row;
import io.cairn.h2.result.SearchRow;
import io.cairn.h2.result.SortOrder;
import io.cairn.h2.table.TableFilter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The catalog by object id: one object, or all. */
final class CatalogIndex extends Index {
    private final CatalogTable catalog;

    CatalogIndex(CatalogTable catalog) {
        super(catalog, 0, "SYS_ID", catalog.idColumn(), 1, CatalogTable.indexType());
        this.catalog = catalog;
    }

    @Override
    public Cursor find(SessionLocal session, @Nullable SearchRow first, @Nullable SearchRow last, boolean reverse) {
        return first == null
                ? new ListCursor(catalog.all())
                : new SingleRowCursor(catalog.find(first.getValue(0).getInt()));
    }

    @Override
    public @Nullable Row getRow(SessionLocal session, long id) {
        return catalog.find((int) id);
    }

    @Override
    public void add(SessionLocal session, Row row) {
        catalog.addRow(session, row);
    }

    @Override
    public void remove(SessionLocal session, Row row) {
        catalog.removeRow(session, row);
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
        return 1;
    }

    @Override
    public void remove(SessionLocal session) {
        throw new UnsupportedOperationException("the catalog stays");
    }

    @Override
    public void truncate(SessionLocal session) {
        throw new UnsupportedOperationException("the catalog stays");
    }

    @Override
    public boolean needRebuild() {
        return false;
    }

    @Override
    public long getRowCount(SessionLocal session) {
        return catalog.getRowCount(session);
    }

    @Override
    public long getRowCountApproximation(SessionLocal session) {
        return catalog.getRowCount(session);
    }

    @Override
    public void close(SessionLocal session) {
        // Holds nothing.
    }

    /** Walks rows that are all there. */
    static final class ListCursor implements Cursor {
        private final List<Row> rows;
        private int at = -1;

        ListCursor(List<Row> rows) {
            this.rows = rows;
        }

        @Override
        public @Nullable Row get() {
            return at < rows.size() ? rows.get(at) : null;
        }

        @Override
        public @Nullable SearchRow getSearchRow() {
            return get();
        }

        @Override
        public boolean next() {
            return ++at < rows.size();
        }

        @Override
        public boolean previous() {
            throw new UnsupportedOperationException("cursors go one way");
        }
    }
}
