package io.cairn.engine.document;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.FieldPath;
import io.cairn.engine.mutation.Names;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A query of the documents of one collection.
 *
 * <p>Written as an array of options in any order: {@code [field, operator, value]} is a condition,
 * {@code [field]} or {@code [field, "asc" | "desc"]} the order, a number the limit (1 to 1,000, which
 * is also the default). The field {@code _id} is the id. Without an order, documents come by the field of
 * the first condition that is not {@code ==}, else by id; ties come by id; {@code desc} turns the whole
 * order round. Documents that lack the field of the order are not in the answer.
 */
public final class Query {
    /** Most documents in one answer. */
    public static final int LIMIT_MAX = 1_000;

    private static final int CONDITIONS_MAX = 20;
    private static final int IN_MAX = 100;

    private final List<Condition> conditions;
    private final @Nullable FieldPath order;
    private final boolean descending;
    private final int limit;
    private final Value.Array source;

    private Query(
            List<Condition> conditions, @Nullable FieldPath order, boolean descending, int limit, Value.Array source) {
        this.conditions = conditions;
        this.order = order;
        this.descending = descending;
        this.limit = limit;
        this.source = source;
    }

    /** The query that lists all documents by id. */
    public static Query all() {
        return parse(new Value.Array(List.of()));
    }

    /** Parses the array of options; codes start with {@code query-}. */
    public static Query parse(Value options) {
        if (!(options instanceof Value.Array array)) {
            throw malformed("", "a query is an array of options");
        }
        if (array.values().size() > CONDITIONS_MAX + 2) {
            throw malformed("", "a query has at most " + CONDITIONS_MAX + " conditions");
        }
        List<Condition> conditions = new ArrayList<>();
        FieldPath order = null;
        boolean descending = false;
        int limit = 0;
        for (int i = 0; i < array.values().size(); i++) {
            String at = "query/" + i;
            switch (array.values().get(i)) {
                case Value.Int number -> limit = limit(number.value(), limit, at);
                case Value.Array option when option.values().size() == 3 -> conditions.add(condition(option, at));
                case Value.Array option
                when option.values().size() == 1 || option.values().size() == 2 -> {
                    if (order != null) {
                        throw malformed(at, "only one order is built; more need an index of several fields");
                    }
                    order = path(option.values().getFirst(), at + "/0");
                    descending = option.values().size() == 2
                            && isDescending(option.values().get(1), at + "/1");
                }
                default -> throw malformed(at, "an option is a limit, [field, operator, value] or [field, order]");
            }
        }
        return new Query(
                List.copyOf(conditions),
                order == null ? impliedOrder(conditions) : ordered(order),
                descending,
                limit == 0 ? LIMIT_MAX : limit,
                array);
    }

    private static @Nullable FieldPath impliedOrder(List<Condition> conditions) {
        for (Condition condition : conditions) {
            if (!condition.isEquality()) {
                return ordered(condition.path());
            }
        }
        return null;
    }

    private static @Nullable FieldPath ordered(FieldPath path) {
        return isId(path) ? null : path;
    }

    private static int limit(long number, int earlier, String at) {
        if (earlier != 0) {
            throw malformed(at, "only one limit is allowed");
        }
        if (number < 1 || number > LIMIT_MAX) {
            throw malformed(at, "a limit is 1 to " + LIMIT_MAX);
        }
        return (int) number;
    }

    private static Condition condition(Value.Array option, String at) {
        FieldPath path = path(option.values().get(0), at + "/0");
        if (!(option.values().get(1) instanceof Value.Text symbol)) {
            throw malformed(at + "/1", "an operator is a text");
        }
        Condition.Operator operator = Condition.Operator.of(symbol.value(), at + "/1");
        Value value = option.values().get(2);
        if (operator == Condition.Operator.IN) {
            value = distinct(value, at + "/2");
        }
        if (isId(path)) {
            requireTexts(operator, value, at + "/2");
        }
        return new Condition(path, operator, value);
    }

    private static Value distinct(Value value, String at) {
        if (!(value instanceof Value.Array array) || array.values().size() > IN_MAX) {
            throw malformed(at, "in takes an array of at most " + IN_MAX + " values");
        }
        List<Value> sorted = new ArrayList<>(array.values());
        sorted.sort(null);
        List<Value> distinct = new ArrayList<>();
        for (Value candidate : sorted) {
            if (distinct.isEmpty() || distinct.getLast().compareTo(candidate) != 0) {
                distinct.add(candidate);
            }
        }
        return new Value.Array(distinct);
    }

    private static void requireTexts(Condition.Operator operator, Value value, String at) {
        List<Value> values = operator == Condition.Operator.IN ? ((Value.Array) value).values() : List.of(value);
        for (Value candidate : values) {
            if (!(candidate instanceof Value.Text)) {
                throw malformed(at, "_id is compared with texts");
            }
        }
    }

    private static FieldPath path(Value value, String at) {
        if (!(value instanceof Value.Text text)) {
            throw malformed(at, "a field is a text");
        }
        FieldPath path = FieldPath.parse(text.value(), at);
        if (path.names().getFirst().equals(Names.OWNER)) {
            throw new CairnException.Unsupported(at, "queries by owner are not built");
        }
        return path;
    }

    private static boolean isDescending(Value value, String at) {
        if (value.equals(Value.of("desc"))) {
            return true;
        }
        if (value.equals(Value.of("asc"))) {
            return false;
        }
        throw malformed(at, "an order is asc or desc");
    }

    private static CairnException malformed(String at, String message) {
        return new CairnException.Incorrect("query-malformed", at, message);
    }

    static boolean isId(FieldPath path) {
        return path.names().size() == 1 && path.names().getFirst().equals(Names.ID);
    }

    List<Condition> conditions() {
        return conditions;
    }

    /** The field of the order, or null for the id. */
    @Nullable
    FieldPath order() {
        return order;
    }

    boolean descending() {
        return descending;
    }

    int limit() {
        return limit;
    }

    /** The query as it was written. */
    public Value.Array source() {
        return source;
    }
}
