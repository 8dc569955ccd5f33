package io.cairn.engine.pgcatalog;

import io.cairn.h2.api.ErrorCode;
import io.cairn.h2.command.query.SelectUnion;
import io.cairn.h2.deterministic.Floating;
import io.cairn.h2.deterministic.Numerics;
import io.cairn.h2.expression.condition.Comparison;
import io.cairn.h2.message.DbException;
import io.cairn.h2.result.ResultInterface;
import io.cairn.h2.value.TypeInfo;
import io.cairn.h2.value.Value;
import java.math.BigDecimal;

/**
 * PostgreSQL's rules for floating-point numbers: beside a decimal or an integer they make it one of theirs, where H2 makes decimals of both, and
 * what is too large or too small for them is refused.
 */
public final class FloatingRules implements Floating.Rules {
    private FloatingRules() {}

    /** To be done before a database is opened; once is enough. */
    public static void install() {
        Floating.use(new FloatingRules());
    }

    @Override
    public int higherType(int higher, int lower, int group) {
        boolean areNumbers = isNumber(higher) && isNumber(lower);
        return areNumbers && (isFloating(higher) || isFloating(lower))
                ? Value.DOUBLE
                : Value.getHigherNumeric(higher, lower, group);
    }

    /** One that is less precise stays so beside a number of any other type but double precision. */
    @Override
    public Object commonType(Object left, Object right) {
        TypeInfo first = (TypeInfo) left;
        TypeInfo second = (TypeInfo) right;
        int one = first.getValueType();
        int other = second.getValueType();
        boolean isReal = one == Value.REAL && isNumber(other) && other != Value.DOUBLE
                || other == Value.REAL && isNumber(one) && one != Value.DOUBLE;
        return isReal ? TypeInfo.TYPE_REAL : TypeInfo.getHigherType(first, second);
    }

    /** Several decimals are one floating-point number, of which an index of decimals finds one. */
    @Override
    public boolean isSafeIndexCondition(Object column, Object compared) {
        TypeInfo held = (TypeInfo) column;
        TypeInfo type = (TypeInfo) compared;
        boolean isRounded =
                isNumber(held.getValueType()) && !isFloating(held.getValueType()) && isFloating(type.getValueType());
        return !isRounded && Comparison.isSafeIndexCondition(held, type);
    }

    /** Whatever its queries have, it has one type. H2 converts the rows of those only that it keeps. */
    @Override
    public Object unionRow(Object result, Object union) {
        Value[] row = ((ResultInterface) result).currentRow();
        return ((SelectUnion) union).convert(row, Math.min(row.length, ((SelectUnion) union).getColumnCount()));
    }

    /** With the digits only that every number of the type keeps. */
    @Override
    public BigDecimal decimal(Object value) {
        Value number = (Value) value;
        boolean isRounded = isFloating(number) && Double.isFinite(number.getDouble());
        if (!isRounded) {
            return number.getBigDecimal();
        }
        return new BigDecimal(
                number.getValueType() == Value.REAL
                        ? Numerics.decimalDigits(number.getFloat())
                        : Numerics.decimalDigits(number.getDouble()));
    }

    @Override
    public Object sum(Object left, Object right) {
        return bounded((Value) left, (Value) right, ((Value) left).add((Value) right), false);
    }

    @Override
    public Object difference(Object left, Object right) {
        return bounded((Value) left, (Value) right, ((Value) left).subtract((Value) right), false);
    }

    @Override
    public Object product(Object left, Object right) {
        boolean isZero = isFloating((Value) left) && (isZero((Value) left) || isZero((Value) right));
        return bounded((Value) left, (Value) right, ((Value) left).multiply((Value) right), !isZero);
    }

    @Override
    public Object quotient(Object left, Object right, Object type) {
        boolean isZero = isFloating((Value) left) && (isZero((Value) left) || isInfinite((Value) right));
        return bounded((Value) left, (Value) right, ((Value) left).divide((Value) right, (TypeInfo) type), !isZero);
    }

    /** @param isSome whether the result is not zero, unless that it is too small to be told from zero */
    private static Value bounded(Value left, Value right, Value result, boolean isSome) {
        if (!isFloating(result)) {
            return result;
        }
        boolean isTooLarge = isInfinite(result) && !isInfinite(left) && !isInfinite(right);
        if (isTooLarge || isSome && isZero(result)) {
            throw DbException.get(ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE_1, isTooLarge ? "overflow" : "underflow");
        }
        return result;
    }

    private static boolean isNumber(int type) {
        return type >= Value.TINYINT && type <= Value.DECFLOAT;
    }

    private static boolean isFloating(int type) {
        return type == Value.REAL || type == Value.DOUBLE;
    }

    private static boolean isFloating(Value value) {
        return isFloating(value.getValueType());
    }

    private static boolean isZero(Value value) {
        return value.getDouble() == 0;
    }

    private static boolean isInfinite(Value value) {
        return isFloating(value) && Double.isInfinite(value.getDouble());
    }
}
