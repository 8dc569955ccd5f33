package io.cairn.engine.sql;

import io.cairn.h2.deterministic.Json;
import io.cairn.h2.value.TypeInfo;
import io.cairn.h2.value.Value;
import io.cairn.h2.value.ValueBoolean;
import io.cairn.h2.value.ValueNumeric;

/** JSON that is cast to a number or to truth, which it has to be. */
final class JsonScalar {
    private JsonScalar() {}

    /** What is in the JSON where the type is one of these; the JSON itself where it is another. */
    static Value of(Value json, TypeInfo type) {
        String name = name(type);
        if (name.isEmpty()) {
            return json;
        }
        boolean isTruth = type.getValueType() == Value.BOOLEAN;
        return switch (JsonFunctions.json(json)) {
            case Json.Number(var number)
            when !isTruth -> ValueNumeric.get(number.setScale(Math.max(0, number.scale())));
            case Json.Truth(var truth) when isTruth -> ValueBoolean.get(truth);
            case Json other ->
                throw SystemFunctions.refused(
                        "22023", "cannot cast jsonb " + JsonFunctions.type(other) + " to type " + name);
        };
    }

    private static String name(TypeInfo type) {
        return switch (type.getValueType()) {
            case Value.BOOLEAN -> "boolean";
            case Value.SMALLINT -> "smallint";
            case Value.INTEGER -> "integer";
            case Value.BIGINT -> "bigint";
            case Value.NUMERIC, Value.DECFLOAT -> "numeric";
            case Value.REAL -> "real";
            case Value.DOUBLE -> "double precision";
            default -> "";
        };
    }
}
