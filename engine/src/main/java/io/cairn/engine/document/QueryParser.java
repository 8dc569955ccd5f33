package io.cairn.engine.document;

import io.cairn.engine.codec.Json;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.FieldPath;
import io.cairn.engine.mutation.IndexField;
import io.cairn.engine.mutation.Names;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one query, option by option, then checks what they say together. */
final class QueryParser {
    static final String MALFORMED = "query-malformed";

    private static final int CONDITIONS_MAX = 20;
    private static final int LIST_MAX = 100;

    /** Conditions, orders, two bounds and a limit. */
    private static final int OPTIONS_MAX = CONDITIONS_MAX + IndexField.FIELDS_MAX + 3;

    private final List<Condition> conditions = new ArrayList<>();
    private final List<Order> sorts = new ArrayList<>();
    private final QueryBounds bounds = new QueryBounds();
    private int limit;

    private QueryParser() {}

    static Query parse(Value options) {
        if (!(options instanceof Value.Array array)) {
            throw malformed("", "a query is an array of options");
        }
        if (array.values().size() > OPTIONS_MAX) {
            throw malformed("", "a query has at most " + OPTIONS_MAX + " options");
        }
        QueryParser parser = new QueryParser();
        for (int i = 0; i < array.values().size(); i++) {
            parser.option(array.values().get(i), "query/" + i);
        }
        return parser.query(array);
    }

    private void option(Value option, String at) {
        switch (option) {
            case Value.Int number -> limit(number.value(), at);
            case Value.Array array when QueryBounds.isBound(array) -> bounds.add(array, at);
            case Value.Array array when array.values().size() == 3 -> condition(array, at);
            case Value.Array array
            when array.values().size() == 1 || array.values().size() == 2 -> sort(array, at);
            default ->
                throw malformed(
                        at,
                        "an option is a limit, [field, operator, value], [field, \"asc\" | \"desc\"] or a bound such as"
                                + " [\"startAt\", value]: " + shown(option));
        }
    }

    private void limit(long number, String at) {
        if (limit != 0) {
            throw malformed(at, "only one limit is allowed: " + number);
        }
        if (number < 1 || number > Query.LIMIT_MAX) {
            throw malformed(at, "a limit is 1 to " + Query.LIMIT_MAX + ": " + number);
        }
        limit = (int) number;
    }

    private void sort(Value.Array option, String at) {
        FieldPath path = path(option.values().getFirst(), at + "/0");
        boolean descending =
                option.values().size() == 2 && isDescending(option.values().get(1), at + "/1");
        for (Order earlier : sorts) {
            if (Query.isId(earlier.path())) {
                throw new CairnException.Incorrect(
                        "query-order",
                        at,
                        "no order can be behind the id, which no two documents share: " + shown(option));
            }
            if (earlier.path().equals(path)) {
                throw new CairnException.Incorrect("query-order", at, "a field is sorted by once: " + shown(option));
            }
        }
        if (sorts.size() == IndexField.FIELDS_MAX) {
            throw new CairnException.Incorrect(
                    "query-order", at, "a query has at most " + IndexField.FIELDS_MAX + " orders");
        }
        sorts.add(new Order(path, descending));
    }

    private static boolean isDescending(Value value, String at) {
        if (value.equals(Value.of("desc"))) {
            return true;
        }
        if (value.equals(Value.of("asc"))) {
            return false;
        }
        throw malformed(at, "an order is asc or desc: " + shown(value));
    }

    private void condition(Value.Array option, String at) {
        FieldPath path = path(option.values().get(0), at + "/0");
        if (!(option.values().get(1) instanceof Value.Text symbol)) {
            throw malformed(at + "/1", "an operator is a text: " + shown(option));
        }
        Condition.Operator operator = Condition.Operator.of(symbol.value(), at + "/1");
        Value value = option.values().get(2);
        if (operator.takesList()) {
            value = distinct(value, operator, at + "/2");
        }
        Condition condition = new Condition(path, operator, value);
        if (Query.isId(path)) {
            requireTexts(condition, at + "/2");
        }
        requireFits(condition, option, at);
        if (conditions.size() == CONDITIONS_MAX) {
            throw malformed(at, "a query has at most " + CONDITIONS_MAX + " conditions");
        }
        conditions.add(condition);
    }

    private static Value distinct(Value value, Condition.Operator operator, String at) {
        if (!(value instanceof Value.Array array) || array.values().size() > LIST_MAX) {
            throw malformed(
                    at, operator.symbol() + " takes an array of at most " + LIST_MAX + " values: " + shown(value));
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

    private static void requireTexts(Condition condition, String at) {
        for (Value candidate : condition.values()) {
            if (!(candidate instanceof Value.Text) || condition.operator().isArray()) {
                throw malformed(at, "_id is a text and compared with texts: " + shown(candidate));
            }
        }
    }

    /** Refuses what makes no order together with the conditions before it. */
    private void requireFits(Condition added, Value.Array option, String at) {
        for (Condition earlier : conditions) {
            String fault = fault(earlier, added);
            if (fault != null) {
                throw new CairnException.Incorrect("query-conditions", at, fault + ": " + shown(option));
            }
        }
    }

    private static @Nullable String fault(Condition earlier, Condition added) {
        boolean sameField = earlier.path().equals(added.path());
        Condition.Operator first = earlier.operator();
        Condition.Operator second = added.operator();
        if (first.isArray() && second.isArray()) {
            return "only one array-contains or array-contains-any is allowed";
        }
        if (first.isArray() || second.isArray()) {
            return null;
        }
        if (second == Condition.Operator.EQUAL) {
            if (first != Condition.Operator.EQUAL) {
                return "== must come before other comparisons";
            }
            return sameField ? "only one == for a field is allowed" : null;
        }
        if (first == Condition.Operator.EQUAL) {
            return sameField ? "a field with == cannot be compared in another way" : null;
        }
        if (first.isChoice() || second.isChoice()) {
            return "only one !=, in or not-in is allowed, and then no < <= > >=";
        }
        if (!sameField) {
            return "< <= > >= must be on one field";
        }
        return isLower(first) == isLower(second) ? "a field has one lower and one upper limit" : null;
    }

    private static boolean isLower(Condition.Operator operator) {
        return operator == Condition.Operator.GREATER || operator == Condition.Operator.AT_LEAST;
    }

    private Query query(Value.Array source) {
        List<Order> orders = new ArrayList<>();
        boolean isFirst = true;
        boolean idDescending = !sorts.isEmpty() && sorts.getLast().descending();
        boolean byId = false;
        Condition leading = leading();
        for (Order sort : sorts) {
            boolean isFixed = isFixed(sort.path());
            if (isFirst && !isFixed && leading != null) {
                if (leading.operator().isRange() && !leading.path().equals(sort.path()) && !Query.isId(sort.path())) {
                    throw new CairnException.Incorrect(
                            "query-order",
                            "query",
                            "the first order must be " + leading.path() + ", which has < <= > or >=, not "
                                    + sort.path());
                }
                isFirst = false;
            }
            if (Query.isId(sort.path())) {
                idDescending = sort.descending();
                byId = true;
                break;
            }
            if (!isFixed) {
                orders.add(sort);
                idDescending = sort.descending();
            }
        }
        if (orders.isEmpty() && !byId && leading != null && !Query.isId(leading.path())) {
            orders.add(new Order(leading.path(), false));
            idDescending = false;
        }
        if (bounds.hasValues() && !conditions.isEmpty()) {
            throw new CairnException.Incorrect(
                    QueryBounds.CODE, "query", "a bound by values cannot stand with conditions; one by a cursor can");
        }
        return new Query(
                new Query.Parts(
                        conditions,
                        orders,
                        idDescending,
                        bounds.start(orders, byId),
                        bounds.end(orders, byId),
                        limit == 0 ? Query.LIMIT_MAX : limit),
                source);
    }

    /** The first condition that is neither == nor an array's: its field gives an order. */
    private @Nullable Condition leading() {
        for (Condition condition : conditions) {
            if (!condition.isEquality() && !condition.operator().isArray()) {
                return condition;
            }
        }
        return null;
    }

    private boolean isFixed(FieldPath path) {
        return conditions.stream()
                .anyMatch(
                        condition -> condition.isEquality() && condition.path().equals(path));
    }

    private static FieldPath path(Value value, String at) {
        if (!(value instanceof Value.Text text)) {
            throw malformed(at, "a field is a text: " + shown(value));
        }
        if (text.value().equals(Names.ID_ALIAS)) {
            return new FieldPath(List.of(Names.ID));
        }
        FieldPath path = FieldPath.parse(text.value(), at);
        if (path.names().getFirst().equals(Names.OWNER)) {
            throw new CairnException.Unsupported(at, "queries by owner are not built");
        }
        return path;
    }

    static CairnException malformed(String at, String message) {
        return new CairnException.Incorrect(MALFORMED, at, message);
    }

    /** A value for a message, cut to a fit length. */
    static String shown(Value value) {
        return Names.shown(Json.print(value));
    }
}
