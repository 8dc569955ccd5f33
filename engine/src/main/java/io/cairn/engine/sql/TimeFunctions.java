package io.cairn.engine.sql;

import static io.cairn.engine.sql.SystemFunctions.refused;
import static io.cairn.engine.sql.SystemFunctions.strict;
import static io.cairn.engine.sql.SystemFunctions.text;
import static io.cairn.engine.sql.SystemFunctions.typed;

import io.cairn.h2.deterministic.Deterministic;
import io.cairn.h2.expression.Expression;
import io.cairn.h2.util.DateTimeUtils;
import io.cairn.h2.util.IntervalUtils;
import io.cairn.h2.value.TypeInfo;
import io.cairn.h2.value.Value;
import io.cairn.h2.value.ValueDate;
import io.cairn.h2.value.ValueInterval;
import io.cairn.h2.value.ValueTime;
import io.cairn.h2.value.ValueTimestamp;
import io.cairn.h2.value.ValueTimestampTimeZone;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Functions on dates and times. The zone is UTC. */
final class TimeFunctions {
    private static final BigDecimal NANOS = BigDecimal.valueOf(DateTimeUtils.NANOS_PER_SECOND);

    private TimeFunctions() {}

    static List<SystemFunction.Definition> all() {
        return List.of(
                strict("to_char", 2, 2, TypeInfo.TYPE_VARCHAR, TimeFunctions::character),
                strict(
                        "to_date",
                        2,
                        2,
                        TypeInfo.TYPE_DATE,
                        arguments -> ValueDate.fromDateValue(reader(arguments).date())),
                strict("to_timestamp", 1, 2, TypeInfo.TYPE_TIMESTAMP_TZ, TimeFunctions::timestamp),
                strict("make_date", 3, 3, TypeInfo.TYPE_DATE, arguments -> ValueDate.fromDateValue(date(arguments))),
                strict("make_time", 3, 3, TypeInfo.TYPE_TIME, arguments -> ValueTime.fromNanos(time(arguments, 0))),
                strict(
                        "make_timestamp",
                        6,
                        6,
                        TypeInfo.TYPE_TIMESTAMP,
                        arguments -> ValueTimestamp.fromDateValueAndNanos(date(arguments), time(arguments, 3))),
                typed("date_trunc", 2, 3, true, TruncatedTimes::type, TruncatedTimes::of),
                typed("part", 2, 2, true, TimeParts::type, TimeParts::of),
                typed("at_zone", 2, 2, true, ZonedTimes::type, ZonedTimes::of),
                typed("series", 3, 3, true, TimeFunctions::seriesType, TimeFunctions::series));
    }

    private static DateReader reader(Value[] arguments) {
        return new DateReader(TextFunctions.cell(arguments[0]), TextFunctions.cell(arguments[1]));
    }

    private static Value character(Value[] arguments) {
        String pattern = TextFunctions.cell(arguments[1]);
        return switch (arguments[0].getValueType()) {
            case Value.DATE, Value.TIME, Value.TIMESTAMP -> dateText(arguments[0], pattern);
            case Value.TIMESTAMP_TZ ->
                dateText(arguments[0].convertTo(TypeInfo.TYPE_TIMESTAMP, new CastAtUtc()), pattern);
            case Value.TINYINT,
                    Value.SMALLINT,
                    Value.INTEGER,
                    Value.BIGINT,
                    Value.NUMERIC,
                    Value.DECFLOAT,
                    Value.REAL,
                    Value.DOUBLE -> text(NumberText.of(arguments[0].getBigDecimal(), pattern));
            default -> throw refused("42883", "to_char takes a number, a date or a timestamp here");
        };
    }

    private static Value dateText(Value value, String pattern) {
        long[] parts = DateTimeUtils.dateAndTimeFromValue(value, new CastAtUtc());
        return text(new DateText(parts[0], parts[1]).text(pattern));
    }

    private static Value timestamp(Value[] arguments) {
        if (arguments.length == 1) {
            BigDecimal seconds = arguments[0].getBigDecimal();
            if (seconds.abs().compareTo(BigDecimal.valueOf(253_402_300_799L)) > 0) {
                throw refused("22008", "a timestamp out of range");
            }
            // As exact as a timestamp: microseconds.
            long nanos =
                    seconds.setScale(6, RoundingMode.HALF_EVEN).multiply(NANOS).longValueExact();
            long second = Math.floorDiv(nanos, DateTimeUtils.NANOS_PER_SECOND);
            return ValueTimestampTimeZone.fromDateValueAndNanos(
                    DateTimeUtils.dateValueFromLocalSeconds(second),
                    DateTimeUtils.nanosFromLocalSeconds(second) + Math.floorMod(nanos, DateTimeUtils.NANOS_PER_SECOND),
                    0);
        }
        DateReader reader = reader(arguments);
        return ValueTimestampTimeZone.fromDateValueAndNanos(reader.date(), reader.nanos(), 0);
    }

    private static long date(Value[] arguments) {
        int year = arguments[0].getInt();
        int month = arguments[1].getInt();
        int day = arguments[2].getInt();
        if (year < 1 || year > 9_999 || !DateTimeUtils.isValidDate(year, month, day)) {
            throw refused("22008", "no such date: " + year + "-" + month + "-" + day);
        }
        return DateTimeUtils.dateValue(year, month, day);
    }

    private static long time(Value[] arguments, int from) {
        int hour = arguments[from].getInt();
        int minute = arguments[from + 1].getInt();
        BigDecimal second = arguments[from + 2].getBigDecimal().setScale(6, RoundingMode.HALF_EVEN);
        boolean isSecond = second.signum() >= 0 && second.compareTo(BigDecimal.valueOf(60)) < 0;
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || !isSecond) {
            throw refused("22008", "no such time of day: " + hour + ":" + minute + ":" + second);
        }
        return (hour * 60L + minute) * DateTimeUtils.NANOS_PER_MINUTE
                + second.multiply(NANOS).longValueExact();
    }

    private static TypeInfo seriesType(Expression[] arguments) {
        return ArrayFunctions.of(
                arguments[0].getType().getValueType() == Value.TIMESTAMP_TZ
                        ? TypeInfo.TYPE_TIMESTAMP_TZ
                        : TypeInfo.TYPE_TIMESTAMP);
    }

    /** Every moment from one to another in steps of an interval. */
    private static Value series(Value[] arguments) {
        boolean hasZone = arguments[0].getValueType() == Value.TIMESTAMP_TZ;
        if (!(arguments[2] instanceof ValueInterval step) || step.getSignum() == 0) {
            throw refused("22023", "the step of a series of timestamps is an interval other than zero");
        }
        CastAtUtc cast = new CastAtUtc();
        TypeInfo type = hasZone ? TypeInfo.TYPE_TIMESTAMP_TZ : TypeInfo.TYPE_TIMESTAMP;
        long[] at = DateTimeUtils.dateAndTimeFromValue(arguments[0].convertTo(TypeInfo.TYPE_TIMESTAMP, cast), cast);
        long[] end = DateTimeUtils.dateAndTimeFromValue(arguments[1].convertTo(TypeInfo.TYPE_TIMESTAMP, cast), cast);
        List<Value> all = new ArrayList<>();
        while (compare(at, end) * step.getSignum() <= 0) {
            Deterministic.grow(Long.BYTES);
            Value moment = hasZone
                    ? ValueTimestampTimeZone.fromDateValueAndNanos(at[0], at[1], 0)
                    : ValueTimestamp.fromDateValueAndNanos(at[0], at[1]);
            all.add(moment);
            if (all.size() > SystemFunctions.ELEMENTS_MAX) {
                throw refused("54000", "a series of timestamps has at most " + SystemFunctions.ELEMENTS_MAX + " rows");
            }
            at = later(at, step);
        }
        return ArrayFunctions.array(type, all);
    }

    private static int compare(long[] left, long[] right) {
        return left[0] == right[0] ? Long.compare(left[1], right[1]) : Long.compare(left[0], right[0]);
    }

    private static long[] later(long[] at, ValueInterval step) {
        if (!TruncatedTimes.isMonths(step)) {
            long days = DateTimeUtils.absoluteDayFromDateValue(at[0]);
            BigInteger nanos = IntervalUtils.intervalToAbsolute(step).add(BigInteger.valueOf(at[1]));
            BigInteger[] parts = nanos.divideAndRemainder(BigInteger.valueOf(DateTimeUtils.NANOS_PER_DAY));
            long day = days + parts[0].longValueExact() - (parts[1].signum() < 0 ? 1 : 0);
            long rest = parts[1].longValueExact() + (parts[1].signum() < 0 ? DateTimeUtils.NANOS_PER_DAY : 0);
            return new long[] {DateTimeUtils.dateValueFromAbsoluteDay(day), rest};
        }
        long months = IntervalUtils.intervalToAbsolute(step).longValueExact()
                + DateTimeUtils.yearFromDateValue(at[0]) * 12L
                + DateTimeUtils.monthFromDateValue(at[0])
                - 1;
        int year = (int) Math.floorDiv(months, 12L);
        int month = (int) Math.floorMod(months, 12L) + 1;
        int day = Math.min(DateTimeUtils.dayFromDateValue(at[0]), DateTimeUtils.getDaysInMonth(year, month));
        return new long[] {DateTimeUtils.dateValue(year, month, day), at[1]};
    }
}
