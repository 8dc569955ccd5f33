package io.cairn.engine.pgcatalog;

import java.util.List;

/**
 * A system table as PostgreSQL 15 has it.
 *
 * @param oid its object id there
 * @param schema {@code pg_catalog} or {@code information_schema}
 * @param kind {@code r} for a table, {@code v} for a view
 * @param rows the cells, in PostgreSQL's text form, that every database holds
 */
record TableLayout(
        int oid, String schema, String name, String kind, List<ColumnLayout> columns, List<List<String>> rows) {
    /** The text that stands for null in {@link #rows}. */
    static final String NULL = "\\N";

    /** The place of a column, from 0. */
    int column(String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column)) {
                return i;
            }
        }
        throw new IllegalArgumentException(name + " has no column " + column);
    }
}
