package io.cairn.engine.record;

import io.cairn.engine.codec.ByteReader;
import io.cairn.engine.codec.ByteWriter;
import io.cairn.engine.codec.ValueCodec;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The JSON Schema of a collection as it is stored, and the properties that SQL shows as columns. Whether documents fit
 * it is not said here. Bytes: format 0x01, then the schema as DAG-CBOR.
 *
 * @param source the JSON Schema object
 * @param properties of the object's {@code properties}, those whose names can be columns, in their order, at most {@link
 *     #PROPERTIES_MAX}
 */
public record CollectionSchema(Value.Document source, List<Property> properties) {
    /** Most properties that are columns. */
    public static final int PROPERTIES_MAX = 200;

    private static final int FORMAT = 0x01;
    private static final int NAME_LENGTH_MAX = 63;

    public CollectionSchema {
        properties = List.copyOf(properties);
    }

    /** A property of the documents that is a column. */
    public record Property(String name, Kind kind) {}

    /** What values a property has. */
    public enum Kind {
        /** A text. */
        STRING,
        /** A whole number of 64 bits. */
        INTEGER,
        /** Any number. */
        NUMBER,
        /** True or false. */
        BOOLEAN,
        /** Any value: an object or a list, or where the schema does not name just one type. */
        ANY
    }

    /** Reads which properties are columns of a JSON Schema. */
    public static CollectionSchema of(Value.Document source) {
        List<Property> properties = new ArrayList<>();
        if (source.get("properties") instanceof Value.Document named) {
            for (Map.Entry<String, Value> property : named) {
                if (isName(property.getKey()) && properties.size() < PROPERTIES_MAX) {
                    properties.add(new Property(property.getKey(), kind(property.getValue())));
                }
            }
        }
        return new CollectionSchema(source, properties);
    }

    private static Kind kind(Value schema) {
        if (!(schema instanceof Value.Document rules) || !(rules.get("type") instanceof Value.Text(var type))) {
            return Kind.ANY;
        }
        return switch (type) {
            case "string" -> Kind.STRING;
            case "integer" -> Kind.INTEGER;
            case "number" -> Kind.NUMBER;
            case "boolean" -> Kind.BOOLEAN;
            default -> Kind.ANY;
        };
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
            throw new CairnException.Incorrect("format-unknown", "schema", "unknown schema format " + format);
        }
        if (!(ValueCodec.decode(reader) instanceof Value.Document source)) {
            throw new CairnException.Incorrect("bytes-malformed", "schema", "a stored schema is an object");
        }
        reader.expectEnd();
        return of(source);
    }
}
