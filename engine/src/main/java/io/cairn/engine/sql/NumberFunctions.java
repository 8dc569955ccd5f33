package io.cairn.engine.sql;

import static io.cairn.engine.sql.SystemFunctions.refused;
import static io.cairn.engine.sql.SystemFunctions.strict;
import static io.cairn.engine.sql.SystemFunctions.typed;

import io.cairn.h2.expression.Expression;
import io.cairn.h2.value.DataType;
import io.cairn.h2.value.TypeInfo;
import io.cairn.h2.value.Value;
import io.cairn.h2.value.ValueArray;
import io.cairn.h2.value.ValueDecfloat;
import io.cairn.h2.value.ValueDouble;
import io.cairn.h2.value.ValueNumeric;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;

/** Functions on numbers. */
final class NumberFunctions {
    /** Digits of a numeric. */
    private static final int FACTORIAL_MAX = 10_000;

    private NumberFunctions() {}

    static List<SystemFunction.Definition> all() {
        TypeInfo numeric = TypeInfo.TYPE_NUMERIC_FLOATING_POINT;
        return List.of(
                strict("div", 2, 2, numeric, NumberFunctions::quotient),
                typed("round", 1, 1, true, NumberFunctions::rounded, NumberFunctions::round),
                typed("mod", 2, 2, true, NumberFunctions::common, NumberFunctions::remainder),
                strict("factorial", 1, 1, numeric, arguments -> factorial(arguments[0].getLong())),
                strict(
                        "cbrt",
                        1,
                        1,
                        TypeInfo.TYPE_DOUBLE,
                        arguments -> ValueDouble.get(StrictMath.cbrt(arguments[0].getDouble()))),
                strict(
                        "scale",
                        1,
                        1,
                        TypeInfo.TYPE_INTEGER,
                        arguments -> SystemFunctions.integer(
                                Math.max(0, arguments[0].getBigDecimal().scale()))),
                strict(
                        "min_scale",
                        1,
                        1,
                        TypeInfo.TYPE_INTEGER,
                        arguments ->
                                SystemFunctions.integer(stripped(arguments[0]).scale())),
                typed("trim_scale", 1, 1, true, _ -> numeric, arguments -> ValueNumeric.get(stripped(arguments[0]))),
                strict("width_bucket", 2, 4, TypeInfo.TYPE_INTEGER, NumberFunctions::bucket));
    }

    /** A number of a declared scale has none when it is rounded, and may have one digit more. */
    private static TypeInfo rounded(Expression[] arguments) {
        TypeInfo type = arguments[0].getType();
        return switch (type.getValueType()) {
            case Value.TINYINT, Value.SMALLINT, Value.INTEGER, Value.BIGINT, Value.REAL, Value.DOUBLE ->
                TypeInfo.TYPE_DOUBLE;
            case Value.NUMERIC ->
                TypeInfo.getTypeInfo(Value.NUMERIC, Math.max(1, type.getPrecision() - type.getScale() + 1), 0, null);
            default -> TypeInfo.TYPE_DECFLOAT;
        };
    }

    private static Value round(Value[] arguments) {
        Value number = arguments[0];
        return switch (number.getValueType()) {
            case Value.TINYINT, Value.SMALLINT, Value.INTEGER, Value.BIGINT, Value.REAL, Value.DOUBLE ->
                ValueDouble.get(StrictMath.rint(number.getDouble()));
            case Value.NUMERIC -> ValueNumeric.get(number.getBigDecimal().setScale(0, RoundingMode.HALF_UP));
            default -> ValueDecfloat.get(number.getBigDecimal().setScale(0, RoundingMode.HALF_UP));
        };
    }

    /** H2's own remainder has the type of the divisor, which is less where that is an integer. */
    private static TypeInfo common(Expression[] arguments) {
        TypeInfo common = TypeInfo.getHigherType(arguments[0].getType(), arguments[1].getType());
        return DataType.isNumericType(common.getValueType()) ? common : TypeInfo.TYPE_BIGINT;
    }

    private static Value remainder(Value[] arguments) {
        TypeInfo higher = TypeInfo.getHigherType(arguments[0].getType(), arguments[1].getType());
        TypeInfo common = DataType.isNumericType(higher.getValueType()) ? higher : TypeInfo.TYPE_BIGINT;
        return arguments[0].convertTo(common).modulus(arguments[1].convertTo(common));
    }

    private static Value quotient(Value[] arguments) {
        BigDecimal divisor = arguments[1].getBigDecimal();
        if (divisor.signum() == 0) {
            throw refused("22012", "division by zero");
        }
        BigDecimal whole = arguments[0].getBigDecimal().divideToIntegralValue(divisor);
        return ValueNumeric.get(whole.setScale(0, RoundingMode.DOWN));
    }

    private static Value factorial(long number) {
        if (number < 0 || number > FACTORIAL_MAX) {
            throw refused("22003", "factorials are of numbers from 0 to " + FACTORIAL_MAX);
        }
        BigInteger product = BigInteger.ONE;
        for (long factor = 2; factor <= number; factor++) {
            product = product.multiply(BigInteger.valueOf(factor));
        }
        return ValueNumeric.get(product);
    }

    private static BigDecimal stripped(Value number) {
        BigDecimal stripped = number.getBigDecimal().stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private static Value bucket(Value[] arguments) {
        if (arguments.length == 2) {
            return SystemFunctions.integer(between(arguments[0], arguments[1]));
        }
        if (arguments.length == 3) {
            throw refused("42883", "no function width_bucket takes 3 arguments");
        }
        int count = arguments[3].getInt();
        BigDecimal value = arguments[0].getBigDecimal();
        BigDecimal low = arguments[1].getBigDecimal();
        BigDecimal high = arguments[2].getBigDecimal();
        if (count <= 0 || low.compareTo(high) == 0) {
            throw refused("2201G", "buckets are at least one, between bounds that differ");
        }
        boolean isUp = low.compareTo(high) < 0;
        int below = isUp ? value.compareTo(low) : low.compareTo(value);
        int above = isUp ? value.compareTo(high) : high.compareTo(value);
        if (below < 0 || above >= 0) {
            return SystemFunctions.integer(below < 0 ? 0 : Math.addExact(count, 1));
        }
        BigDecimal parts = value.subtract(low).abs().multiply(BigDecimal.valueOf(count));
        return SystemFunctions.integer(
                parts.divideToIntegralValue(high.subtract(low).abs()).intValueExact() + 1);
    }

    /** How many of some sorted bounds are not above a value. */
    private static int between(Value value, Value bounds) {
        if (!(bounds instanceof ValueArray array)) {
            throw refused("42883", "width_bucket takes an array of bounds");
        }
        int count = 0;
        for (Value bound : array.getList()) {
            if (ArrayFunctions.compare(bound, value) > 0) {
                break;
            }
            count++;
        }
        return count;
    }
}
