package io.cairn.engine.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;
import org.h2.value.Value;
import org.h2.value.ValueNull;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** What {@link JsonCalls} names, for tests: JSON is taken and given as text. */
public final class JsonForTests {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonForTests() {}

    /** As {@link JsonCalls#GET}. */
    public static String get(String json, Value key) {
        return written(found(json, key == null || key == ValueNull.INSTANCE ? null : List.of(step(key))));
    }

    /** As {@link JsonCalls#TEXT}. */
    public static String text(String json, Value key) {
        return plain(found(json, key == null || key == ValueNull.INSTANCE ? null : List.of(step(key))));
    }

    /** As {@link JsonCalls#PATH}. */
    public static String path(String json, String path) {
        return written(found(json, steps(path, "{,} ")));
    }

    /** As {@link JsonCalls#PATH_TEXT}. */
    public static String path_text(String json, String path) {
        return plain(found(json, steps(path, "{,} ")));
    }

    /** As {@link JsonCalls#VALUE}. */
    public static String value(String json, String path) {
        JsonNode node = found(json, steps(path, "$.[]"));
        return node == null || node.isContainer() ? null : plain(node);
    }

    /** As {@link JsonCalls#QUERY}. */
    public static String query(String json, String path) {
        return written(found(json, steps(path, "$.[]")));
    }

    /** As {@link JsonCalls#EXISTS}. */
    public static Boolean exists(String json, String path) {
        return json == null ? null : found(json, steps(path, "$.[]")) != null;
    }

    /** As {@link JsonCalls#TYPE}. */
    public static String type(String json) {
        if (json == null) {
            return null;
        }
        return switch (JSON.readTree(json).getNodeType()) {
            case OBJECT -> "object";
            case ARRAY -> "array";
            case STRING -> "string";
            case NUMBER -> "number";
            case BOOLEAN -> "boolean";
            default -> "null";
        };
    }

    /** As {@link JsonCalls#LENGTH}. */
    public static Integer length(String json) {
        return json == null ? null : JSON.readTree(json).size();
    }

    private static Object step(Value key) {
        return key.getValueType() == Value.INTEGER ? (Object) key.getInt() : key.getString();
    }

    private static List<Object> steps(String path, String marks) {
        if (path == null) {
            return null;
        }
        List<Object> steps = new ArrayList<>();
        StringTokenizer split = new StringTokenizer(path, marks);
        while (split.hasMoreTokens()) {
            String step = split.nextToken();
            steps.add(step.matches("-?[0-9]+") ? (Object) Integer.valueOf(step) : step);
        }
        return steps;
    }

    private static JsonNode found(String json, List<?> steps) {
        if (json == null || steps == null) {
            return null;
        }
        JsonNode node = JSON.readTree(json);
        for (Object step : steps) {
            if (node == null) {
                return null;
            }
            if (step instanceof Integer index) {
                int place = index < 0 ? node.size() + index : index;
                node = node.isArray() && place >= 0 ? node.get(place) : null;
            } else {
                node = node.isObject() ? node.get(step.toString()) : null;
            }
        }
        return node;
    }

    private static String written(JsonNode node) {
        return node == null ? null : node.toString();
    }

    private static String plain(JsonNode node) {
        return node == null || node.isNull() ? null : node.isString() ? node.asString() : node.toString();
    }
}
