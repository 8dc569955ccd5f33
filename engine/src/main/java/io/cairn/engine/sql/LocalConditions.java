package io.cairn.engine.sql;

import io.cairn.h2.deterministic.Deterministic;
import io.cairn.h2.expression.Expression;
import io.cairn.h2.expression.ExpressionColumn;
import io.cairn.h2.expression.Parameter;
import io.cairn.h2.expression.ValueExpression;
import io.cairn.h2.expression.condition.CompareLike;
import io.cairn.h2.expression.condition.Comparison;
import io.cairn.h2.expression.condition.ConditionAndOr;
import io.cairn.h2.expression.condition.ConditionAndOrN;
import io.cairn.h2.expression.condition.ConditionInConstantSet;
import io.cairn.h2.expression.condition.ConditionInList;
import io.cairn.h2.index.Index;
import io.cairn.h2.table.Column;
import io.cairn.h2.table.Plan;
import io.cairn.h2.table.PlanItem;
import io.cairn.h2.table.TableFilter;
import java.util.ArrayList;
import java.util.List;

/**
 * The conditions of a query that are about one table alone, and how many of its rows they are likely to leave: of what
 * is compared for being equal a tenth, of what has a bound a third.
 */
record LocalConditions(List<Local> all) {
    private static final int ALL = 1000;
    private static final int EQUAL = 100;
    private static final int BOUND = 333;
    private static final int LIST_MAX = 500;

    /** Conditions are seldom independent of each other: together they are not taken to leave less. */
    private static final double LEFT_MIN = 2.0 / ALL;

    /**
     * A condition.
     *
     * @param columns that it names, all of the table
     * @param left how many rows of a thousand
     */
    record Local(TableFilter table, List<Column> columns, int left) {
        boolean isWithin(Index index) {
            return columns.stream().allMatch(column -> index.getColumnIndex(column) >= 0);
        }
    }

    /** Of a query; the same for every order of its tables, and found once. */
    static LocalConditions of(Plan plan) {
        if (plan.allConditions.length == 0) {
            return new LocalConditions(List.of());
        }
        Expression owner = plan.allConditions[0];
        if (Deterministic.kept(owner) instanceof LocalConditions known) {
            return known;
        }
        List<Local> found = new ArrayList<>();
        for (Expression condition : plan.allConditions) {
            collect(condition, found);
        }
        LocalConditions conditions = new LocalConditions(List.copyOf(found));
        Deterministic.keep(owner, conditions);
        return conditions;
    }

    private static void collect(Expression condition, List<Local> found) {
        boolean isAnd = condition instanceof ConditionAndOr two && two.getAndOrType() == ConditionAndOr.AND
                || condition instanceof ConditionAndOrN many && many.getAndOrType() == ConditionAndOr.AND;
        if (isAnd) {
            for (int i = 0; i < condition.getSubexpressionCount(); i++) {
                collect(condition.getSubexpression(i), found);
            }
            return;
        }
        int left = left(condition);
        List<ExpressionColumn> columns = new ArrayList<>();
        if (left < ALL && columns(condition, columns) && !columns.isEmpty()) {
            TableFilter table = columns.getFirst().getTableFilter();
            if (table != null && columns.stream().allMatch(column -> table.equals(column.getTableFilter()))) {
                found.add(new Local(
                        table, columns.stream().map(ExpressionColumn::getColumn).toList(), left));
            }
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

    /** Whether it is of columns and known values alone. */
    private static boolean columns(Expression expression, List<ExpressionColumn> found) {
        if (expression instanceof ExpressionColumn column) {
            return found.add(column);
        }
        int count = expression.getSubexpressionCount();
        for (int i = 0; i < count; i++) {
            if (!columns(expression.getSubexpression(i), found)) {
                return false;
            }
        }
        return count > 0 || expression instanceof ValueExpression || expression instanceof Parameter;
    }

    /** How many rows of one are left by the conditions that the search has not met already. */
    double left(TableFilter table, PlanItem item) {
        double left = 1;
        for (Local local : all) {
            if (local.table.equals(table) && !(item.getMasks() != null && local.isWithin(item.getIndex()))) {
                left = left * local.left / ALL;
            }
        }
        return Math.max(LEFT_MIN, left);
    }
}
