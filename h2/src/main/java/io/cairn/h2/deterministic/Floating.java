package io.cairn.h2.deterministic;

import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where H2 decides what two numbers of different types become, and computes with them. Objects of H2 are named by no type, as this is
 * compiled before them.
 *
 * <p>Threading: the rules are set once, before the first database is opened.
 */
public final class Floating {
    private static volatile @Nullable Rules rules;

    /** Does what H2 is to do. */
    public interface Rules {
        /**
         * The type of two that are compared or computed with, as numbers of H2.
         *
         * @param group what kind of type {@code lower} is, as a number of H2
         */
        int higherType(int higher, int lower, int group);

        /** The {@code TypeInfo} of values of two of them in one place, such as what CASE gives. */
        Object commonType(Object left, Object right);

        /**
         * Whether an index of a column finds every row that a comparison is true of.
         *
         * @param column the {@code TypeInfo} of the column
         * @param compared that as which both sides are compared
         */
        boolean isSafeIndexCondition(Object column, Object compared);

        /**
         * The row that a union gives.
         *
         * @param result the {@code ResultInterface} of one of its queries, at the row
         * @param union the {@code SelectUnion}
         * @return a {@code Value[]}
         */
        Object unionRow(Object result, Object union);

        /** A {@code Value} that becomes a decimal. */
        BigDecimal decimal(Object value);

        /** One {@code Value} and another. */
        Object sum(Object left, Object right);

        /** One {@code Value} less another. */
        Object difference(Object left, Object right);

        /** One {@code Value} times another. */
        Object product(Object left, Object right);

        /**
         * One {@code Value} by another.
         *
         * @param type the {@code TypeInfo} of the quotient
         */
        Object quotient(Object left, Object right, Object type);
    }

    private Floating() {}

    /** Keeps to these rules from now on. */
    public static void use(Rules newRules) {
        rules = newRules;
    }

    private static Rules used() {
        return Objects.requireNonNull(rules, "nobody knows the types of numbers");
    }

    /** {@link Rules#higherType}. */
    public static int higherType(int higher, int lower, int group) {
        return used().higherType(higher, lower, group);
    }

    /** {@link Rules#commonType}. */
    public static Object commonType(Object left, Object right) {
        return used().commonType(left, right);
    }

    /** {@link Rules#isSafeIndexCondition}. */
    public static boolean isSafeIndexCondition(Object column, Object compared) {
        return used().isSafeIndexCondition(column, compared);
    }

    /** {@link Rules#unionRow}. */
    public static Object unionRow(Object result, Object union) {
        return used().unionRow(result, union);
    }

    /** {@link Rules#decimal}. */
    public static BigDecimal decimal(Object value) {
        return used().decimal(value);
    }

    /** {@link Rules#sum}. */
    public static Object sum(Object left, Object right) {
        return used().sum(left, right);
    }

    /** {@link Rules#difference}. */
    public static Object difference(Object left, Object right) {
        return used().difference(left, right);
    }

    /** {@link Rules#product}. */
    public static Object product(Object left, Object right) {
        return used().product(left, right);
    }

    /** {@link Rules#quotient}. */
    public static Object quotient(Object left, Object right, Object type) {
        return used().quotient(left, right, type);
    }
}
