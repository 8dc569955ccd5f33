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
    private final List<Value.Array> bounds = new ArrayList<>();
    private final List<Value.Array> sorts = new ArrayList<>();
    private int limit = 1_000;

    NaiveQuery(Value.Array options) {
        for (Value option : options.values()) {
            if (option instanceof Value.Int number) {
                limit = (int) number.value();
            } else if (List.of("startAt", "startAfter", "endAt", "endBefore").contains(text((Value.Array) option, 0))) {
                bounds.add((Value.Array) option);
            } else if (((Value.Array) option).values().size() == 3) {
                conditions.add((Value.Array) option);
            } else {
                sorts.add((Value.Array) option);
            }
        }
        if (sorts.isEmpty()) {
            conditions.stream()
                    .filter(condition -> !text(condition, 1).equals("==")
                            && !text(condition, 1).startsWith("array"))
                    .findFirst()
                    .ifPresent(condition ->
                            sorts.add(new Value.Array(List.of(condition.values().getFirst()))));
        }
    }

    private static String text(Value.Array array, int index) {
        return ((Value.Text) array.values().get(index)).value();
    }

    private static boolean descending(Value.Array sort) {
        return sort.values().size() == 2 && text(sort, 1).equals("desc");
    }

    private boolean isOpen(Value.Array sort) {
        return conditions.stream()
                .noneMatch(condition ->
                        text(condition, 1).equals("==") && text(condition, 0).equals(text(sort, 0)));
    }

    /** Whether documents alike in all orders come by descending id: as the last order does that == leaves open. */
    private boolean idDescending() {
        List<Value.Array> open = sorts.stream().filter(this::isOpen).toList();
        List<Value.Array> deciding = open.isEmpty() ? sorts : open;
        return !deciding.isEmpty() && descending(deciding.getLast());
    }

    List<String> run(TreeMap<String, Value.Document> documents) {
        Comparator<Map.Entry<String, Value.Document>> comparator = (left, right) -> {
            for (Value.Array sort : sorts) {
                int byValue = at(left, text(sort, 0)).compareTo(at(right, text(sort, 0)));
                if (byValue != 0) {
                    return descending(sort) ? -byValue : byValue;
                }
            }
            int byId = left.getKey().compareTo(right.getKey());
            return idDescending() ? -byId : byId;
        };
        return documents.entrySet().stream()
                .filter(entry -> sorts.stream().allMatch(sort -> at(entry, text(sort, 0)) != null))
                .filter(entry -> conditions.stream().allMatch(condition -> holds(condition, entry)))
                .filter(entry -> bounds.stream().allMatch(bound -> isWithin(bound, entry)))
                .sorted(comparator)
                .limit(limit)
                .map(Map.Entry::getKey)
                .toList();
    }

    private boolean isWithin(Value.Array bound, Map.Entry<String, Value.Document> entry) {
        int place = place(bound, entry);
        return switch (text(bound, 0)) {
            case "startAt" -> place >= 0;
            case "startAfter" -> place > 0;
            case "endAt" -> place <= 0;
            default -> place < 0;
        };
    }

    private int place(Value.Array bound, Map.Entry<String, Value.Document> entry) {
        Value.Document cursor =
                bound.values().get(1) instanceof Value.Document fields && fields.has("__cursor__") ? fields : null;
        Map.Entry<String, Value.Document> other = cursor == null
                ? null
                : Map.entry(((Value.Text) cursor.get("id")).value(), (Value.Document) cursor.get("data"));
        for (int i = 0; i < sorts.size(); i++) {
            if (other == null && i + 1 >= bound.values().size()) {
                return 0;
            }
            String path = text(sorts.get(i), 0);
            Value wanted = other == null ? bound.values().get(i + 1) : at(other, path);
            int byValue = at(entry, path).compareTo(wanted);
            if (byValue != 0 && isOpen(sorts.get(i))) {
                return descending(sorts.get(i)) ? -byValue : byValue;
            }
        }
        if (other == null) {
            return 0;
        }
        int byId = entry.getKey().compareTo(other.getKey());
        return idDescending() ? -byId : byId;
    }

    private static @Nullable Value at(Map.Entry<String, Value.Document> entry, String path) {
        if (path.equals("_id") || path.equals("__id__")) {
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
            case "in" -> has(wanted, found);
            case "not-in" -> !has(wanted, found);
            case "array-contains" -> found instanceof Value.Array && has(found, wanted);
            default ->
                found instanceof Value.Array array && array.values().stream().anyMatch(one -> has(wanted, one));
        };
    }

    private static boolean has(Value array, Value one) {
        return ((Value.Array) array).values().stream().anyMatch(element -> element.compareTo(one) == 0);
    }

    private static Class<?> kind(Value value) {
        return value instanceof Value.Double ? Value.Int.class : value.getClass();
    }
}
