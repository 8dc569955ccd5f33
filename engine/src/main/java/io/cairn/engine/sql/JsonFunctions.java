package io.cairn.engine.sql;

import static io.cairn.engine.sql.SystemFunctions.MANY;
import static io.cairn.engine.sql.SystemFunctions.integer;
import static io.cairn.engine.sql.SystemFunctions.lenient;
import static io.cairn.engine.sql.SystemFunctions.refused;
import static io.cairn.engine.sql.SystemFunctions.strict;
import static io.cairn.engine.sql.SystemFunctions.text;
import static io.cairn.engine.sql.SystemFunctions.typed;

import io.cairn.engine.dialect.JsonCalls;
import io.cairn.h2.deterministic.Json;
import io.cairn.h2.value.TypeInfo;
import io.cairn.h2.value.Value;
import io.cairn.h2.value.ValueBoolean;
import io.cairn.h2.value.ValueJson;
import io.cairn.h2.value.ValueNull;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Functions on JSON, which is PostgreSQL's jsonb whatever a column calls it. */
final class JsonFunctions {
    private static final TypeInfo TEXT = TypeInfo.TYPE_VARCHAR;
    private static final TypeInfo JSON = TypeInfo.TYPE_JSON;
    private static final TypeInfo TRUTH = TypeInfo.TYPE_BOOLEAN;

    private JsonFunctions() {}

    static List<SystemFunction.Definition> all() {
        List<SystemFunction.Definition> all = new ArrayList<>(reading());
        all.addAll(rows());
        all.addAll(making());
        return all;
    }

    private static List<SystemFunction.Definition> reading() {
        return List.of(
                ours(JsonCalls.GET, JSON, arguments -> value(got(arguments))),
                ours(JsonCalls.TEXT, TEXT, arguments -> plain(got(arguments))),
                ours(JsonCalls.PATH, JSON, arguments -> value(atPath(arguments))),
                ours(JsonCalls.PATH_TEXT, TEXT, arguments -> plain(atPath(arguments))),
                ours(JsonCalls.VALUE, TEXT, arguments -> scalar(found(arguments))),
                ours(JsonCalls.QUERY, JSON, arguments -> only(found(arguments))),
                ours(
                        JsonCalls.EXISTS,
                        TRUTH,
                        arguments -> ValueBoolean.get(!found(arguments).isEmpty())),
                strict("json_type", 1, 1, TEXT, arguments -> text(type(json(arguments[0])))),
                strict(
                        "json_length",
                        1,
                        1,
                        TypeInfo.TYPE_INTEGER,
                        arguments -> integer(elements(arguments[0]).size())),
                strict("json_extract", 1, MANY, JSON, arguments -> value(extracted(arguments))),
                strict("json_extract_text", 1, MANY, TEXT, arguments -> plain(extracted(arguments))),
                strict(
                        "json_first",
                        2,
                        2,
                        JSON,
                        arguments -> found(arguments).isEmpty()
                                ? ValueNull.INSTANCE
                                : value(found(arguments).getFirst())),
                strict("json_all", 2, 2, JSON, arguments -> value(new Json.Elements(found(arguments)))),
                strict(
                        "json_has",
                        2,
                        2,
                        TRUTH,
                        arguments -> ValueBoolean.get(has(json(arguments[0]), TextFunctions.cell(arguments[1])))),
                strict(
                        "json_has_any",
                        2,
                        2,
                        TRUTH,
                        arguments -> ValueBoolean.get(
                                texts(arguments[1]).stream().anyMatch(name -> has(json(arguments[0]), name)))),
                strict(
                        "json_has_all",
                        2,
                        2,
                        TRUTH,
                        arguments -> ValueBoolean.get(
                                texts(arguments[1]).stream().allMatch(name -> has(json(arguments[0]), name)))),
                strict("json_pretty", 1, 1, TEXT, arguments -> text(JsonWriter.pretty(json(arguments[0])))));
    }

    /** What a table function has a row for each of, as arrays. */
    private static List<SystemFunction.Definition> rows() {
        return List.of(
                typed(
                        "json_elements",
                        1,
                        1,
                        true,
                        _ -> ArrayFunctions.of(JSON),
                        arguments -> ArrayFunctions.array(JSON, each(elements(arguments[0]), JsonFunctions::value))),
                typed(
                        "json_elements_text",
                        1,
                        1,
                        true,
                        _ -> ArrayFunctions.TEXTS,
                        arguments -> ArrayFunctions.array(TEXT, each(elements(arguments[0]), JsonFunctions::plain))),
                typed(
                        "json_keys",
                        1,
                        1,
                        true,
                        _ -> ArrayFunctions.TEXTS,
                        arguments -> ArrayFunctions.texts(
                                List.copyOf(members(arguments[0]).keySet()))),
                typed(
                        "json_values",
                        1,
                        1,
                        true,
                        _ -> ArrayFunctions.of(JSON),
                        arguments -> ArrayFunctions.array(
                                JSON, each(List.copyOf(members(arguments[0]).values()), JsonFunctions::value))),
                typed(
                        "json_values_text",
                        1,
                        1,
                        true,
                        _ -> ArrayFunctions.TEXTS,
                        arguments -> ArrayFunctions.array(
                                TEXT, each(List.copyOf(members(arguments[0]).values()), JsonFunctions::plain))));
    }

    private static List<SystemFunction.Definition> making() {
        return List.of(
                strict("to_json", 1, 1, JSON, arguments -> value(JsonWriter.of(arguments[0]))),
                lenient("json_object", 0, MANY, JSON, JsonFunctions::object),
                strict("json_of_pairs", 1, 1, JSON, arguments -> ofPairs(elements(arguments[0]))),
                lenient(
                        "json_array",
                        0,
                        MANY,
                        JSON,
                        arguments -> value(new Json.Elements(
                                Arrays.stream(arguments).map(JsonWriter::of).toList()))),
                strict("json_set", 3, 4, JSON, JsonFunctions::set),
                strict(
                        "json_strip_nulls",
                        1,
                        1,
                        JSON,
                        arguments -> value(JsonContent.withoutNulls(json(arguments[0])))),
                strict(
                        "json_concat",
                        2,
                        2,
                        JSON,
                        arguments -> value(JsonContent.joined(json(arguments[0]), json(arguments[1])))),
                strict("json_delete", 2, 2, JSON, JsonFunctions::deleted),
                strict("json_delete_path", 2, 2, JSON, arguments -> {
                    List<String> path = texts(arguments[1]);
                    return path.isEmpty()
                            ? value(json(arguments[0]))
                            : value(JsonContent.without(json(arguments[0]), path));
                }));
    }

    private static SystemFunction.Definition ours(String name, TypeInfo type, SystemFunction.Body body) {
        return strict(name.substring(SystemFunctions.PREFIX.length()), 2, 2, type, body);
    }

    /** A value of JSON, or of a text that holds it. */
    static Json json(Value value) {
        ValueJson json =
                value.getValueType() == Value.JSON ? (ValueJson) value : ValueJson.fromJson(TextFunctions.cell(value));
        return Json.read(json.getString());
    }

    static Value value(@Nullable Json json) {
        return json == null ? ValueNull.INSTANCE : ValueJson.fromJson(json.text());
    }

    /** As text: a string without its quotes, null as NULL. */
    private static Value plain(@Nullable Json json) {
        return switch (json) {
            case null -> ValueNull.INSTANCE;
            case Json.Nothing _ -> ValueNull.INSTANCE;
            case Json.Text(var string) -> text(string);
            default -> text(json.text());
        };
    }

    private static List<Value> each(List<Json> all, Function<Json, Value> made) {
        return all.stream().map(made).toList();
    }

    private static @Nullable Json got(Value[] arguments) {
        Json json = json(arguments[0]);
        return switch (arguments[1].getValueType()) {
            case Value.TINYINT, Value.SMALLINT, Value.INTEGER, Value.BIGINT ->
                JsonContent.element(json, arguments[1].getLong());
            default -> JsonContent.member(json, TextFunctions.cell(arguments[1]));
        };
    }

    private static @Nullable Json atPath(Value[] arguments) {
        return JsonContent.at(json(arguments[0]), texts(arguments[1]));
    }

    /** The elements of an array of texts, or of its text such as <code>{a,0,"b c"}</code>. */
    private static List<String> texts(Value array) {
        if (array.getValueType() == Value.ARRAY) {
            return ArrayFunctions.list(array).stream().map(TextFunctions::cell).toList();
        }
        String text = TextFunctions.cell(array).trim();
        if (!text.startsWith("{") || !text.endsWith("}")) {
            throw refused("22P02", "no array of texts: " + text);
        }
        return new ArrayText(text).elements();
    }

    private static @Nullable Json extracted(Value[] arguments) {
        List<String> path = Arrays.stream(arguments, 1, arguments.length)
                .map(TextFunctions::cell)
                .toList();
        return JsonContent.at(json(arguments[0]), path);
    }

    /** What stands there, which has the number of an element or the name of a member; NULL for nothing. */
    static Value subscripted(Value json, Value subscript) {
        return value(extracted(new Value[] {json, subscript}));
    }

    private static List<Json> found(Value[] arguments) {
        return JsonPath.read(TextFunctions.cell(arguments[1])).find(json(arguments[0]));
    }

    private static Value scalar(List<Json> found) {
        boolean isScalar = found.size() == 1
                && !(found.getFirst() instanceof Json.Members)
                && !(found.getFirst() instanceof Json.Elements);
        return isScalar ? plain(found.getFirst()) : ValueNull.INSTANCE;
    }

    private static Value only(List<Json> found) {
        return found.size() == 1 ? value(found.getFirst()) : ValueNull.INSTANCE;
    }

    /** PostgreSQL's word for what kind of JSON it is. */
    static String type(Json json) {
        return switch (json) {
            case Json.Members _ -> "object";
            case Json.Elements _ -> "array";
            case Json.Text _ -> "string";
            case Json.Number _ -> "number";
            case Json.Truth _ -> "boolean";
            case Json.Nothing _ -> "null";
        };
    }

    private static List<Json> elements(Value value) {
        if (!(json(value) instanceof Json.Elements(var elements))) {
            throw refused("22023", "JSON that is no array has no elements");
        }
        return elements;
    }

    private static NavigableMap<String, Json> members(Value value) {
        if (!(json(value) instanceof Json.Members(var members))) {
            throw refused("22023", "JSON that is no object has no members");
        }
        return members;
    }

    /** Whether there is a member, or an element that is this string. */
    private static boolean has(Json json, String name) {
        return switch (json) {
            case Json.Members(var members) -> members.containsKey(name);
            case Json.Elements(var elements) -> elements.contains(new Json.Text(name));
            case Json.Text(var string) -> string.equals(name);
            default -> false;
        };
    }

    private static Value object(Value[] arguments) {
        NavigableMap<String, Json> members = Json.members();
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            if (SystemFunction.isNull(arguments[i])) {
                throw refused("22023", "the name of a member is not NULL");
            }
            members.put(TextFunctions.cell(arguments[i]), JsonWriter.of(arguments[i + 1]));
        }
        return value(new Json.Members(members));
    }

    private static Value ofPairs(List<Json> pairs) {
        NavigableMap<String, Json> members = Json.members();
        for (Json pair : pairs) {
            List<Json> both = ((Json.Elements) pair).elements();
            String name = switch (both.getFirst()) {
                case Json.Nothing _ -> throw refused("22023", "the name of a member is not NULL");
                case Json.Text(var string) -> string;
                case Json other -> other.text();
            };
            members.put(name, both.getLast());
        }
        return value(new Json.Members(members));
    }

    private static Value set(Value[] arguments) {
        List<String> path = texts(arguments[1]);
        boolean isMade = arguments.length < 4 || arguments[3].getBoolean();
        Json json = json(arguments[0]);
        return value(path.isEmpty() ? json : JsonContent.set(json, path, json(arguments[2]), isMade));
    }

    private static Value deleted(Value[] arguments) {
        Json json = json(arguments[0]);
        return switch (arguments[1].getValueType()) {
            case Value.TINYINT, Value.SMALLINT, Value.INTEGER, Value.BIGINT -> {
                if (!(json instanceof Json.Elements)) {
                    throw refused("22023", "only an array has elements to delete");
                }
                yield value(JsonContent.without(json, List.of(arguments[1].getString())));
            }
            default -> value(withoutNames(json, arguments[1]));
        };
    }

    private static Json withoutNames(Json json, Value names) {
        List<String> all = names.getValueType() == Value.ARRAY ? texts(names) : List.of(TextFunctions.cell(names));
        if (json instanceof Json.Elements(var elements)) {
            return new Json.Elements(elements.stream()
                    .filter(element -> !(element instanceof Json.Text(var string) && all.contains(string)))
                    .toList());
        }
        if (!(json instanceof Json.Members(var members))) {
            throw refused("22023", "a scalar has no members to delete");
        }
        NavigableMap<String, Json> left = Json.members();
        left.putAll(members);
        all.forEach(left::remove);
        return new Json.Members(left);
    }
}
