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
     * @param uniqueKeys its primary key and each of its unique constraints and indexes
     */
    record Table(List<Column> columns, List<UniqueKey> uniqueKeys) {
        public Table {
            columns = List.copyOf(columns);
            uniqueKeys = List.copyOf(uniqueKeys);
        }

        /** The type of a column; empty where there is none of that name. */
        Optional<String> type(String column) {
            return columns.stream()
                    .filter(candidate -> candidate.name().equals(column))
                    .map(Column::type)
                    .findFirst();
        }
    }

    /**
     * What no two rows of a table have alike.
     *
     * @param constraint its name; empty where it is an index that is no constraint's
     */
    record UniqueKey(Optional<String> constraint, List<String> columns) {
        public UniqueKey {
            columns = List.copyOf(columns);
        }
    }

    /**
     * A column.
     *
     * @param type its type in the engine's words, such as {@code NUMERIC(10, 2)}
     */
    record Column(String name, String type) {}
}
