package io.cairn.engine.sql;

import io.cairn.engine.codec.Json;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.h2.index.Index;
import io.cairn.h2.result.Row;
import io.cairn.h2.table.Column;
import io.cairn.h2.table.IndexColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How rows of a table are documents. Refuses, as {@code table-without-documents}, a table without a primary key, and one
 * whose columns are called as what documents have beside their fields.
 *
 * @param columns all that are shown, in order
 * @param key those of the primary key
 */
record RowForm(TreeTable table, List<Column> columns, List<Column> key) {
    private static final String ID = "_id";
    private static final String OWNER = "_owner";

    static RowForm of(TreeTable table) {
        Index primary = table.findPrimaryKey();
        if (primary == null) {
            throw without(table.getName() + " has no primary key, so its rows have no ids");
        }
        List<Column> key = Arrays.stream(primary.getIndexColumns())
                .map((IndexColumn column) -> column.column)
                .toList();
        List<Column> columns = List.of(table.getVisibleColumns());
        for (Column column : columns) {
            boolean isId = column.getName().equals(ID)
                    && !(key.size() == 1 && key.getFirst().equals(column));
            if (isId || column.getName().equals(OWNER)) {
                throw without(table.getName() + " has a column " + column.getName());
            }
        }
        return new RowForm(table, columns, key);
    }

    private static CairnException without(String why) {
        return new CairnException.Incorrect(
                "table-without-documents", "collection", "the rows of this table are no documents: " + why);
    }

    /** The statement that asks for the numbers of rows; a parameter for each condition. */
    String question(List<TableRows.Bound> conditions) {
        StringBuilder text =
                new StringBuilder("SELECT _ROWID_ FROM \"public\".").append(CollectionColumns.quoted(table.getName()));
        String word = " WHERE ";
        for (TableRows.Bound condition : conditions) {
            text.append(word)
                    .append(CollectionColumns.quoted(condition.column()))
                    .append(' ')
                    .append(condition.operator())
                    .append(" ?");
            word = " AND ";
        }
        return text.toString();
    }

    String id(Row row) {
        if (key.size() == 1) {
            return TableRows.text(row.getValue(key.getFirst().getColumnId()));
        }
        List<Value> values = new ArrayList<>();
        for (Column column : key) {
            Value value = TableRows.field(row.getValue(column.getColumnId()));
            values.add(value == null ? Value.none() : value);
        }
        return Json.print(new Value.Array(values));
    }

    Value.Document fields(Row row) {
        Value.Document.Builder fields = Value.Document.builder();
        for (Column column : columns) {
            Value value = column.getName().equals(ID) ? null : TableRows.field(row.getValue(column.getColumnId()));
            if (value != null) {
                fields.put(column.getName(), value);
            }
        }
        return fields.build();
    }

    /** The conditions that a row with an id meets; none where no row can have it. */
    List<TableRows.Bound> key(String id) {
        if (key.size() == 1) {
            return List.of(new TableRows.Bound(key.getFirst().getName(), "=", Value.of(id)));
        }
        if (!(parsed(id) instanceof Value.Array(var values)) || values.size() != key.size()) {
            return List.of();
        }
        List<TableRows.Bound> conditions = new ArrayList<>();
        for (int i = 0; i < key.size(); i++) {
            if (values.get(i) instanceof Value.Null
                    || values.get(i) instanceof Value.Array
                    || values.get(i) instanceof Value.Document) {
                return List.of();
            }
            conditions.add(new TableRows.Bound(key.get(i).getName(), "=", values.get(i)));
        }
        return conditions;
    }

    private static @Nullable Value parsed(String id) {
        try {
            return Json.parse(id);
        } catch (CairnException.Incorrect none) {
            return null;
        }
    }

    /** Whether SQL finds by a condition all that documents do. */
    boolean compares(TableRows.Bound condition) {
        for (Column column : columns) {
            if (column.getName().equals(condition.column()) && !column.getName().equals(ID)) {
                return switch (Cells.type(column.getType().getValueType())) {
                    case SMALLINT, INTEGER, BIGINT -> condition.value() instanceof Value.Int;
                    case BOOLEAN ->
                        condition.value() instanceof Value.Bool
                                && condition.operator().equals("=");
                    case VARCHAR ->
                        column.getType().getValueType() == io.cairn.h2.value.Value.VARCHAR
                                && condition.value() instanceof Value.Text
                                && condition.operator().equals("=");
                    default -> false;
                };
            }
        }
        return false;
    }
}
