package io.cairn.engine.log;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one SQL statement of a mutation did.
 *
 * @param changed how many rows it changed
 * @param columns the names of what it answered, as {@code RETURNING} does; empty where it answered nothing
 * @param types the types of those columns, as many
 * @param rows cells as text, null for null
 */
public record StatementResult(
        long changed, List<String> columns, List<String> types, List<List<@Nullable String>> rows) {
    /** Copies the lists. */
    public StatementResult {
        columns = List.copyOf(columns);
        types = List.copyOf(types);
        rows = List.copyOf(rows);
    }

    /** A statement that answered no rows. */
    public static StatementResult of(long changed) {
        return new StatementResult(changed, List.of(), List.of(), List.of());
    }

    /** Whether it answered rows, be it none. */
    public boolean answers() {
        return !columns.isEmpty();
    }

    /** A number where there are no rows, else {columns, types, rows, changed}. */
    public Value toValue() {
        if (!answers()) {
            return Value.of(changed);
        }
        return Value.Document.builder()
                .put("changed", changed)
                .put("columns", texts(columns))
                .put("types", texts(types))
                .put(
                        "rows",
                        new Value.Array(
                                rows.stream().map(StatementResult::texts).toList()))
                .build();
    }

    private static Value texts(List<? extends @Nullable String> texts) {
        List<Value> values = new ArrayList<>(texts.size());
        texts.forEach(text -> values.add(text == null ? Value.none() : Value.of(text)));
        return new Value.Array(values);
    }

    /** The inverse of {@link #toValue}; {@code bytes-malformed} for anything else. */
    public static StatementResult of(Value value) {
        if (value instanceof Value.Int count) {
            return of(count.value());
        }
        if (value instanceof Value.Document fields
                && fields.size() == 4
                && fields.get("changed") instanceof Value.Int changed
                && fields.get("columns") instanceof Value.Array columns
                && fields.get("types") instanceof Value.Array types
                && fields.get("rows") instanceof Value.Array rows
                && !columns.values().isEmpty()
                && columns.values().size() == types.values().size()) {
            List<List<@Nullable String>> cells = new ArrayList<>();
            rows.values().forEach(row -> cells.add(row(row, columns.values().size())));
            return new StatementResult(changed.value(), names(columns), names(types), cells);
        }
        throw malformed();
    }

    private static List<String> names(Value.Array texts) {
        List<String> names = new ArrayList<>(texts.values().size());
        for (Value value : texts.values()) {
            if (!(value instanceof Value.Text text)) {
                throw malformed();
            }
            names.add(text.value());
        }
        return names;
    }

    private static List<@Nullable String> row(Value value, int width) {
        if (!(value instanceof Value.Array cells) || cells.values().size() != width) {
            throw malformed();
        }
        List<@Nullable String> row = new ArrayList<>(width);
        for (Value cell : cells.values()) {
            switch (cell) {
                case Value.Text text -> row.add(text.value());
                case Value.Null _ -> row.add(null);
                default -> throw malformed();
            }
        }
        return row;
    }

    private static CairnException malformed() {
        return new CairnException.Incorrect("bytes-malformed", "results", "the result of a statement is malformed");
    }
}
