package io.cairn.engine.sql;

import io.cairn.h2.deterministic.Deterministic;
import io.cairn.h2.expression.Expression;
import io.cairn.h2.expression.ExpressionColumn;
import io.cairn.h2.expression.ExpressionVisitor;
import io.cairn.h2.expression.condition.CompareLike;
import io.cairn.h2.expression.condition.Comparison;
import io.cairn.h2.expression.condition.ConditionAndOr;
import io.cairn.h2.expression.condition.ConditionAndOrN;
import io.cairn.h2.expression.condition.ConditionInConstantSet;
import io.cairn.h2.expression.condition.ConditionInList;
import io.cairn.h2.table.Plan;
import io.cairn.h2.table.PlanItem;
import io.cairn.h2.table.TableFilter;
import java.util.ArrayList;
import java.util.List;

/**
 * How many rows of a table the conditions of a query are likely to leave: of what is compared for being equal a tenth, of
 * what has a bound a third.
 *
 * @param parts how many expressions the conditions consist of
 */
record Selectivity(List<Condition> conditions, int parts) {
    private static final int ALL = 1000;
    private static final int EQUAL = 100;
    private static final int BOUND = 333;
    private static final int LIST_MAX = 500;

    /** Conditions are seldom independent of each other: together they are not taken to leave less. */
    private static final double LEFT_MIN = 2.0 / ALL;

    /**
     * A condition.
     *
     * @param columns that it names
     * @param left how many rows of a thousand
     */
    record Condition(Expression expression, List<ExpressionColumn> columns, int left) {
        /** Whether it can be known now, and could not without a table. */
        boolean isDecidedBy(TableFilter table) {
            return columns.stream().anyMatch(column -> table.equals(column.getTableFilter()))
                    && (columns.size() == 1 || expression.isEverything(ExpressionVisitor.EVALUATABLE_VISITOR));
        }

        /** Whether a search of a table has met it. */
        boolean isMet(TableFilter table, PlanItem item) {
            return item.getMasks() != null
                    && columns.stream()
                            .filter(column -> table.equals(column.getTableFilter()))
                            .allMatch(column -> item.getIndex().getColumnIndex(column.getColumn()) >= 0);
        }
    }

    /** Of the conditions of a query; the same for every order of its tables, and found once. */
    static Selectivity of(Plan plan) {
        if (plan.allConditions.length == 0) {
            return new Selectivity(List.of(), 0);
        }
        Expression owner = plan.allConditions[0];
        if (Deterministic.kept(owner) instanceof Selectivity known) {
            return known;
        }
        List<Condition> found = new ArrayList<>();
        int parts = 0;
        for (Expression condition : plan.allConditions) {
            collect(condition, found);
            parts += parts(condition);
        }
        Selectivity selectivity = new Selectivity(List.copyOf(found), parts);
        Deterministic.keep(owner, selectivity);
        return selectivity;
    }

    private static int parts(Expression expression) {
        int parts = 1;
        for (int i = 0; i < expression.getSubexpressionCount(); i++) {
            parts += parts(expression.getSubexpression(i));
        }
        return parts;
    }

    private static void collect(Expression condition, List<Condition> found) {
        boolean isAnd = condition instanceof ConditionAndOr two && two.getAndOrType() == ConditionAndOr.AND
                || condition instanceof ConditionAndOrN many && many.getAndOrType() == ConditionAndOr.AND;
        if (isAnd) {
            for (int i = 0; i < condition.getSubexpressionCount(); i++) {
                collect(condition.getSubexpression(i), found);
            }
            return;
        }
        int left = left(condition);
        List<Expression> sources = left < ALL ? Sources.of(condition) : null;
        if (sources != null) {
            List<ExpressionColumn> columns = sources.stream()
                    .filter(ExpressionColumn.class::isInstance)
                    .map(ExpressionColumn.class::cast)
                    .toList();
            found.add(new Condition(condition, columns, left));
        }
    }

    private static int left(Expression condition) {
        if (condition instanceof Comparison comparison) {
            return switch (comparison.compareType) {
                case Comparison.EQUAL -> EQUAL;
                case Comparison.SMALLER, Comparison.BIGGER, Comparison.SMALLER_EQUAL, Comparison.BIGGER_EQUAL -> BOUND;
                default -> ALL;
            };
        }
        boolean isList = condition instanceof ConditionInConstantSet set && !set.not
                || condition instanceof ConditionInList list && !list.not;
        if (isList) {
            return Math.min(LIST_MAX, EQUAL * (condition.getSubexpressionCount() - 1));
        }
        return condition instanceof CompareLike like && !like.not ? EQUAL : ALL;
    }

    /** How many rows of one are left by the conditions that a search of a table, the last one so far, has not met already. */
    double left(TableFilter table, PlanItem item) {
        double left = 1;
        for (Condition condition : conditions) {
            if (condition.isDecidedBy(table) && !condition.isMet(table, item)) {
                left = left * condition.left / ALL;
            }
        }
        return Math.max(LEFT_MIN, left);
    }
}
