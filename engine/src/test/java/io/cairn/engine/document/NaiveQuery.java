package io.cairn.engine.document;

import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A query read anew from its JSON and run by looking at every document. */
final class NaiveQuery {
    private final List<Value.Array> conditions = new ArrayList<>();
    private @Nullable String order;
    private boolean descending;
    private int limit = 1_000;

    NaiveQuery(Value.Array options) {
        for (Value option : options.values()) {
            if (option instanceof Value.Int number) {
                limit = (int) number.value();
            } else if (option instanceof Value.Array array && array.values().size() == 3) {
                conditions.add(array);
            } else if (option instanceof Value.Array array) {
                order = text(array, 0);
                descending = array.values().size() == 2 && text(array, 1).equals("desc");
            }
        }
        for (Value.Array condition : conditions) {
            if (order == null && !text(condition, 1).equals("==")) {
                order = text(condition, 0);
            }
        }
    }

    private static String text(Value.Array array, int index) {
        return ((Value.Text) array.values().get(index)).value();
    }

    List<String> run(TreeMap<String, Value.Document> documents) {
        Comparator<Map.Entry<String, Value.Document>> byId = Map.Entry.comparingByKey();
        String by = order == null ? "_id" : order;
        Comparator<Map.Entry<String, Value.Document>> comparator =
                Comparator.<Map.Entry<String, Value.Document>, Value>comparing(entry -> at(entry, by))
                        .thenComparing(byId);
        return documents.entrySet().stream()
                .filter(entry -> at(entry, by) != null)
                .filter(entry -> conditions.stream().allMatch(condition -> holds(condition, entry)))
                .sorted(descending ? comparator.reversed() : comparator)
                .limit(limit)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static @Nullable Value at(Map.Entry<String, Value.Document> entry, String path) {
        if (path.equals("_id")) {
            return Value.of(entry.getKey());
        }
        Value value = entry.getValue();
        for (String name : path.split("\\.")) {
            value = value instanceof Value.Document document ? document.get(name) : null;
        }
        return value;
    }

    private static boolean holds(Value.Array condition, Map.Entry<String, Value.Document> entry) {
        Value found = at(entry, text(condition, 0));
        Value wanted = condition.values().get(2);
        if (found == null) {
            return false;
        }
        int order = found.compareTo(wanted);
        boolean alike = kind(found) == kind(wanted);
        return switch (text(condition, 1)) {
            case "==" -> order == 0;
            case "!=" -> order != 0;
            case "<" -> alike && order < 0;
            case "<=" -> alike && order <= 0;
            case ">" -> alike && order > 0;
            case ">=" -> alike && order >= 0;
            default -> ((Value.Array) wanted).values().stream().anyMatch(one -> one.compareTo(found) == 0);
        };
    }

    private static Class<?> kind(Value value) {
        return value instanceof Value.Double ? Value.Int.class : value.getClass();
    }
}
