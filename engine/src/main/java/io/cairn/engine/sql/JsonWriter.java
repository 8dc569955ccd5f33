package io.cairn.engine.sql;

import io.cairn.h2.deterministic.Deterministic;
import io.cairn.h2.deterministic.Json;
import io.cairn.h2.value.Value;
import io.cairn.h2.value.ValueRow;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;

/** JSON of values of other types, as PostgreSQL's {@code to_jsonb} makes it. */
final class JsonWriter {
    private static final String INDENT = "    ";

    private JsonWriter() {}

    /** A value as JSON; NULL is JSON's null. */
    static Json of(Value value) {
        return switch (value.getValueType()) {
            case Value.NULL -> new Json.Nothing();
            case Value.BOOLEAN -> new Json.Truth(value.getBoolean());
            case Value.TINYINT, Value.SMALLINT, Value.INTEGER, Value.BIGINT, Value.NUMERIC, Value.DECFLOAT ->
                number(value.getBigDecimal());
            case Value.REAL, Value.DOUBLE -> floating(value);
            case Value.JSON -> JsonFunctions.json(value);
            case Value.ARRAY -> {
                List<Json> elements = new ArrayList<>();
                for (Value element : ArrayFunctions.list(value)) {
                    elements.add(of(element));
                }
                yield new Json.Elements(elements);
            }
            case Value.ROW -> row((ValueRow) value);
            case Value.TIMESTAMP, Value.TIMESTAMP_TZ -> new Json.Text(iso(TextFunctions.cell(value)));
            default -> new Json.Text(TextFunctions.cell(value));
        };
    }

    private static Json number(BigDecimal number) {
        return new Json.Number(number.scale() < 0 ? number.setScale(0) : number);
    }

    private static Json floating(Value value) {
        String text = TextFunctions.cell(value);
        double number = value.getDouble();
        return Double.isFinite(number) ? number(new BigDecimal(text)) : new Json.Text(text);
    }

    private static Json row(ValueRow row) {
        NavigableMap<String, Json> members = Json.members();
        int number = 1;
        for (Value field : row.getList()) {
            members.put("f" + number++, of(field));
        }
        return new Json.Members(members);
    }

    /** A timestamp with a T, and with minutes in its offset. */
    private static String iso(String timestamp) {
        String text = timestamp.replace(' ', 'T');
        int offset =
                Math.max(text.lastIndexOf('+'), text.indexOf('T') < text.lastIndexOf('-') ? text.lastIndexOf('-') : -1);
        return offset >= 0 && text.length() - offset == 3 ? text + ":00" : text;
    }

    /** The text with a line for each member and element. */
    static String pretty(Json json) {
        StringBuilder out = new StringBuilder();
        write(json, "\n", out);
        return out.toString();
    }

    private static void write(Json json, String newLine, StringBuilder out) {
        Deterministic.grow(newLine.length());
        String inner = newLine + INDENT;
        switch (json) {
            case Json.Members(var members) -> {
                String separator = "{";
                for (var member : members.entrySet()) {
                    Json.quote(out.append(separator).append(inner), member.getKey())
                            .append(": ");
                    write(member.getValue(), inner, out);
                    separator = ",";
                }
                // PostgreSQL breaks the line in empty ones too.
                out.append(members.isEmpty() ? "{" : "").append(newLine).append('}');
            }
            case Json.Elements(var elements) -> {
                String separator = "[";
                for (Json element : elements) {
                    write(element, inner, out.append(separator).append(inner));
                    separator = ",";
                }
                out.append(elements.isEmpty() ? "[" : "").append(newLine).append(']');
            }
            default -> out.append(json.text());
        }
    }
}
