package io.cairn.node.pgwire;

import io.cairn.node.pgtype.Cell;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that are made while they are read: the server asks for the next one when the client has room for it. */
public non-sealed interface Rows extends Result, AutoCloseable {
    /** The columns of every row. */
    List<Column> columns();

    /** The next row, with a cell for each column, or null behind the last. */
    @Nullable
    List<Cell> next();

    /**
     * What was done.
     *
     * @param count how many rows were read since the last stop
     */
    default String tag(long count) {
        return "SELECT " + count;
    }

    /** Frees what is held for rows that nobody will read. */
    @Override
    default void close() {}
}
