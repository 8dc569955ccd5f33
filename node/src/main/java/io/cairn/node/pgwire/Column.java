package io.cairn.node.pgwire;

import io.cairn.node.pgtype.SqlType;

/**
 * A column of an answer.
 *
 * @param typeModifier the limit of its type in PostgreSQL's packing, or -1
 * @param tableOid of the table that it is of, or 0
 * @param columnNumber its number in that table, from 1, or 0
 */
public record Column(String name, SqlType type, int typeModifier, int tableOid, int columnNumber) {
    /** A column of which no more is known. */
    public static Column of(String name, SqlType type) {
        return new Column(name, type, -1, 0, 0);
    }
}
