package io.cairn.engine.sql;

import io.cairn.engine.codec.Json;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.record.CollectionSchema;
import io.cairn.engine.record.DocumentRecord;
import io.cairn.h2.result.Row;
import io.cairn.h2.table.Column;
import io.cairn.h2.value.ValueBigint;
import io.cairn.h2.value.ValueBoolean;
import io.cairn.h2.value.ValueDouble;
import io.cairn.h2.value.ValueJson;
import io.cairn.h2.value.ValueNull;
import io.cairn.h2.value.ValueVarchar;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a collection: {@code _id}, {@code _owner}, one for each property, and {@code _document} with every field.
 * A field that is not there is NULL.
 */
final class CollectionColumns {
    static final int ID = 0;
    static final int OWNER = 1;

    /** The first of the properties; the last column is the document. */
    static final int PROPERTIES = 2;

    private CollectionColumns() {}

    /** The statement that makes the table of a collection. */
    static String definition(String name, int number, CollectionSchema schema) {
        StringBuilder text =
                new StringBuilder("CREATE TABLE ").append(quoted(name)).append(" (\"_id\" VARCHAR, \"_owner\" VARCHAR");
        for (CollectionSchema.Property property : schema.properties()) {
            text.append(", ").append(quoted(property.name())).append(' ').append(type(property.kind()));
        }
        return text.append(", \"_document\" JSON) ENGINE ")
                .append(quoted(CollectionTableEngine.class.getName()))
                .append(" WITH \"")
                .append(number)
                .append('"')
                .toString();
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static String type(CollectionSchema.Kind kind) {
        return switch (kind) {
            case STRING -> "VARCHAR";
            case INTEGER -> "BIGINT";
            case NUMBER -> "DOUBLE PRECISION";
            case BOOLEAN -> "BOOLEAN";
            case ANY -> "JSON";
        };
    }

    /** The cells of a document. */
    static io.cairn.h2.value.Value[] cells(Column[] columns, String id, DocumentRecord document) {
        io.cairn.h2.value.Value[] cells = new io.cairn.h2.value.Value[columns.length];
        cells[ID] = ValueVarchar.get(id);
        cells[OWNER] = ValueVarchar.get(document.owner().text());
        int last = columns.length - 1;
        for (int i = PROPERTIES; i < last; i++) {
            cells[i] = cell(columns[i], document.fields().get(columns[i].getName()));
        }
        cells[last] = json(document.fields());
        return cells;
    }

    private static io.cairn.h2.value.Value cell(Column column, @Nullable Value value) {
        int type = column.getType().getValueType();
        return switch (value) {
            case Value.Text(var text) when type == io.cairn.h2.value.Value.VARCHAR -> ValueVarchar.get(text);
            case Value.Int(var number) when type == io.cairn.h2.value.Value.BIGINT -> ValueBigint.get(number);
            case Value.Double(var number) when type == io.cairn.h2.value.Value.BIGINT -> whole(number);
            case Value.Int(var number) when type == io.cairn.h2.value.Value.DOUBLE -> ValueDouble.get((double) number);
            case Value.Double(var number) when type == io.cairn.h2.value.Value.DOUBLE -> ValueDouble.get(number);
            case Value.Bool(var truth) when type == io.cairn.h2.value.Value.BOOLEAN -> ValueBoolean.get(truth);
            case Value any when type == io.cairn.h2.value.Value.JSON -> json(any);
            case null, default -> ValueNull.INSTANCE;
        };
    }

    /** A double that a schema takes for an integer: a whole one. */
    private static io.cairn.h2.value.Value whole(double number) {
        long whole = (long) number;
        return (double) whole == number && whole != Long.MAX_VALUE ? ValueBigint.get(whole) : ValueNull.INSTANCE;
    }

    private static io.cairn.h2.value.Value json(Value value) {
        return ValueJson.fromJson(Json.print(value));
    }

    /** A cell as a field; null for NULL. */
    static @Nullable Value field(io.cairn.h2.value.Value cell) {
        return switch (cell.getValueType()) {
            case io.cairn.h2.value.Value.NULL -> null;
            case io.cairn.h2.value.Value.BIGINT -> Value.of(cell.getLong());
            case io.cairn.h2.value.Value.DOUBLE -> number(cell.getDouble());
            case io.cairn.h2.value.Value.BOOLEAN -> Value.of(cell.getBoolean());
            case io.cairn.h2.value.Value.JSON -> json(cell.getString());
            default -> Value.of(String.valueOf(cell.getString()));
        };
    }

    private static Value number(double number) {
        if (!Double.isFinite(number)) {
            throw new CairnException.Refused("sql-22003", "statement", "documents hold finite numbers only");
        }
        return Value.of(number);
    }

    private static Value json(String text) {
        try {
            return Json.parse(text);
        } catch (CairnException.Incorrect noValue) {
            throw new CairnException.Refused(
                    "sql-22003", "statement", "no value of documents: " + noValue.getMessage());
        }
    }

    /**
     * The document of a new row: the fields of {@code _document}, and of each other column that is given.
     */
    static Value.Document added(Column[] columns, Row row) {
        return document(columns, null, row, whole(row.getValue(columns.length - 1)));
    }

    /**
     * The document of a changed row. A column that is as it was changes nothing, so that fields which JSON cannot say
     * stay.
     */
    static Value.Document changed(Column[] columns, Row before, Row after, Value.Document stored) {
        int last = columns.length - 1;
        boolean isWhole = !before.getValue(last).equals(after.getValue(last));
        return document(columns, before, after, isWhole ? whole(after.getValue(last)) : stored);
    }

    private static Value.Document document(Column[] columns, @Nullable Row before, Row after, Value.Document base) {
        int last = columns.length - 1;
        Value.Document.Builder fields = base.toBuilder();
        for (int i = PROPERTIES; i < last; i++) {
            io.cairn.h2.value.Value cell = after.getValue(i);
            boolean isChanged = before == null
                    ? !SystemFunction.isNull(cell)
                    : !before.getValue(i).equals(cell);
            Value field = field(cell);
            if (isChanged && field != null) {
                fields.put(columns[i].getName(), field);
            } else if (isChanged) {
                fields.remove(columns[i].getName());
            }
        }
        return fields.build();
    }

    private static Value.Document whole(io.cairn.h2.value.Value cell) {
        Value whole = field(cell);
        if (whole == null) {
            return Value.Document.builder().build();
        }
        if (!(whole instanceof Value.Document fields)) {
            throw new CairnException.Refused("sql-22023", "statement", "a document is a JSON object");
        }
        return fields;
    }
}
