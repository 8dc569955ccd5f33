package io.cairn.node.gateway;

import io.cairn.engine.sql.SqlColumn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that are made while they are read. One thread. */
public interface SqlRows extends AutoCloseable {
    /** The columns of every row. */
    List<SqlColumn> columns();

    /** The next row, with its cells as text, or null behind the last; a refusal as of a statement. */
    @Nullable
    List<@Nullable String> next();

    @Override
    void close();
}
