package io.cairn.engine.mutation;

import io.cairn.engine.codec.Json;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one query that writes, argument by argument. */
final class WriteQueryParser {
    /** Most arguments of a query, which are names of a path but one. */
    private static final int ARGUMENTS_MAX = 66;

    /** Every function, in the order in which people are told of them. */
    static final List<String> FUNCTIONS = functions();

    private static final String LENGTH = "query-length";
    private static final String TYPE = "query-type";
    private static final String METHOD = "query-method";
    private static final List<String> NO_METHODS =
            List.of("add", "set", "update", "upsert", "delete", "write", "create", "get");

    private final Value.Array source;
    private final String at;
    private final List<Value> arguments;

    /** How many values stand before {@link #arguments}. */
    private final int skipped;

    private WriteQueryParser(Value.Array source, String at, int skipped) {
        this.source = source;
        this.at = at;
        this.skipped = skipped;
        this.arguments = source.values().subList(skipped, source.values().size());
    }

    static WriteQuery parse(Value value, String at) {
        if (!(value instanceof Value.Array source)
                || source.values().isEmpty()
                || !(source.values().getFirst() instanceof Value.Text word)) {
            throw new CairnException.Incorrect(
                    TYPE,
                    at,
                    "a query is an array that begins with its function, such as [\"set\", {}, \"people\", \"Bob\"]");
        }
        if (source.values().size() > ARGUMENTS_MAX + 1) {
            throw new CairnException.Incorrect(LENGTH, at, "a query has at most " + ARGUMENTS_MAX + " arguments");
        }
        Setting setting = Setting.find(word.value());
        if (setting != null) {
            return SettingParser.parse(setting, source, at);
        }
        return switch (word.value()) {
            case "query" -> custom(source, at);
            case "addIndex" -> new WriteQueryParser(source, at, 1).index(true);
            case "removeIndex" -> new WriteQueryParser(source, at, 1).index(false);
            case "setSchema" -> new WriteQueryParser(source, at, 1).schema();
            case "addOwner", "removeOwner", "addAddressLink", "removeAddressLink" ->
                AccountQueryParser.parse(word.value(), source, at);
            case "creditToken", "withdrawToken" -> TokenQueryParser.parse(word.value(), source, at);
            default -> new WriteQueryParser(source, at, 1).named(word.value());
        };
    }

    private static List<String> functions() {
        List<String> words = new ArrayList<>();
        for (DocumentFunction function : DocumentFunction.values()) {
            words.add(function.word());
        }
        words.addAll(List.of("query", "addIndex", "removeIndex", "setSchema"));
        for (Setting setting : Setting.values()) {
            words.add(setting.word());
        }
        words.addAll(List.of("addOwner", "removeOwner", "addAddressLink", "removeAddressLink"));
        words.addAll(List.of("creditToken", "withdrawToken"));
        return List.copyOf(words);
    }

    /** {@code ["query", "set:follow", …]}, which means what {@code ["set:follow", …]} means. */
    private static WriteQuery custom(Value.Array source, String at) {
        if (source.values().size() < 2 || !(source.values().get(1) instanceof Value.Text(var word))) {
            throw new CairnException.Incorrect(TYPE, at + "/1", "query is followed by a name such as \"set:follow\"");
        }
        if (word.indexOf(':') < 0) {
            throw new CairnException.Incorrect(METHOD, at + "/1", "a method name is required, such as \"set:follow\"");
        }
        return new WriteQueryParser(source, at, 2).named(word);
    }

    private WriteQuery named(String word) {
        int colon = word.indexOf(':');
        DocumentFunction function = DocumentFunction.find(colon < 0 ? word : word.substring(0, colon));
        if (function == null) {
            throw new CairnException.Incorrect(
                    "query-function-unknown",
                    at + "/" + (skipped - 1),
                    "there is no function " + Names.shown(word) + "; those that write are "
                            + String.join(", ", FUNCTIONS));
        }
        String method = colon < 0 ? null : method(word.substring(colon + 1));
        return function == DocumentFunction.DELETE ? delete(method) : write(function, method);
    }

    private String method(String name) {
        String place = at + "/" + (skipped - 1);
        if (name.isEmpty()) {
            throw new CairnException.Incorrect(METHOD, place, "a method name is required, such as \"set:follow\"");
        }
        if (name.indexOf(':') >= 0) {
            throw new CairnException.Incorrect(METHOD, place, "a method name cannot contain \":\"");
        }
        if (NO_METHODS.contains(name)) {
            throw new CairnException.Incorrect(
                    METHOD, place, "a method name cannot be one of " + String.join(", ", NO_METHODS));
        }
        return Names.checked(name, place, METHOD, "a method name");
    }

    private WriteQuery write(DocumentFunction function, @Nullable String method) {
        boolean named = function != DocumentFunction.ADD;
        String form = named ? "data, collection, id" : "data, collection";
        if (arguments.isEmpty()) {
            throw wrongLength(form);
        }
        if (!(arguments.getFirst() instanceof Value.Document data)) {
            throw new CairnException.Incorrect(
                    TYPE, place(0), "the data of a document is an object: " + shown(arguments.getFirst()));
        }
        List<String> path = path(1, arguments.size(), named, form);
        return new WriteQuery.OnDocument(
                function,
                method,
                Names.path(named ? path.subList(0, path.size() - 1) : path, place(1)),
                named ? path.getLast() : null,
                FieldChanges.parse(data, place(0)),
                source);
    }

    private WriteQuery delete(@Nullable String method) {
        List<String> path = path(0, arguments.size(), true, "collection, id");
        return new WriteQuery.OnDocument(
                DocumentFunction.DELETE,
                method,
                Names.path(path.subList(0, path.size() - 1), place(0)),
                path.getLast(),
                FieldChanges.parse(Value.Document.EMPTY, at),
                source);
    }

    /** The fields stand first or last. */
    private WriteQuery index(boolean isAdded) {
        String form = "[[field, \"asc\" | \"desc\"], …], collection";
        if (arguments.isEmpty()) {
            throw wrongLength(form);
        }
        boolean fieldsFirst = arguments.getFirst() instanceof Value.Array;
        int fields = fieldsFirst ? 0 : arguments.size() - 1;
        List<String> path =
                fieldsFirst ? path(1, arguments.size(), false, form) : path(0, arguments.size() - 1, false, form);
        return new WriteQuery.OnIndex(
                isAdded,
                Names.path(path, place(fieldsFirst ? 1 : 0)),
                IndexField.parse(arguments.get(fields), place(fields)),
                source);
    }

    /** The schema stands first or last; alone it is an object of the collection's name and its schema. */
    private WriteQuery schema() {
        String form = "schema, collection";
        if (arguments.size() == 1 && arguments.getFirst() instanceof Value.Document outer && outer.size() == 1) {
            String name = outer.fields().keySet().iterator().next();
            return new WriteQuery.OnSchema(
                    Names.collection(name, place(0)), schema(outer.fields().get(name), place(0)), source);
        }
        if (arguments.size() < 2) {
            throw wrongLength(form);
        }
        boolean schemaFirst = !(arguments.getFirst() instanceof Value.Text);
        int schema = schemaFirst ? 0 : arguments.size() - 1;
        List<String> path =
                schemaFirst ? path(1, arguments.size(), false, form) : path(0, arguments.size() - 1, false, form);
        return new WriteQuery.OnSchema(
                Names.path(path, place(schemaFirst ? 1 : 0)), schema(arguments.get(schema), place(schema)), source);
    }

    private static Value.@Nullable Document schema(@Nullable Value value, String at) {
        return switch (value) {
            case Value.Null _ -> null;
            case Value.Document schema -> schema;
            case null, default ->
                throw new CairnException.Incorrect(TYPE, at, "a schema is an object, or null to remove it");
        };
    }

    /** The names of a path: of a document an even number, of a collection an odd one. */
    private List<String> path(int from, int to, boolean ofDocument, String form) {
        List<String> names = new ArrayList<>();
        for (int i = from; i < to; i++) {
            if (!(arguments.get(i) instanceof Value.Text(var name))) {
                throw new CairnException.Incorrect(
                        TYPE, place(i), "a collection and a document are named by a text: " + shown(arguments.get(i)));
            }
            names.add(name);
        }
        if (names.isEmpty() || names.size() % 2 != (ofDocument ? 0 : 1)) {
            throw wrongLength(form);
        }
        for (int i = 0; i < names.size(); i++) {
            if (i % 2 == 0) {
                Names.simple(names.get(i), place(from + i));
            } else {
                Names.documentId(names.get(i), place(from + i));
            }
        }
        return names;
    }

    private CairnException wrongLength(String form) {
        String function = Json.print(source.values().get(skipped - 1));
        return new CairnException.Incorrect(
                LENGTH,
                at,
                "wrong number of arguments in " + shown(source) + "; write [" + function + ", " + form + "]"
                        + ", for a nested collection with more pairs of collection and document before it");
    }

    private String place(int argument) {
        return at + "/" + (skipped + argument);
    }

    private static String shown(Value value) {
        return Names.shown(Json.print(value));
    }
}
