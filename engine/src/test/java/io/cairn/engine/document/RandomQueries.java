package io.cairn.engine.document;

import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.FieldPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;

/** Queries of every form that is allowed, on a collection of documents. */
final class RandomQueries {
    private static final List<String> PATHS = List.of("a", "b", "o.x", "o.y.z", "o", "none");
    private static final List<String> RANGES = List.of("<", "<=", ">", ">=");
    private static final List<String> CHOICES = List.of("!=", "in", "not-in");

    private final SplittableRandom random;
    private final TreeMap<String, Value.Document> documents;
    private final Function<SplittableRandom, Value> values;
    private final List<Value> options = new ArrayList<>();

    RandomQueries(
            SplittableRandom random,
            TreeMap<String, Value.Document> documents,
            Function<SplittableRandom, Value> values) {
        this.random = random;
        this.documents = documents;
        this.values = values;
    }

    Value.Array next() {
        options.clear();
        List<String> free = new ArrayList<>(PATHS);
        if (random.nextInt(4) == 0) {
            free.add(random.nextBoolean() ? "_id" : "__id__");
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            String path = take(free);
            option(path, "==", value(path));
        }
        if (random.nextInt(4) == 0) {
            boolean any = random.nextBoolean();
            option("t", any ? "array-contains-any" : "array-contains", any ? list("t") : value("t"));
        }
        String leading = random.nextBoolean() ? leading(take(free)) : null;
        sorts(free, leading);
        if (random.nextInt(3) == 0) {
            bound(random.nextBoolean() ? "startAt" : "startAfter");
        }
        if (random.nextInt(4) == 0) {
            bound(random.nextBoolean() ? "endAt" : "endBefore");
        }
        if (random.nextBoolean()) {
            options.add(Value.of(1 + random.nextInt(random.nextBoolean() ? 5 : 1_000)));
        }
        return new Value.Array(options);
    }

    private String take(List<String> free) {
        return free.remove(random.nextInt(free.size()));
    }

    private void option(String path, String operator, Value value) {
        options.add(new Value.Array(List.of(Value.of(path), Value.of(operator), value)));
    }

    /** A condition that gives an order; null where the order may be another. */
    private String leading(String path) {
        if (random.nextBoolean()) {
            String operator = CHOICES.get(random.nextInt(CHOICES.size()));
            option(path, operator, operator.equals("!=") ? value(path) : list(path));
            return random.nextBoolean() ? path : null;
        }
        int first = random.nextInt(4);
        option(path, RANGES.get(first), value(path));
        if (random.nextInt(3) == 0) {
            option(path, RANGES.get((first + 2) % 4), value(path));
        }
        return path;
    }

    private void sorts(List<String> free, String leading) {
        int count = random.nextInt(4) == 0 ? 2 : random.nextInt(2);
        for (int i = 0; i < count; i++) {
            String path = i == 0 && leading != null ? leading : take(free);
            if (path.endsWith("id") || path.endsWith("id__")) {
                count = 0;
            }
            options.add(new Value.Array(
                    random.nextInt(3) == 0
                            ? List.of(Value.of(path))
                            : List.of(Value.of(path), Value.of(random.nextInt(3) == 0 ? "asc" : "desc"))));
        }
    }

    /** A cursor, or where there are no conditions perhaps values of the orders. */
    private void bound(String word) {
        List<Value.Array> sorts = new ArrayList<>();
        boolean conditions = false;
        for (Value option : options) {
            Value.Array array = (Value.Array) option;
            boolean isBound = ((Value.Text) array.values().getFirst()).value().matches("start.*|end.*");
            conditions |= array.values().size() == 3 && !isBound;
            if (array.values().size() < 3 && !isBound) {
                sorts.add(array);
            }
        }
        List<Value> bound = new ArrayList<>(List.of(Value.of(word)));
        if (!conditions && !sorts.isEmpty() && random.nextBoolean()) {
            for (Value.Array sort : sorts.subList(0, 1 + random.nextInt(sorts.size()))) {
                bound.add(value(((Value.Text) sort.values().getFirst()).value()));
            }
        } else {
            List<String> ids = documents.keySet().stream()
                    .filter(id -> hasOrders(documents.get(id)))
                    .toList();
            if (ids.isEmpty()) {
                return;
            }
            String id = ids.get(random.nextInt(ids.size()));
            bound.add(Value.Document.builder()
                    .put("id", id)
                    .put("data", documents.get(id))
                    .put("__cursor__", Value.of(true))
                    .build());
        }
        options.add(new Value.Array(bound));
    }

    private boolean hasOrders(Value.Document document) {
        return options.stream().allMatch(option -> {
            List<Value> values = ((Value.Array) option).values();
            String path = ((Value.Text) values.getFirst()).value();
            return path.matches("start.*|end.*|_.*")
                    || FieldPath.parse(path, "").find(document) != null;
        });
    }

    private Value list(String path) {
        List<Value> list = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            list.add(value(path));
        }
        return new Value.Array(list);
    }

    /** Mostly one that some document has. */
    private Value value(String path) {
        List<Map.Entry<String, Value.Document>> all = List.copyOf(documents.entrySet());
        Map.Entry<String, Value.Document> one = all.get(random.nextInt(all.size()));
        if (path.endsWith("id") || path.equals("__id__")) {
            return Value.of(one.getKey());
        }
        Value found = path.equals("t")
                ? one.getValue().get("t") instanceof Value.Array array
                                && !array.values().isEmpty()
                        ? array.values().get(random.nextInt(array.values().size()))
                        : null
                : FieldPath.parse(path, "").find(one.getValue());
        return found == null || random.nextInt(6) == 0 ? values.apply(random) : found;
    }
}
