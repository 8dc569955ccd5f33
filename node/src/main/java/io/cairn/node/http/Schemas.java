package io.cairn.node.http;

import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.List;

/** JSON Schemas of bodies and parameters, as small as an API description needs. */
public final class Schemas {
    private Schemas() {}

    /** Any JSON value. */
    public static Value.Document any() {
        return Value.Document.EMPTY;
    }

    /** A text. */
    public static Value.Document text() {
        return typed("string");
    }

    /** A text that matches a pattern. */
    public static Value.Document text(String pattern) {
        return typed("string").toBuilder().put("pattern", pattern).build();
    }

    /** One of some words. */
    public static Value.Document word(String... words) {
        List<Value> values = new ArrayList<>();
        for (String word : words) {
            values.add(Value.of(word));
        }
        return typed("string").toBuilder().put("enum", new Value.Array(values)).build();
    }

    /** A whole number of at least 0. */
    public static Value.Document number() {
        return typed("integer").toBuilder().put("minimum", 0).build();
    }

    /** True or false. */
    public static Value.Document bool() {
        return typed("boolean");
    }

    /** Bytes that are no JSON. */
    public static Value.Document binary() {
        return Value.Document.EMPTY;
    }

    /** Bytes inside JSON: base64url without padding. */
    public static Value.Document base64url() {
        return typed("string").toBuilder().put("contentEncoding", "base64url").build();
    }

    /** Thirty-two bytes in lower-case hexadecimal. */
    public static Value.Document hash() {
        return text("^[0-9a-f]{64}$");
    }

    /** A list. */
    public static Value.Document list(Value.Document element) {
        return typed("array").toBuilder().put("items", element).build();
    }

    /** An object with any fields. */
    public static Value.Document object() {
        return typed("object");
    }

    /** An object with these fields: names and schemas in turn. */
    public static Value.Document object(Object... namesAndSchemas) {
        Value.Document.Builder properties = Value.Document.builder();
        for (int i = 0; i < namesAndSchemas.length; i += 2) {
            properties.put((String) namesAndSchemas[i], (Value.Document) namesAndSchemas[i + 1]);
        }
        return typed("object").toBuilder().put("properties", properties.build()).build();
    }

    /** A schema described once, under {@code components}. */
    public static Value.Document reference(String name) {
        return Value.Document.builder()
                .put("$ref", "#/components/schemas/" + name)
                .build();
    }

    private static Value.Document typed(String type) {
        return Value.Document.builder().put("type", type).build();
    }
}
