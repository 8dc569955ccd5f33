package io.cairn.engine.document;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.FieldPath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One condition of a query: {@code [field, operator, value]}.
 *
 * <p>Comparisons with {@code < <= > >=} hold only between values of the same kind (numbers with
 * numbers, text with text); all others compare by the total order of values. No condition holds on a document that lacks
 * the field, and none of an array's on a field that holds no array.
 *
 * @param value what is compared with; of an operator that takes a list the distinct values, in order
 */
record Condition(FieldPath path, Operator operator, Value value) {
    /** How a field is compared. */
    enum Operator {
        EQUAL("=="),
        NOT_EQUAL("!="),
        LESS("<"),
        AT_MOST("<="),
        GREATER(">"),
        AT_LEAST(">="),
        IN("in"),
        NOT_IN("not-in"),
        ARRAY_CONTAINS("array-contains"),
        ARRAY_CONTAINS_ANY("array-contains-any");

        private final String symbol;

        Operator(String symbol) {
            this.symbol = symbol;
        }

        String symbol() {
            return symbol;
        }

        static Operator of(String symbol, String at) {
            for (Operator operator : values()) {
                if (operator.symbol.equals(symbol)) {
                    return operator;
                }
            }
            throw new CairnException.Incorrect(
                    "query-operator-unknown",
                    at,
                    "operators are == != < <= > >= in not-in array-contains array-contains-any");
        }

        boolean isRange() {
            return this == LESS || this == AT_MOST || this == GREATER || this == AT_LEAST;
        }

        /** Whether it is one of {@code !=}, {@code in} and {@code not-in}. */
        boolean isChoice() {
            return this == NOT_EQUAL || this == IN || this == NOT_IN;
        }

        boolean isArray() {
            return this == ARRAY_CONTAINS || this == ARRAY_CONTAINS_ANY;
        }

        boolean takesList() {
            return this == IN || this == NOT_IN || this == ARRAY_CONTAINS_ANY;
        }
    }

    boolean isEquality() {
        return operator == Operator.EQUAL;
    }

    /** What is compared with: one value, or those of a list. */
    List<Value> values() {
        return operator.takesList() ? ((Value.Array) value).values() : List.of(value);
    }

    boolean holds(@Nullable Value found) {
        if (found == null) {
            return false;
        }
        return switch (operator) {
            case EQUAL -> found.compareTo(value) == 0;
            case NOT_EQUAL -> found.compareTo(value) != 0;
            case LESS -> sameKind(found) && found.compareTo(value) < 0;
            case AT_MOST -> sameKind(found) && found.compareTo(value) <= 0;
            case GREATER -> sameKind(found) && found.compareTo(value) > 0;
            case AT_LEAST -> sameKind(found) && found.compareTo(value) >= 0;
            case IN -> contains(found);
            case NOT_IN -> !contains(found);
            case ARRAY_CONTAINS, ARRAY_CONTAINS_ANY ->
                found instanceof Value.Array array && array.values().stream().anyMatch(this::contains);
        };
    }

    private boolean contains(Value found) {
        for (Value candidate : values()) {
            if (candidate.compareTo(found) == 0) {
                return true;
            }
        }
        return false;
    }

    private boolean sameKind(Value found) {
        return kind(found) == kind(value);
    }

    private static int kind(Value value) {
        return value instanceof Value.Bool ? 1 : value.rank();
    }
}
