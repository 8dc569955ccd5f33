package io.cairn.node.weavedb;

import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Schemas: WeaveDB's validator is of draft 7 and before, ours of 2020-12. */
final class Schemas {
    private Schemas() {}

    static Value translate(Value schema, String at, Translation.Writer writer) {
        if (!(schema instanceof Value.Document fields)) {
            return schema;
        }
        Value.Document.Builder written = Value.Document.builder();
        for (Map.Entry<String, Value> field : fields) {
            String name = field.getKey();
            Value value = field.getValue();
            String place = at + "/" + name;
            switch (name) {
                case "$schema" -> writer.change(place, "schemas are of draft 2020-12; this word is dropped");
                case "type" -> type(value, place, written, writer);
                case "definitions" -> {
                    writer.change(place, "definitions are $defs since 2019-09");
                    written.put("$defs", members(value, place, writer));
                }
                case "$ref" -> written.put(name, reference(value));
                case "properties", "patternProperties", "$defs", "dependentSchemas" ->
                    written.put(name, members(value, place, writer));
                case "items" -> items(fields, value, place, written, writer);
                case "additionalItems" -> {
                    if (!(fields.get("items") instanceof Value.Array)) {
                        writer.change(place, "additionalItems without a list of items says nothing; it is dropped");
                    }
                }
                case "dependencies" -> dependencies(value, place, written, writer);
                case "format" -> {
                    writer.change(place, "a format is an annotation here and is not checked; a pattern is");
                    written.put(name, value);
                }
                case "enum", "const", "default", "examples" -> written.put(name, value);
                case "exclusiveMinimum" -> exclusive(fields, name, "minimum", place, written, writer);
                case "exclusiveMaximum" -> exclusive(fields, name, "maximum", place, written, writer);
                case "minimum", "maximum" -> {
                    String other = name.equals("minimum") ? "exclusiveMinimum" : "exclusiveMaximum";
                    if (!Value.of(true).equals(fields.get(other))) {
                        written.put(name, value);
                    }
                }
                default -> written.put(name, nested(value, place, writer));
            }
        }
        return written.build();
    }

    private static Value nested(Value value, String at, Translation.Writer writer) {
        if (value instanceof Value.Array(var items)) {
            List<Value> written = new ArrayList<>();
            for (int i = 0; i < items.size(); i++) {
                written.add(translate(items.get(i), at + "/" + i, writer));
            }
            return new Value.Array(written);
        }
        return translate(value, at, writer);
    }

    private static Value members(Value value, String at, Translation.Writer writer) {
        if (!(value instanceof Value.Document members)) {
            return value;
        }
        Value.Document.Builder written = Value.Document.builder();
        for (Map.Entry<String, Value> member : members) {
            written.put(member.getKey(), translate(member.getValue(), at + "/" + member.getKey(), writer));
        }
        return written.build();
    }

    private static void type(Value value, String at, Value.Document.Builder written, Translation.Writer writer) {
        boolean isAny = value.equals(Value.of("any"))
                || value instanceof Value.Array(var types) && types.contains(Value.of("any"));
        if (isAny) {
            writer.change(at, "the type any is no type of JSON Schema; without a type everything fits");
        } else {
            written.put("type", value);
        }
    }

    private static Value reference(Value value) {
        return value instanceof Value.Text(var text) ? Value.of(text.replace("#/definitions/", "#/$defs/")) : value;
    }

    private static void items(
            Value.Document schema, Value value, String at, Value.Document.Builder written, Translation.Writer writer) {
        if (!(value instanceof Value.Array)) {
            written.put("items", translate(value, at, writer));
            return;
        }
        writer.change(at, "a list of items is prefixItems since 2020-12, and additionalItems is items");
        written.put("prefixItems", nested(value, at, writer));
        Value more = schema.get("additionalItems");
        if (more != null) {
            written.put("items", translate(more, at, writer));
        }
    }

    private static void dependencies(
            Value value, String at, Value.Document.Builder written, Translation.Writer writer) {
        if (!(value instanceof Value.Document all)) {
            written.put("dependencies", value);
            return;
        }
        writer.change(at, "dependencies are dependentRequired and dependentSchemas since 2019-09");
        Value.Document.Builder required = Value.Document.builder();
        Value.Document.Builder schemas = Value.Document.builder();
        for (Map.Entry<String, Value> each : all) {
            if (each.getValue() instanceof Value.Array) {
                required.put(each.getKey(), each.getValue());
            } else {
                schemas.put(each.getKey(), translate(each.getValue(), at + "/" + each.getKey(), writer));
            }
        }
        written.put("dependentRequired", required.build());
        written.put("dependentSchemas", schemas.build());
    }

    /** Before draft 6 the word was a flag beside the limit. */
    private static void exclusive(
            Value.Document schema,
            String name,
            String limit,
            String at,
            Value.Document.Builder written,
            Translation.Writer writer) {
        Value value = schema.get(name);
        if (!(value instanceof Value.Bool(var isExclusive))) {
            written.put(name, value == null ? Value.none() : value);
            return;
        }
        Value bound = schema.get(limit);
        writer.change(at, name + " is a number since draft 6");
        if (isExclusive && bound != null) {
            written.put(name, bound);
        }
    }
}
