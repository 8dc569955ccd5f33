package io.cairn.engine.pgcatalog;

import io.cairn.h2.api.ErrorCode;
import io.cairn.h2.command.query.Select;
import io.cairn.h2.constraint.Constraint;
import io.cairn.h2.constraint.ConstraintUnique;
import io.cairn.h2.expression.Expression;
import io.cairn.h2.expression.ExpressionColumn;
import io.cairn.h2.expression.aggregate.AbstractAggregate;
import io.cairn.h2.message.DbException;
import io.cairn.h2.table.IndexColumn;
import io.cairn.h2.table.TableFilter;
import io.cairn.h2.util.HasSQL;
import java.util.ArrayList;
import java.util.List;

/**
 * Refuses a column beside an aggregate that is not grouped by. H2 does so only where the rows of a group differ in it, so
 * that one more row would break a statement.
 */
final class Grouping {
    private final Select select;
    private final List<Expression> grouped = new ArrayList<>();

    private Grouping(Select select) {
        this.select = select;
        if (select.groupIndex != null) {
            for (int place : select.groupIndex) {
                grouped.add(select.expressions.get(place).getNonAliasExpression());
            }
        }
    }

    /** Looks at a query whose expressions are prepared. */
    static void check(Select select) {
        if (select.isGroupQuery) {
            Grouping grouping = new Grouping(select);
            select.expressions.forEach(each -> grouping.require(each.getNonAliasExpression()));
        }
    }

    private void require(Expression expression) {
        if (expression instanceof AbstractAggregate aggregate && aggregate.isAggregate() || isGrouped(expression)) {
            return;
        }
        if (expression instanceof ExpressionColumn column) {
            TableFilter filter = column.getTableFilter();
            if (filter != null && isOwn(filter) && !followsFromKey(filter)) {
                throw DbException.get(ErrorCode.MUST_GROUP_BY_COLUMN_1, expression.getTraceSQL());
            }
        }
        for (int i = 0; i < expression.getSubexpressionCount(); i++) {
            require(expression.getSubexpression(i).getNonAliasExpression());
        }
    }

    /** A column of a query around this one is as good as a constant. */
    @SuppressWarnings("ReferenceEquality") // a query is itself only
    private boolean isOwn(TableFilter filter) {
        return filter.getSelect() == select;
    }

    private boolean isGrouped(Expression expression) {
        for (Expression group : grouped) {
            if (isSame(group, expression)) {
                return true;
            }
        }
        return false;
    }

    /** What two expressions cost is compared first, as their texts may be long. */
    @SuppressWarnings("ReferenceEquality") // columns and tables are themselves only
    private static boolean isSame(Expression left, Expression right) {
        if (left == right) {
            return true;
        }
        if (left instanceof ExpressionColumn first && right instanceof ExpressionColumn second) {
            return first.getColumn() == second.getColumn() && first.getTableFilter() == second.getTableFilter();
        }
        return left.getClass() == right.getClass()
                && left.getCost() == right.getCost()
                && left.getSQL(HasSQL.DEFAULT_SQL_FLAGS).equals(right.getSQL(HasSQL.DEFAULT_SQL_FLAGS));
    }

    /** Whether the table's primary key is grouped by, so that a group has one row of it. */
    @SuppressWarnings("ReferenceEquality") // columns and tables are themselves only
    private boolean followsFromKey(TableFilter filter) {
        for (Constraint constraint : filter.getTable().getConstraints()) {
            if (constraint.getConstraintType() == Constraint.Type.PRIMARY_KEY
                    && constraint instanceof ConstraintUnique key) {
                for (IndexColumn part : key.getColumns()) {
                    boolean isThere = grouped.stream()
                            .anyMatch(group -> group instanceof ExpressionColumn column
                                    && column.getColumn() == part.column
                                    && column.getTableFilter() == filter);
                    if (!isThere) {
                        return false;
                    }
                }
                return true;
            }
        }
        return false;
    }
}
