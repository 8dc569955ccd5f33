package io.cairn.h2.deterministic;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where H2 asks what it costs to go through the tables of a query in an order. Objects of H2 are named by no type, as this
 * is compiled before them.
 *
 * <p>Threading: the estimator is set once, before the first database is opened.
 */
public final class JoinOrders {
    private static volatile @Nullable Estimator estimator;

    /** Tells what an order costs. */
    @FunctionalInterface
    public interface Estimator {
        /**
         * Does what H2's {@code Plan.calculateCost} is to do.
         *
         * @param plan the {@code Plan}
         * @param session the {@code SessionLocal}
         * @param columns the {@code AllColumnsForPlan}
         */
        double cost(Object plan, Object session, Object columns, boolean isSelect);
    }

    private JoinOrders() {}

    /** Asks this estimator from now on. */
    public static void use(Estimator newEstimator) {
        estimator = newEstimator;
    }

    /** {@link Estimator#cost}. */
    public static double cost(Object plan, Object session, Object columns, boolean isSelect) {
        return Objects.requireNonNull(estimator, "nobody estimates orders").cost(plan, session, columns, isSelect);
    }
}
