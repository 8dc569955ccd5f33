package io.cairn.engine.schema;

import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Values as the library's trees: documents as views that count what is looked at, schemas as copies. */
final class Nodes {
    static final JsonNodeFactory FACTORY = JsonNodeFactory.instance;

    private Nodes() {}

    /** A view of a value. */
    static JsonNode view(Value value, Meter meter) {
        return switch (value) {
            case Value.Document document -> new ObjectView(document, meter);
            case Value.Array array -> new ArrayView(array, meter);
            default -> leaf(value);
        };
    }

    /** A copy of a value. */
    static JsonNode copy(Value value) {
        return switch (value) {
            case Value.Document document -> {
                Map<String, JsonNode> members = new LinkedHashMap<>();
                for (Map.Entry<String, Value> field : document) {
                    members.put(field.getKey(), copy(field.getValue()));
                }
                yield new ObjectNode(FACTORY, members);
            }
            case Value.Array(var values) -> {
                List<JsonNode> elements = new ArrayList<>(values.size());
                for (Value element : values) {
                    elements.add(copy(element));
                }
                yield new ArrayNode(FACTORY, elements);
            }
            default -> leaf(value);
        };
    }

    private static JsonNode leaf(Value value) {
        return switch (value) {
            case Value.Text text -> new TextView(text);
            case Value.Int(var number) -> LongNode.valueOf(number);
            case Value.Double(var number) -> DoubleNode.valueOf(number);
            case Value.Bool(var truth) -> BooleanNode.valueOf(truth);
            case Value.Bytes bytes -> new BytesView(bytes);
            default -> NullNode.getInstance();
        };
    }

    /** The value of a view, a copy, or a name that the library hands on as a text. */
    static Value value(JsonNode node) {
        return switch (node) {
            case View view -> view.value();
            case StringNode text -> Value.of(text.stringValue());
            case LongNode number -> Value.of(number.longValue());
            case DoubleNode number -> Value.of(number.doubleValue());
            case BooleanNode truth -> Value.of(truth.booleanValue());
            case ArrayNode array -> {
                List<Value> elements = new ArrayList<>(array.size());
                array.forEach(element -> elements.add(value(element)));
                yield new Value.Array(elements);
            }
            case ObjectNode object -> {
                LinkedHashMap<String, Value> members = new LinkedHashMap<>();
                object.properties().forEach(member -> members.put(member.getKey(), value(member.getValue())));
                yield Value.Document.wrap(members);
            }
            default -> Value.none();
        };
    }
}
