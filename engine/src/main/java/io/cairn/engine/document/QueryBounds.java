package io.cairn.engine.document;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.IndexField;
import io.cairn.engine.mutation.Names;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The bounds of one query as they are written: by values of its orders, or by a cursor. */
final class QueryBounds {
    static final String CODE = "query-bound";

    private static final List<String> STARTS = List.of("startAt", "startAfter");
    private static final List<String> ENDS = List.of("endAt", "endBefore");

    private @Nullable Written start;
    private @Nullable Written end;

    /** A bound whose values are not yet compared with the orders. */
    private record Written(Value.Array option, String at) {
        private String word() {
            return ((Value.Text) option.values().getFirst()).value();
        }

        private List<Value> values() {
            return option.values().subList(1, option.values().size());
        }

        Value.@Nullable Document cursor() {
            return values().size() == 1
                            && values().getFirst() instanceof Value.Document fields
                            && fields.has(StoredDocument.CURSOR)
                    ? fields
                    : null;
        }

        boolean isInclusive() {
            return word().equals("startAt") || word().equals("endAt");
        }
    }

    /** Whether an option is a bound: no field of an order or condition can have the name of one. */
    static boolean isBound(Value.Array option) {
        return !option.values().isEmpty()
                && option.values().getFirst() instanceof Value.Text(var word)
                && (STARTS.contains(word) || ENDS.contains(word));
    }

    void add(Value.Array option, String at) {
        Written bound = new Written(option, at);
        if (bound.values().isEmpty()) {
            throw refused(at, bound.word() + " has no value");
        }
        if (bound.values().size() > IndexField.FIELDS_MAX + 1) {
            throw refused(at, "a bound has at most as many values as there are orders");
        }
        if (STARTS.contains(bound.word())) {
            if (start != null) {
                throw refused(at, "only one startAt or startAfter is allowed");
            }
            start = bound;
        } else {
            if (end != null) {
                throw refused(at, "only one endAt or endBefore is allowed");
            }
            end = bound;
        }
    }

    boolean hasValues() {
        return (start != null && start.cursor() == null) || (end != null && end.cursor() == null);
    }

    /** The start for these orders, with the id behind them where {@code byId}. */
    @Nullable
    Bound start(List<Order> orders, boolean byId) {
        return start == null ? null : bound(start, orders, byId);
    }

    @Nullable
    Bound end(List<Order> orders, boolean byId) {
        return end == null ? null : bound(end, orders, byId);
    }

    private static Bound bound(Written written, List<Order> orders, boolean byId) {
        Value.Document cursor = written.cursor();
        if (cursor != null) {
            return atCursor(cursor, orders, written.isInclusive(), written.at() + "/1");
        }
        List<Value> values = new ArrayList<>();
        String id = null;
        for (int i = 0; i < written.values().size(); i++) {
            Value value = written.values().get(i);
            if (i < orders.size()) {
                values.add(value);
            } else if (i == orders.size() && byId && value instanceof Value.Text(var text)) {
                id = text;
            } else if (i == orders.size() && byId) {
                throw refused(written.at() + "/" + (i + 1), "an id is a text: " + QueryParser.shown(value));
            } else {
                throw refused(written.at() + "/" + (i + 1), "an order must exist for " + QueryParser.shown(value));
            }
        }
        return new Bound(values, id, written.isInclusive());
    }

    static CairnException refused(String at, String message) {
        return new CairnException.Incorrect(CODE, at, message);
    }

    private static Bound atCursor(Value.Document cursor, List<Order> orders, boolean isInclusive, String at) {
        if (!Value.of(true).equals(cursor.get(StoredDocument.CURSOR))
                || !(cursor.get("id") instanceof Value.Text(var id))
                || !(cursor.get("data") instanceof Value.Document data)) {
            throw refused(at, "a cursor is an object as cget shows it: " + QueryParser.shown(cursor));
        }
        Names.documentId(id, at + "/id");
        List<Value> values = new ArrayList<>();
        for (Order order : orders) {
            Value value = order.path().find(data);
            if (value == null) {
                throw refused(at + "/data", "the cursor lacks the field of an order: " + order.path());
            }
            values.add(value);
        }
        return new Bound(values, id, isInclusive);
    }
}
