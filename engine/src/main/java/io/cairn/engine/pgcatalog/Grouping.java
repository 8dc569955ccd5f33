package io.cairn.engine.pgcatalog;

import io.cairn.h2.api.ErrorCode;
import io.cairn.h2.command.query.Select;
import io.cairn.h2.constraint.Constraint;
import io.cairn.h2.constraint.ConstraintUnique;
import io.cairn.h2.deterministic.Guards;
import io.cairn.h2.engine.SessionLocal;
import io.cairn.h2.expression.Alias;
import io.cairn.h2.expression.Expression;
import io.cairn.h2.expression.ExpressionColumn;
import io.cairn.h2.expression.ExpressionVisitor;
import io.cairn.h2.expression.aggregate.AbstractAggregate;
import io.cairn.h2.expression.analysis.DataAnalysisOperation;
import io.cairn.h2.message.DbException;
import io.cairn.h2.table.Column;
import io.cairn.h2.table.IndexColumn;
import io.cairn.h2.table.TableFilter;
import io.cairn.h2.util.HasSQL;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a column beside an aggregate that is neither grouped by nor within something that is. H2 refuses whatever the rows of a group
 * differ in: one more row would break a statement, and nothing could be made of an expression that is grouped by.
 */
final class Grouping {
    /** What nobody can call anything. */
    private static final String NO_NAME = "\0";

    private final Select select;
    private final List<Expression> grouped = new ArrayList<>();
    private boolean isAllSeen = true;

    private Grouping(Select select) {
        this.select = select;
        if (select.groupIndex != null) {
            for (int place : select.groupIndex) {
                grouped.add(select.expressions.get(place).getNonAliasExpression());
            }
        }
    }

    /** Looks at a query that knows its columns, before H2 leaves out of it what can never be asked. */
    static void check(Select select) {
        if (select.isGroupQuery) {
            Grouping grouping = new Grouping(select);
            select.expressions.forEach(each -> grouping.require(each.getNonAliasExpression()));
            // Any row of a group then gives what every one gives.
            select.isGroupingChecked = grouping.isAllSeen;
        }
    }

    /**
     * What H2 takes for the name of something grouped by, and of a column of the result, which it is taken for where both are called
     * alike. An expression has none: those of functions, such as upper, would be taken for each other.
     */
    static String name(Expression expression, SessionLocal session, int place) {
        boolean hasName = expression instanceof Alias || expression instanceof ExpressionColumn;
        return hasName ? expression.getAlias(session, place) : expression.getSQL(HasSQL.DEFAULT_SQL_FLAGS);
    }

    /** Has GROUP BY mean a column of FROM by a name that a column of the result has, too. */
    static void preferInput(Select select) {
        for (int i = 0; select.group != null && i < select.group.size(); i++) {
            if (select.group.get(i) instanceof ExpressionColumn column
                    && isOther(select, column)
                    && isInput(select, column)) {
                select.group.set(i, new Alias(column, NO_NAME, false));
            }
        }
    }

    /** Whether H2 would take it for another column of the result that is called so. */
    private static boolean isOther(Select select, ExpressionColumn column) {
        String written = column.getSQL(HasSQL.DEFAULT_SQL_FLAGS);
        boolean isOther = false;
        for (int i = 0; i < select.expressions.size(); i++) {
            Expression result = select.expressions.get(i);
            if (result.getNonAliasExpression().getSQL(HasSQL.DEFAULT_SQL_FLAGS).equals(written)) {
                return false;
            }
            isOther |= name(result, select.getSession(), i).equals(column.getOriginalColumnName());
        }
        return isOther;
    }

    private static boolean isInput(Select select, ExpressionColumn column) {
        String name = column.getOriginalColumnName();
        return column.getOriginalTableAliasName() != null
                || select.filters.stream().anyMatch(filter -> found(filter, name) != null);
    }

    private static @Nullable Object found(TableFilter filter, String name) {
        return Guards.isBound() ? Guards.findColumn(filter, name) : filter.findColumn(name);
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
        isAllSeen = isAllSeen && !(expression instanceof DataAnalysisOperation) && !hidesColumns(expression);
        for (int i = 0; i < expression.getSubexpressionCount(); i++) {
            require(expression.getSubexpression(i).getNonAliasExpression());
        }
    }

    /** Whether it is, such as a subquery, of parts that it does not show, and a column that is not grouped by is among them. */
    private boolean hidesColumns(Expression expression) {
        if (expression instanceof ExpressionColumn || expression.getSubexpressionCount() > 0) {
            return false;
        }
        HashSet<Column> columns = new HashSet<>();
        expression.isEverything(ExpressionVisitor.getColumnsVisitor(columns, null));
        return columns.stream().anyMatch(column -> !isGrouped(column));
    }

    @SuppressWarnings("ReferenceEquality") // columns and tables are themselves only
    private boolean isGrouped(Column column) {
        boolean[] isGrouped = {true};
        for (TableFilter top : select.filters) {
            top.visit(filter -> isGrouped[0] &=
                    filter.getTable() != column.getTable() || followsFromKey(filter) || isGrouped(column, filter));
        }
        return isGrouped[0];
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
                    if (!isGrouped(part.column, filter)) {
                        return false;
                    }
                }
                return true;
            }
        }
        return false;
    }

    @SuppressWarnings("ReferenceEquality") // columns and tables are themselves only
    private boolean isGrouped(Column column, TableFilter filter) {
        return grouped.stream()
                .anyMatch(group -> group instanceof ExpressionColumn known
                        && known.getColumn() == column
                        && known.getTableFilter() == filter);
    }
}
