package io.cairn.engine.verify;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.sql.SqlColumn;
import io.cairn.engine.sql.SqlResult;
import io.cairn.engine.sql.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Columns and rows as values of a record that a node signs. What is no such value is {@code answer-malformed}. */
final class SignedRows {
    private SignedRows() {}

    static Value columns(SqlResult result) {
        List<Value> columns = new ArrayList<>();
        for (SqlColumn column : result.columns()) {
            Value.Document.Builder fields = Value.Document.builder()
                    .put("name", column.name())
                    .put("type", column.type().name())
                    .put("precision", column.precision())
                    .put("scale", column.scale())
                    .put("nullable", Value.of(column.nullable()));
            column.element().ifPresent(element -> fields.put("element", element.name()));
            columns.add(fields.build());
        }
        return new Value.Array(columns);
    }

    static Value rows(SqlResult result) {
        List<Value> rows = new ArrayList<>(result.rows().size());
        for (List<@Nullable String> row : result.rows()) {
            List<Value> cells = new ArrayList<>(row.size());
            row.forEach(cell -> cells.add(cell == null ? Value.none() : Value.of(cell)));
            rows.add(new Value.Array(cells));
        }
        return new Value.Array(rows);
    }

    /** The inverse of {@link #columns} and {@link #rows} for the fields of a record with these names. */
    static SqlResult read(Value.Document fields, long changed) {
        List<SqlColumn> columns = new ArrayList<>();
        for (Value column : array(fields, "columns")) {
            columns.add(column(column));
        }
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (Value row : array(fields, "rows")) {
            rows.add(row(row, columns.size()));
        }
        return new SqlResult(columns, rows, changed);
    }

    private static SqlColumn column(Value value) {
        if (value instanceof Value.Document column
                && column.get("precision") instanceof Value.Int precision
                && column.get("scale") instanceof Value.Int scale
                && column.get("nullable") instanceof Value.Bool nullable) {
            Optional<SqlType> element =
                    column.get("element") == null ? Optional.empty() : Optional.of(type(text(column, "element")));
            return new SqlColumn(
                    text(column, "name"),
                    type(text(column, "type")),
                    precision.value(),
                    (int) scale.value(),
                    nullable.value(),
                    element);
        }
        throw malformed();
    }

    private static SqlType type(String name) {
        for (SqlType known : SqlType.values()) {
            if (known.name().equals(name)) {
                return known;
            }
        }
        throw malformed();
    }

    private static List<@Nullable String> row(Value value, int width) {
        List<@Nullable String> cells = new ArrayList<>(width);
        if (value instanceof Value.Array row && row.values().size() == width) {
            for (Value cell : row.values()) {
                switch (cell) {
                    case Value.Text text -> cells.add(text.value());
                    case Value.Null _ -> cells.add(null);
                    default -> throw malformed();
                }
            }
            return cells;
        }
        throw malformed();
    }

    static List<Value> array(Value.Document fields, String name) {
        if (fields.get(name) instanceof Value.Array array) {
            return array.values();
        }
        throw malformed();
    }

    static String text(Value.Document fields, String name) {
        if (fields.get(name) instanceof Value.Text text) {
            return text.value();
        }
        throw malformed();
    }

    static byte[] bytes(Value.Document fields, String name) {
        if (fields.get(name) instanceof Value.Bytes bytes) {
            return bytes.value();
        }
        throw malformed();
    }

    static CairnException malformed() {
        return new CairnException.ProofInvalid("answer-malformed", "answer", "no attested answer in canonical form");
    }
}
