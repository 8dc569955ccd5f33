package io.cairn.engine.sql;

import static io.cairn.engine.sql.SystemFunctions.refused;
import static io.cairn.engine.sql.SystemFunctions.typed;

import io.cairn.h2.expression.Expression;
import io.cairn.h2.value.TypeInfo;
import io.cairn.h2.value.Value;
import io.cairn.h2.value.ValueBigint;
import io.cairn.h2.value.ValueDecfloat;
import io.cairn.h2.value.ValueNull;
import io.cairn.h2.value.ValueNumeric;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

/** What {@code generate_series} of numbers gives: how many there are, and each of them by its place. */
final class SeriesFunctions {
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

    /** H2's series, which goes one step beyond its end, would begin again at the least number. */
    private static final BigDecimal GREATEST = BigDecimal.valueOf(4_000_000_000_000_000_000L);

    private SeriesFunctions() {}

    static List<SystemFunction.Definition> all() {
        return List.of(
                // Of the first number, the last and the step.
                typed("steps", 3, 3, true, _ -> TypeInfo.TYPE_BIGINT, SeriesFunctions::count),
                // Of those, and the place from 1 of a number.
                typed("step", 4, 4, true, SeriesFunctions::type, SeriesFunctions::number),
                typed("whole", 1, 1, true, _ -> TypeInfo.TYPE_BIGINT, arguments -> whole(arguments[0])),
                typed("whole_step", 1, 1, true, _ -> TypeInfo.TYPE_BIGINT, SeriesFunctions::step));
    }

    private static TypeInfo type(Expression[] arguments) {
        int widest = Arrays.stream(arguments, 0, 3)
                .mapToInt(argument -> argument.getType().getValueType())
                .filter(type -> type == Value.NUMERIC || type == Value.DECFLOAT)
                .max()
                .orElse(Value.BIGINT);
        return switch (widest) {
            case Value.DECFLOAT -> TypeInfo.TYPE_DECFLOAT;
            case Value.NUMERIC -> TypeInfo.TYPE_NUMERIC_FLOATING_POINT;
            default -> TypeInfo.TYPE_BIGINT;
        };
    }

    private static boolean isInteger(Value value) {
        int type = value.getValueType();
        return type == Value.TINYINT || type == Value.SMALLINT || type == Value.INTEGER || type == Value.BIGINT;
    }

    /** A text, as a parameter may be, is a number as PostgreSQL reads it. */
    private static Value[] read(Value[] arguments) {
        Value[] read = arguments.clone();
        for (int i = 0; i < 3; i++) {
            read[i] = read[i].getValueType() == Value.VARCHAR ? read[i].convertToBigint(null) : read[i];
        }
        return read;
    }

    private static boolean areIntegers(Value[] arguments) {
        return Arrays.stream(arguments, 0, 3).allMatch(SeriesFunctions::isInteger);
    }

    private static BigDecimal exact(Value value) {
        if (value instanceof ValueDecfloat number && !number.isFinite()) {
            throw refused("22023", "a series has neither NaN nor infinity");
        }
        boolean isNumber = value.getValueType() == Value.NUMERIC || value.getValueType() == Value.DECFLOAT;
        if (!isNumber && !isInteger(value)) {
            throw refused("42883", "a series is of integers, numeric or points in time");
        }
        return value.getBigDecimal();
    }

    private static Value count(Value[] given) {
        Value[] arguments = read(given);
        refuseZero(arguments[2]);
        if (areIntegers(arguments)) {
            return ValueBigint.get(count(arguments[0].getLong(), arguments[1].getLong(), arguments[2].getLong()));
        }
        BigDecimal step = exact(arguments[2]);
        BigDecimal distance = exact(arguments[1]).subtract(exact(arguments[0]));
        if (distance.signum() * step.signum() < 0) {
            return ValueBigint.get(0);
        }
        boolean isEndless = distance.abs().compareTo(step.abs().multiply(MOST)) >= 0;
        return ValueBigint.get(
                isEndless
                        ? Long.MAX_VALUE
                        : distance.divideToIntegralValue(step).longValueExact() + 1);
    }

    private static long count(long from, long to, long step) {
        if (step > 0 ? from > to : from < to) {
            return 0;
        }
        // The distance may be more than a long holds with its sign.
        long count = (step > 0 ? Long.divideUnsigned(to - from, step) : Long.divideUnsigned(from - to, -step)) + 1;
        return count > 0 ? count : Long.MAX_VALUE;
    }

    /** Beside a function with more rows a series goes on with nulls. */
    private static Value number(Value[] given) {
        Value[] arguments = read(given);
        refuseZero(arguments[2]);
        long before = arguments[3].getLong() - 1;
        if (areIntegers(arguments)) {
            long from = arguments[0].getLong();
            long step = arguments[2].getLong();
            // The product may overflow; the sum, which lies between the bounds, is right all the same.
            return before < count(from, arguments[1].getLong(), step)
                    ? ValueBigint.get(from + before * step)
                    : ValueNull.INSTANCE;
        }
        BigDecimal from = exact(arguments[0]);
        BigDecimal step = exact(arguments[2]);
        BigDecimal number = before == 0 ? from : from.add(step.multiply(BigDecimal.valueOf(before)));
        if (number.compareTo(exact(arguments[1])) * step.signum() > 0) {
            return ValueNull.INSTANCE;
        }
        boolean isFloating = Arrays.stream(arguments).anyMatch(argument -> argument.getValueType() == Value.DECFLOAT);
        return isFloating ? ValueDecfloat.get(number) : ValueNumeric.get(number);
    }

    private static Value whole(Value value) {
        BigDecimal number = value.getBigDecimal();
        if (!isInteger(value) && number.stripTrailingZeros().scale() > 0) {
            throw refused("0A000", "a series of fractions that its arguments do not show; cast one to numeric");
        }
        if (number.abs().compareTo(GREATEST) > 0) {
            throw refused("22003", "a series of so great numbers");
        }
        return ValueBigint.get(number.longValueExact());
    }

    private static Value step(Value[] arguments) {
        Value step = whole(arguments[0]);
        refuseZero(step);
        return step;
    }

    private static void refuseZero(Value step) {
        if (step.getSignum() == 0) {
            throw refused("22023", "step size cannot equal zero");
        }
    }
}
