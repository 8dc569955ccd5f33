package io.cairn.engine.sql;

import static io.cairn.engine.sql.SystemFunctions.strict;
import static io.cairn.engine.sql.SystemFunctions.typed;

import io.cairn.engine.dialect.IntervalLiteral;
import io.cairn.engine.model.CairnException;
import io.cairn.h2.api.IntervalQualifier;
import io.cairn.h2.expression.Expression;
import io.cairn.h2.value.DataType;
import io.cairn.h2.value.TypeInfo;
import io.cairn.h2.value.Value;
import io.cairn.h2.value.ValueInterval;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** Intervals that are made when a statement runs: of days and times, or of years and months. */
final class IntervalFunctions {
    private static final int MICROS_PLACES = 6;
    private static final long MICROS_PER_DAY = 86_400_000_000L;
    private static final long NANOS_PER_MICRO = 1_000;
    private static final int MONTHS_PER_YEAR = 12;
    private static final List<BigDecimal> SECONDS = List.of(
            BigDecimal.valueOf(604_800),
            BigDecimal.valueOf(86_400),
            BigDecimal.valueOf(3_600),
            BigDecimal.valueOf(60),
            BigDecimal.ONE);
    private static final BigDecimal MICROS_MAX = BigDecimal.valueOf(Long.MAX_VALUE);

    private static final TypeInfo DAYS = TypeInfo.TYPE_INTERVAL_DAY_TO_SECOND;
    private static final TypeInfo MONTHS = TypeInfo.getTypeInfo(Value.INTERVAL_YEAR_TO_MONTH);

    private IntervalFunctions() {}

    static List<SystemFunction.Definition> all() {
        return List.of(
                typed("interval", 1, 1, true, arguments -> type(arguments[0], DAYS), IntervalFunctions::ofDays),
                typed(
                        "interval_months",
                        1,
                        1,
                        true,
                        arguments -> type(arguments[0], MONTHS),
                        IntervalFunctions::ofMonths),
                strict("make_interval", SECONDS.size(), SECONDS.size(), DAYS, IntervalFunctions::made),
                strict(
                        "make_months",
                        2,
                        2,
                        MONTHS,
                        arguments -> months((long) arguments[0].getInt() * MONTHS_PER_YEAR + arguments[1].getInt())));
    }

    /** What is an interval already keeps its type. */
    private static TypeInfo type(Expression argument, TypeInfo made) {
        TypeInfo type = argument.getType();
        return DataType.isIntervalType(type.getValueType()) ? type : made;
    }

    private static Value ofDays(Value[] arguments) {
        return arguments[0] instanceof ValueInterval interval
                ? interval
                : days(read(TextFunctions.cell(arguments[0]), IntervalLiteral::micros));
    }

    private static Value ofMonths(Value[] arguments) {
        return arguments[0] instanceof ValueInterval interval
                ? interval
                : months(read(TextFunctions.cell(arguments[0]), IntervalLiteral::months));
    }

    /** Reads the text of an interval. */
    private interface Reading {
        long of(String text);
    }

    private static long read(String text, Reading reading) {
        try {
            return reading.of(text);
        } catch (CairnException.Incorrect unreadable) {
            throw SqlFailures.of(unreadable);
        }
    }

    private static Value made(Value[] arguments) {
        BigDecimal seconds = BigDecimal.ZERO;
        for (int i = 0; i < arguments.length; i++) {
            seconds = seconds.add(arguments[i].getBigDecimal().multiply(SECONDS.get(i)));
        }
        BigDecimal micros = seconds.movePointRight(MICROS_PLACES).setScale(0, RoundingMode.HALF_EVEN);
        if (micros.abs().compareTo(MICROS_MAX) > 0) {
            throw SystemFunctions.refused("22008", "interval out of range");
        }
        return days(micros.longValueExact());
    }

    private static Value days(long micros) {
        long size = Math.abs(micros);
        return ValueInterval.from(
                IntervalQualifier.DAY_TO_SECOND,
                micros < 0,
                size / MICROS_PER_DAY,
                size % MICROS_PER_DAY * NANOS_PER_MICRO);
    }

    private static Value months(long months) {
        long size = Math.abs(months);
        if (size > Integer.MAX_VALUE) {
            throw SystemFunctions.refused("22008", "interval out of range");
        }
        return ValueInterval.from(
                IntervalQualifier.YEAR_TO_MONTH, months < 0, size / MONTHS_PER_YEAR, size % MONTHS_PER_YEAR);
    }
}
