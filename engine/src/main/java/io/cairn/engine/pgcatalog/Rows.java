package io.cairn.engine.pgcatalog;

import io.cairn.h2.result.Row;
import io.cairn.h2.value.TypeInfo;
import io.cairn.h2.value.Value;
import io.cairn.h2.value.ValueArray;
import io.cairn.h2.value.ValueBigint;
import io.cairn.h2.value.ValueBoolean;
import io.cairn.h2.value.ValueInteger;
import io.cairn.h2.value.ValueNull;
import io.cairn.h2.value.ValueVarchar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a system table, as they are made. */
final class Rows {
    private final TableLayout layout;
    private final List<TypeInfo> types;
    private final Value[] standard;
    private final List<Row> rows = new ArrayList<>();

    Rows(TableLayout layout) {
        this.layout = layout;
        this.types = layout.columns().stream().map(ColumnLayout::h2Type).toList();
        standard = new Value[types.size() + 1];
        for (int i = 0; i < types.size(); i++) {
            standard[i] = layout.columns().get(i).standard().convertTo(types.get(i), null);
        }
        standard[types.size()] = ValueInteger.get(layout.oid());
        for (List<String> cells : layout.rows()) {
            Value[] values = empty();
            for (int i = 0; i < types.size(); i++) {
                values[i] = fixed(cells.get(i), types.get(i));
            }
            rows.add(Row.get(values, 1, rows.size()));
        }
    }

    /** A row that says nothing, and at its end the table that it is of. */
    private Value[] empty() {
        return Arrays.copyOf(standard, standard.length);
    }

    private static Value fixed(String cell, TypeInfo type) {
        if (cell.equals(TableLayout.NULL)) {
            return ValueNull.INSTANCE;
        }
        return type.getValueType() == Value.BOOLEAN
                ? ValueBoolean.get(cell.equals("t"))
                : ValueVarchar.get(cell).convertTo(type, null);
    }

    /** Adds a row: names of columns and their values in turn; what is not named is empty. */
    void add(@Nullable Object... namesAndValues) {
        Value[] values = empty();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            int column = layout.column(String.valueOf(namesAndValues[i]));
            values[column] = value(namesAndValues[i + 1]).convertTo(types.get(column), null);
        }
        rows.add(Row.get(values, 1, rows.size()));
    }

    static Value value(@Nullable Object cell) {
        return switch (cell) {
            case null -> ValueNull.INSTANCE;
            case Value value -> value;
            case Boolean truth -> ValueBoolean.get(truth);
            case Integer number -> ValueInteger.get(number);
            case Long number -> ValueBigint.get(number);
            case List<?> elements ->
                ValueArray.get(elements.stream().map(Rows::value).toArray(Value[]::new), null);
            case String text -> ValueVarchar.get(text);
            default -> throw new IllegalArgumentException("no value of a system table");
        };
    }

    List<Row> all() {
        return rows;
    }
}
