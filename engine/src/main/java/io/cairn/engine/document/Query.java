package io.cairn.engine.document;

import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.FieldPath;
import io.cairn.engine.mutation.Names;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A query of the documents of one collection.
 *
 * <p>Written as an array of options: {@code [field, operator, value]} is a condition, {@code [field]} or {@code [field,
 * "asc" | "desc"]} an order, {@code ["startAt" | "startAfter" | "endAt" | "endBefore", value…]} a bound, a number the limit
 * (1 to 1,000, which is also the default). The field {@code _id}, or {@code __id__}, is the id. Without an order,
 * documents come by the field of the condition that is neither {@code ==} nor an array's, else by id; ties come by id in
 * the direction of the last order. Documents that lack a field of a condition or an order are not in the answer. All rules
 * are in {@code docs/queries.md}.
 */
public final class Query {
    /** Most documents in one answer. */
    public static final int LIMIT_MAX = 1_000;

    private final List<Condition> conditions;
    private final List<Order> orders;
    private final boolean idDescending;
    private final @Nullable Bound start;
    private final @Nullable Bound end;
    private final int limit;
    private final Value.Array source;

    /** What a query is made of; see the accessors. */
    record Parts(
            List<Condition> conditions,
            List<Order> orders,
            boolean idDescending,
            @Nullable Bound start,
            @Nullable Bound end,
            int limit) {}

    Query(Parts parts, Value.Array source) {
        this.conditions = List.copyOf(parts.conditions());
        this.orders = List.copyOf(parts.orders());
        this.idDescending = parts.idDescending();
        this.start = parts.start();
        this.end = parts.end();
        this.limit = parts.limit();
        this.source = source;
    }

    /** The query that lists all documents by id. */
    public static Query all() {
        return parse(new Value.Array(List.of()));
    }

    /** Parses the array of options; codes start with {@code query-}, or are {@code path-malformed}. */
    public static Query parse(Value options) {
        return QueryParser.parse(options);
    }

    static boolean isId(FieldPath path) {
        return path.names().size() == 1 && path.names().getFirst().equals(Names.ID);
    }

    List<Condition> conditions() {
        return conditions;
    }

    /** The condition on a path with an operator, or null. */
    @Nullable
    Condition condition(FieldPath path, Condition.Operator operator) {
        for (Condition condition : conditions) {
            if (condition.operator() == operator && condition.path().equals(path)) {
                return condition;
            }
        }
        return null;
    }

    /** The orders that conditions leave open, without the id, which is behind them. */
    List<Order> orders() {
        return orders;
    }

    /** Whether documents that are alike in all orders come by descending id. */
    boolean idDescending() {
        return idDescending;
    }

    @Nullable
    Bound start() {
        return start;
    }

    @Nullable
    Bound end() {
        return end;
    }

    int limit() {
        return limit;
    }

    /** The order of the answer. */
    Comparator<StoredDocument> comparator() {
        return (left, right) -> {
            for (Order order : orders) {
                int byValue = order.value(left).compareTo(order.value(right));
                if (byValue != 0) {
                    return order.descending() ? -byValue : byValue;
                }
            }
            int byId = left.id().compareTo(right.id());
            return idDescending ? -byId : byId;
        };
    }

    /** Whether a document is in the answer, were there no limit. */
    boolean takes(StoredDocument document) {
        for (Condition condition : conditions) {
            Value value = isId(condition.path())
                    ? Value.of(document.id())
                    : condition.path().find(document.fields());
            if (!condition.holds(value)) {
                return false;
            }
        }
        for (Order order : orders) {
            if (order.path().find(document.fields()) == null) {
                return false;
            }
        }
        return isBehindStart(document) && isBeforeEnd(document);
    }

    private boolean isBehindStart(StoredDocument document) {
        int place = start == null ? 1 : start.compare(document, this);
        return place > 0 || (start != null && start.isInclusive() && place == 0);
    }

    private boolean isBeforeEnd(StoredDocument document) {
        int place = end == null ? -1 : end.compare(document, this);
        return place < 0 || (end != null && end.isInclusive() && place == 0);
    }

    /** The query as it was written. */
    public Value.Array source() {
        return source;
    }
}
