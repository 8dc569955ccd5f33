package io.cairn.engine.sql;

import io.cairn.h2.engine.SessionLocal;
import io.cairn.h2.index.Index;
import io.cairn.h2.index.IndexType;
import io.cairn.h2.result.Row;
import io.cairn.h2.table.IndexColumn;
import io.cairn.h2.table.Table;

/** An index of one statement over rows that others keep: it is read through, and never written. */
abstract class ReadThroughIndex extends Index {
    ReadThroughIndex(Table table, int id, String name, IndexColumn[] columns, int uniqueColumns, IndexType type) {
        super(table, id, name, columns, uniqueColumns, type);
    }

    @Override
    public final long getRowCountApproximation(SessionLocal session) {
        return table.getRowCountApproximation(session);
    }

    @Override
    public final boolean needRebuild() {
        return false;
    }

    @Override
    public final void add(SessionLocal session, Row row) {
        throw notWritten();
    }

    @Override
    public final void remove(SessionLocal session, Row row) {
        throw notWritten();
    }

    @Override
    public final void remove(SessionLocal session) {
        throw notWritten();
    }

    @Override
    public final void truncate(SessionLocal session) {
        throw notWritten();
    }

    private static UnsupportedOperationException notWritten() {
        return new UnsupportedOperationException("only read through");
    }

    @Override
    public final void close(SessionLocal session) {
        // Whoever keeps the rows lets go of them.
    }
}
