package io.cairn.node.pgwire;

import io.cairn.node.pgtype.Cell;
import io.cairn.node.pgtype.SqlType;
import java.util.List;

/** A table that takes rows. */
public interface CopyTarget extends AutoCloseable {
    /** The names of its columns, in the order of cells. */
    List<String> names();

    /** The types of its columns. */
    List<SqlType> types();

    /** Takes one row, with a cell for each column. */
    void add(List<Cell> row);

    /** Ends with all rows taken. */
    void finish();

    /** Frees what is held; without {@link #finish} before, what was added does not stay. */
    @Override
    void close();
}
