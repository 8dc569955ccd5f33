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
 * numbers, text with text); {@code ==}, {@code !=} and {@code in} compare by the total order of
 * values. No condition holds on a document that lacks the field.
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
        IN("in");

        private final String symbol;

        Operator(String symbol) {
            this.symbol = symbol;
        }

        static Operator of(String symbol, String at) {
            for (Operator operator : values()) {
                if (operator.symbol.equals(symbol)) {
                    return operator;
                }
            }
            throw new CairnException.Incorrect(
                    "query-operator-unknown", at, "operators are == != < <= > >= in; others are not built");
        }
    }

    boolean isEquality() {
        return operator == Operator.EQUAL;
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
            case IN -> contains(((Value.Array) value).values(), found);
        };
    }

    private static boolean contains(List<Value> values, Value found) {
        for (Value candidate : values) {
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
