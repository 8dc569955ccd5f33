package io.cairn.node.pgwire;

import io.cairn.node.pgtype.SqlType;
import java.util.List;

/**
 * What a statement takes and answers.
 *
 * @param parameters the types of all its parameters
 * @param columns none where it answers no rows
 */
public record Described(List<SqlType> parameters, List<Column> columns) {
    /** Copies both. */
    public Described {
        parameters = List.copyOf(parameters);
        columns = List.copyOf(columns);
    }
}
