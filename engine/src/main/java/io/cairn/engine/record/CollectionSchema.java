package io.cairn.engine.record;

import io.cairn.engine.codec.ByteReader;
import io.cairn.engine.codec.ByteWriter;
import io.cairn.engine.codec.ValueCodec;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What the documents of a collection look like: a part of JSON Schema that names properties, their types, and which are
 * required. Fields that it does not name are free. Bytes: format 0x01, then the schema as DAG-CBOR.
 *
 * @param source the JSON Schema object
 * @param properties in the order of their names
 */
public record CollectionSchema(Value.Document source, List<Property> properties) {
    /** Most properties of one schema. */
    public static final int PROPERTIES_MAX = 200;

    private static final int FORMAT = 0x01;
    private static final int NAME_LENGTH_MAX = 63;
    private static final String NOT_SUPPORTED = "schema-not-supported";
    private static final String MALFORMED = "schema-malformed";

    public CollectionSchema {
        properties = List.copyOf(properties);
    }

    /** A property of the documents. */
    public record Property(String name, Kind kind, boolean isRequired) {}

    /** JSON Schema's types. Null is of none of them. */
    public enum Kind {
        /** A text. */
        STRING,
        /** A whole number. */
        INTEGER,
        /** Any number. */
        NUMBER,
        /** True or false. */
        BOOLEAN,
        /** A document. */
        OBJECT,
        /** A list. */
        ARRAY;

        /** Whether a value is of the type. */
        public boolean fits(Value value) {
            return switch (this) {
                case STRING -> value instanceof Value.Text;
                case INTEGER -> value instanceof Value.Int;
                case NUMBER -> value instanceof Value.Int || value instanceof Value.Double;
                case BOOLEAN -> value instanceof Value.Bool;
                case OBJECT -> value instanceof Value.Document;
                case ARRAY -> value instanceof Value.Array;
            };
        }

        /** JSON Schema's word. */
        public String word() {
            return switch (this) {
                case STRING -> "string";
                case INTEGER -> "integer";
                case NUMBER -> "number";
                case BOOLEAN -> "boolean";
                case OBJECT -> "object";
                case ARRAY -> "array";
            };
        }

        private static Kind of(Value word, String at) {
            for (Kind kind : values()) {
                if (word instanceof Value.Text(var text) && text.equals(kind.word())) {
                    return kind;
                }
            }
            throw refused(NOT_SUPPORTED, at, "a type is one of string, integer, number, boolean, object, array");
        }
    }

    /**
     * Reads a JSON Schema.
     *
     * @throws CairnException.Incorrect {@code schema-malformed}, or {@code schema-not-supported} for what is not carried out here
     */
    public static CollectionSchema of(Value.Document source) {
        List<Property> properties = new ArrayList<>();
        TreeSet<String> required = new TreeSet<>();
        for (Map.Entry<String, Value> field : source) {
            String at = "data/schema/" + field.getKey();
            switch (field.getKey()) {
                case "$schema", "title", "description" -> text(field.getValue(), at);
                case "type" -> {
                    if (!field.getValue().equals(Value.of("object"))) {
                        throw refused(MALFORMED, at, "the documents of a collection are of type object");
                    }
                }
                case "additionalProperties" -> {
                    if (!field.getValue().equals(Value.of(true))) {
                        throw refused(NOT_SUPPORTED, at, "fields that a schema does not name are free");
                    }
                }
                case "required" -> names(field.getValue(), at, required);
                case "properties" -> {}
                default -> throw refused(NOT_SUPPORTED, at, "this word of JSON Schema is not carried out here");
            }
        }
        if (source.get("properties") instanceof Value.Document named) {
            for (Map.Entry<String, Value> property : named) {
                properties.add(property(property, required));
            }
        } else {
            throw refused(MALFORMED, "data/schema/properties", "a schema has properties, an object");
        }
        if (properties.size() > PROPERTIES_MAX) {
            throw refused(
                    NOT_SUPPORTED, "data/schema/properties", "a schema has at most " + PROPERTIES_MAX + " properties");
        }
        if (!required.isEmpty()) {
            throw refused(MALFORMED, "data/schema/required", "what is required is a property: " + required.first());
        }
        return new CollectionSchema(source, properties);
    }

    private static Property property(Map.Entry<String, Value> property, TreeSet<String> required) {
        String name = property.getKey();
        String at = "data/schema/properties/" + name;
        if (!isName(name)) {
            throw refused(
                    NOT_SUPPORTED,
                    at,
                    "a property's name is letters, digits and _, begins with a letter and has at most "
                            + NAME_LENGTH_MAX + " characters");
        }
        if (!(property.getValue() instanceof Value.Document rules) || rules.get("type") == null) {
            throw refused(MALFORMED, at, "a property is an object with a type");
        }
        for (Map.Entry<String, Value> rule : rules) {
            switch (rule.getKey()) {
                case "type" -> {}
                case "title", "description" -> text(rule.getValue(), at);
                default ->
                    throw refused(
                            NOT_SUPPORTED,
                            at + "/" + rule.getKey(),
                            "this word of JSON Schema is not carried out here");
            }
        }
        Value type = rules.get("type");
        return new Property(name, Kind.of(type == null ? Value.none() : type, at + "/type"), required.remove(name));
    }

    private static boolean isName(String name) {
        boolean isName = !name.isEmpty() && name.length() <= NAME_LENGTH_MAX;
        for (int i = 0; i < name.length() && isName; i++) {
            char c = name.charAt(i);
            boolean isLetter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            isName = isLetter || i > 0 && (c == '_' || c >= '0' && c <= '9');
        }
        return isName;
    }

    private static void text(Value value, String at) {
        if (!(value instanceof Value.Text)) {
            throw refused(MALFORMED, at, "a text is expected");
        }
    }

    private static void names(Value value, String at, TreeSet<String> names) {
        if (!(value instanceof Value.Array(var all))) {
            throw refused(MALFORMED, at, "a list of names is expected");
        }
        for (Value name : all) {
            if (!(name instanceof Value.Text(var text)) || !names.add(text)) {
                throw refused(MALFORMED, at, "a list of names is expected, each once");
            }
        }
    }

    private static CairnException refused(String code, String at, String what) {
        return new CairnException.Incorrect(code, at, what);
    }

    /** Demands that a document fits; {@code schema-violation} names the field that does not. */
    public void require(Value.Document document) {
        for (Property property : properties) {
            Value value = document.get(property.name());
            boolean fits =
                    value == null ? !property.isRequired() : property.kind().fits(value);
            if (!fits) {
                throw new CairnException.Refused(
                        "schema-violation",
                        "data/documents/" + property.name(),
                        value == null
                                ? "the schema requires the field " + property.name()
                                : "by the schema the field " + property.name() + " is of type "
                                        + property.kind().word());
            }
        }
    }

    /** The stored bytes. */
    public byte[] encode() {
        ByteWriter writer = new ByteWriter(256).u8(FORMAT);
        ValueCodec.encode(source, writer);
        return writer.toBytes();
    }

    /** Parses stored bytes. */
    public static CollectionSchema decode(byte[] bytes) {
        ByteReader reader = new ByteReader(bytes);
        int format = reader.u8();
        if (format != FORMAT) {
            throw refused("format-unknown", "schema", "unknown schema format " + format);
        }
        if (!(ValueCodec.decode(reader) instanceof Value.Document source)) {
            throw refused("bytes-malformed", "schema", "a stored schema is an object");
        }
        reader.expectEnd();
        return of(source);
    }
}
