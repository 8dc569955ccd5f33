package io.cairn.engine.dialect;

import java.util.List;
import java.util.Optional;

/** What rewrites must know of the tables that a statement changes. */
public interface TableLookup {
    /** The table of that name, or none. A name without a schema is looked up as the session would. */
    Optional<Table> table(TableName name);

    /**
     * A table.
     *
     * @param columns its columns, in order
     * @param uniqueKeys the columns of its primary key and of each of its unique constraints and indexes
     */
    record Table(List<String> columns, List<List<String>> uniqueKeys) {
        public Table {
            columns = List.copyOf(columns);
            uniqueKeys = uniqueKeys.stream().map(List::copyOf).toList();
        }
    }
}
