package io.cairn.engine.pgcatalog;

import io.cairn.h2.engine.SessionLocal;
import io.cairn.h2.expression.BinaryOperation;
import io.cairn.h2.expression.Expression;
import io.cairn.h2.expression.IntervalOperation;
import io.cairn.h2.expression.TypedValueExpression;
import io.cairn.h2.expression.function.CastSpecification;
import io.cairn.h2.expression.function.DateTimeFunction;
import io.cairn.h2.value.TypeInfo;
import io.cairn.h2.value.Value;
import io.cairn.h2.value.ValueNull;

/**
 * PostgreSQL's arithmetic with dates: a date and an interval make a timestamp, two dates a count of days. A bigint is taken for a count of
 * days, too, as a series of numbers has that type here.
 */
final class DateArithmetic {
    private DateArithmetic() {}

    static Expression withInterval(BinaryOperation operation, int left, int right) {
        boolean isScaled = operation.getOperationType() == BinaryOperation.OpType.MULTIPLY
                || operation.getOperationType() == BinaryOperation.OpType.DIVIDE;
        operation.left = exact(operation.left, left, isScaled);
        operation.right = exact(operation.right, right, isScaled);
        return operation.optimizeInterval(exactType(left, isScaled), exactType(right, isScaled));
    }

    private static Expression exact(Expression operand, int type, boolean isScaled) {
        int exact = exactType(type, isScaled);
        return exact == type ? operand : new CastSpecification(operand, TypeInfo.getTypeInfo(exact));
    }

    /** A date is its first moment, and a part of an interval may be smaller than its fields. */
    private static int exactType(int type, boolean isScaled) {
        if (type == Value.DATE) {
            return Value.TIMESTAMP;
        }
        return switch (isScaled ? type : Value.UNKNOWN) {
            case Value.INTERVAL_YEAR -> Value.INTERVAL_YEAR_TO_MONTH;
            case Value.INTERVAL_DAY, Value.INTERVAL_DAY_TO_HOUR, Value.INTERVAL_DAY_TO_MINUTE ->
                Value.INTERVAL_DAY_TO_SECOND;
            case Value.INTERVAL_HOUR, Value.INTERVAL_MINUTE, Value.INTERVAL_HOUR_TO_MINUTE ->
                Value.INTERVAL_HOUR_TO_SECOND;
            default -> type;
        };
    }

    static Expression withDate(BinaryOperation operation, SessionLocal session, int left, int right) {
        if (left == Value.NULL || right == Value.NULL) {
            return nothing(operation, session, left, right, left == Value.NULL ? right : left);
        }
        boolean isDays = operation.getOperationType() == BinaryOperation.OpType.MINUS
                && left == Value.DATE
                && right == Value.DATE
                && operation.forcedType == null;
        if (!isDays) {
            operation.left = days(operation.left, left, right);
            operation.right = days(operation.right, right, left);
            Expression made = operation.optimizeDateTime(session, daysType(left, right), daysType(right, left));
            // H2 leaves a constant one as it is, and makes a value of it when it is prepared once more: the two would
            // not be alike.
            return made instanceof IntervalOperation ? made.optimize(session) : made;
        }
        DateTimeFunction days =
                new DateTimeFunction(DateTimeFunction.DATEDIFF, DateTimeFunction.DAY, operation.right, operation.left);
        return new CastSpecification(days, TypeInfo.TYPE_INTEGER).optimize(session);
    }

    /** What CASE and the like make of nothing but nulls has no type. */
    private static Expression nothing(BinaryOperation operation, SessionLocal session, int left, int right, int known) {
        TypeInfo type = switch (operation.getOperationType()) {
            case PLUS -> TypeInfo.getTypeInfo(known);
            case MINUS ->
                switch (known) {
                    case Value.DATE -> TypeInfo.TYPE_INTEGER;
                    case Value.TIME, Value.TIME_TZ -> TypeInfo.TYPE_INTERVAL_HOUR_TO_SECOND;
                    default -> TypeInfo.TYPE_INTERVAL_DAY_TO_SECOND;
                };
            default -> null;
        };
        return type == null
                ? operation.optimizeDateTime(session, left, right)
                : TypedValueExpression.get(ValueNull.INSTANCE, type);
    }

    private static Expression days(Expression operand, int type, int other) {
        return type == daysType(type, other) ? operand : new CastSpecification(operand, TypeInfo.TYPE_INTEGER);
    }

    private static int daysType(int type, int other) {
        boolean isCount = other == Value.DATE && (type == Value.BIGINT || type == Value.SMALLINT);
        return isCount ? Value.INTEGER : type;
    }
}
