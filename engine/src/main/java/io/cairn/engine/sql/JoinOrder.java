package io.cairn.engine.sql;

import io.cairn.h2.command.query.AllColumnsForPlan;
import io.cairn.h2.deterministic.Deterministic;
import io.cairn.h2.deterministic.JoinOrders;
import io.cairn.h2.engine.SessionLocal;
import io.cairn.h2.expression.Expression;
import io.cairn.h2.expression.ExpressionVisitor;
import io.cairn.h2.table.Plan;
import io.cairn.h2.table.PlanItem;
import io.cairn.h2.table.TableFilter;

/**
 * What it costs to go through the tables of a query in an order. H2 takes what a search costs for the number of rows that
 * it finds; here these are two figures, and the rows become fewer by the conditions that no index looks at, so that a
 * query begins where its conditions are.
 *
 * <p>It follows from the statement and the statistics in the state: every replica plans alike.
 */
final class JoinOrder {
    /** H2 tries all orders of so few; of more it follows one guess, which figures that lie close together mislead. */
    private static final int TABLES_MAX = 6;

    /** What planning may take, of a statement with all its views and subqueries: steps of half a microsecond or so. */
    static final long PLANNING_MAX = 4_000_000;

    /** What it takes to read and prepare a query. */
    private static final int PREPARING = 300;

    /** How many parts of conditions are looked at in one such step. */
    private static final int PARTS_OF_STEP = 4;

    private JoinOrder() {}

    /** Has H2 ask here. */
    static void install() {
        JoinOrders.use((plan, session, columns, isSelect) ->
                cost((Plan) plan, (SessionLocal) session, (AllColumnsForPlan) columns, isSelect));
    }

    private static double cost(Plan plan, SessionLocal session, AllColumnsForPlan columns, boolean isSelect) {
        TableFilter[] filters = plan.allFilters;
        if (filters.length == 1) {
            Deterministic.plan(PREPARING);
            return plan.calculateCost(session, columns, isSelect);
        }
        Selectivity selectivity = Selectivity.of(plan);
        Deterministic.plan(planning(filters.length) + selectivity.parts() / PARTS_OF_STEP);
        if (filters.length > TABLES_MAX || hasOuter(filters)) {
            return plan.calculateCost(session, columns, isSelect);
        }
        double cost = 1;
        double rows = 1;
        for (int i = 0; i < filters.length; i++) {
            PlanItem item = filters[i].getBestPlanItem(session, filters, i, columns, isSelect);
            plan.planItems.put(filters[i], item);
            cost += rows * item.cost;
            plan.setEvaluatable(filters[i], true);
            double left = selectivity.left(filters[i], item);
            rows = Math.max(1, rows * FoundRows.of(item, session, filters, i) * left);
            Expression on = filters[i].getJoinCondition();
            if (on != null && !on.isEverything(ExpressionVisitor.EVALUATABLE_VISITOR)) {
                cost = Double.POSITIVE_INFINITY;
                break;
            }
        }
        for (TableFilter filter : filters) {
            plan.setEvaluatable(filter, false);
        }
        return cost;
    }

    /** What it takes to look at one order, with its share of what is done once for all orders of few tables. */
    private static long planning(int tables) {
        int orders = 1;
        for (int i = 2; i <= Math.min(tables, 5); i++) {
            orders *= i;
        }
        return tables + 2L + PREPARING / orders;
    }

    /** What an outer join keeps together is counted by H2. */
    private static boolean hasOuter(TableFilter[] filters) {
        for (TableFilter filter : filters) {
            if (filter.getJoin() != null || filter.getNestedJoin() != null) {
                return true;
            }
        }
        return false;
    }
}
