package io.cairn.engine.sql;

import static io.cairn.engine.sql.SystemFunctions.refused;

import io.cairn.engine.dialect.Ascii;
import io.cairn.h2.expression.Expression;
import io.cairn.h2.util.DateTimeUtils;
import io.cairn.h2.util.IntervalUtils;
import io.cairn.h2.value.TypeInfo;
import io.cairn.h2.value.Value;
import io.cairn.h2.value.ValueInterval;
import io.cairn.h2.value.ValueNumeric;
import io.cairn.h2.value.ValueTime;
import io.cairn.h2.value.ValueTimeTimeZone;
import io.cairn.h2.value.ValueTimestamp;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** PostgreSQL's {@code date_trunc}, the beginning of the hour, week or century that a time is in; and its seconds. */
final class TruncatedTimes {
    private static final int NANO_DIGITS = 9;
    private static final int MICRO_DIGITS = 6;
    private static final long MONTHS_PER_YEAR = 12;
    private static final BigInteger SECONDS_PER_YEAR = BigInteger.valueOf(31_557_600);
    private static final BigInteger SECONDS_PER_MONTH = BigInteger.valueOf(2_592_000);

    static final TypeInfo SECONDS = TypeInfo.getTypeInfo(Value.NUMERIC, 20, 6, null);

    private static final CastAtUtc UTC = new CastAtUtc();

    private TruncatedTimes() {}

    /** A date becomes a point in time, as in PostgreSQL. */
    static TypeInfo type(Expression[] arguments) {
        boolean hasZone = arguments.length == 3;
        int type = arguments[1].getType().getValueType();
        return switch (type == Value.TIME && hasZone ? Value.VARCHAR : type) {
            case Value.DATE, Value.TIMESTAMP_TZ -> TypeInfo.TYPE_TIMESTAMP_TZ;
            case Value.TIME -> TypeInfo.TYPE_TIME;
            case Value.NULL, Value.UNKNOWN, Value.TIMESTAMP ->
                hasZone ? TypeInfo.TYPE_TIMESTAMP_TZ : TypeInfo.TYPE_TIMESTAMP;
            default -> throw refused("42883", "date_trunc takes a unit and a date or timestamp here");
        };
    }

    static Value of(Value[] arguments) {
        String unit = unit(TextFunctions.cell(arguments[0]));
        Value value = arguments[1];
        if (value.getValueType() == Value.TIME) {
            return ValueTime.fromNanos(nanos(unit, ((ValueTime) value).getNanos()));
        }
        boolean isPoint = arguments.length == 3
                || value.getValueType() == Value.TIMESTAMP_TZ
                || value.getValueType() == Value.DATE;
        int offset = arguments.length == 3 ? ZonedTimes.offset(arguments[2]) : 0;
        ValueTimestamp local =
                ZonedTimes.shifted((ValueTimestamp) value.convertTo(TypeInfo.TYPE_TIMESTAMP, UTC), offset);
        long date = date(unit, local.getDateValue());
        long nanos = nanos(unit, local.getTimeNanos());
        ValueTimestamp beginning = ValueTimestamp.fromDateValueAndNanos(date, nanos);
        return isPoint ? ZonedTimes.point(beginning, offset) : beginning;
    }

    /** The seconds of a time or interval, those since 1970 or of all of it, or thousandths or millionths of them. */
    static Value seconds(Value[] arguments) {
        Value time = arguments[1];
        String unit = TextFunctions.cell(arguments[0]);
        if (unit.equals("epoch")) {
            BigDecimal seconds = new BigDecimal(nanos(time)).movePointLeft(NANO_DIGITS);
            return ValueNumeric.get(
                    seconds.setScale(time.getValueType() == Value.DATE ? 0 : MICRO_DIGITS, RoundingMode.HALF_EVEN));
        }
        long nanos = nanos(time)
                .remainder(BigInteger.valueOf(DateTimeUtils.NANOS_PER_MINUTE))
                .longValue();
        // Before 1970 they count on, too.
        boolean isInterval = time instanceof ValueInterval;
        long within = isInterval ? nanos : Math.floorMod(nanos, DateTimeUtils.NANOS_PER_MINUTE);
        int places = switch (unit) {
            case "second" -> MICRO_DIGITS;
            case "milliseconds" -> 3;
            default -> 0;
        };
        return ValueNumeric.get(BigDecimal.valueOf(within, 3 + places).setScale(places, RoundingMode.HALF_EVEN));
    }

    /** Since 1970, since midnight, or of all of an interval, whose years have 365.25 days and whose months 30. */
    private static BigInteger nanos(Value time) {
        return switch (time) {
            case ValueInterval interval
            when isMonths(interval) -> {
                BigInteger[] parts = IntervalUtils.intervalToAbsolute(interval)
                        .divideAndRemainder(BigInteger.valueOf(MONTHS_PER_YEAR));
                yield parts[0].multiply(SECONDS_PER_YEAR)
                        .add(parts[1].multiply(SECONDS_PER_MONTH))
                        .multiply(BigInteger.valueOf(DateTimeUtils.NANOS_PER_SECOND));
            }
            case ValueInterval interval -> IntervalUtils.intervalToAbsolute(interval);
            case ValueTime exact -> BigInteger.valueOf(exact.getNanos());
            case ValueTimeTimeZone exact -> BigInteger.valueOf(exact.getNanos());
            default -> {
                ValueTimestamp at = (ValueTimestamp) time.convertTo(TypeInfo.TYPE_TIMESTAMP, UTC);
                yield BigInteger.valueOf(DateTimeUtils.absoluteDayFromDateValue(at.getDateValue()))
                        .multiply(BigInteger.valueOf(DateTimeUtils.NANOS_PER_DAY))
                        .add(BigInteger.valueOf(at.getTimeNanos()));
            }
        };
    }

    static boolean isMonths(ValueInterval interval) {
        return interval.getValueType() == Value.INTERVAL_YEAR
                || interval.getValueType() == Value.INTERVAL_MONTH
                || interval.getValueType() == Value.INTERVAL_YEAR_TO_MONTH;
    }

    /** The unit by the one of PostgreSQL's names for it that is used here. */
    private static String unit(String name) {
        return switch (Ascii.lower(name)) {
            case "microsecond", "microseconds", "us", "usec", "usecs" -> "microsecond";
            case "millisecond", "milliseconds", "ms", "msec", "msecs" -> "millisecond";
            case "second", "seconds", "s", "sec", "secs" -> "second";
            case "minute", "minutes", "m", "min", "mins" -> "minute";
            case "hour", "hours", "h", "hr", "hrs" -> "hour";
            case "day", "days", "d" -> "day";
            case "week", "weeks", "w" -> "week";
            case "month", "months", "mon", "mons" -> "month";
            case "quarter", "qtr" -> "quarter";
            case "year", "years", "y", "yr", "yrs" -> "year";
            case "decade", "decades", "dec", "decs" -> "decade";
            case "century", "centuries", "c", "cent" -> "century";
            case "millennium", "millennia", "mil", "mils" -> "millennium";
            default -> throw refused("22023", "date_trunc knows no unit \"" + name + "\"");
        };
    }

    private static long nanos(String unit, long nanos) {
        long whole = switch (unit) {
            case "microsecond" -> 1_000;
            case "millisecond" -> 1_000_000;
            case "second" -> DateTimeUtils.NANOS_PER_SECOND;
            case "minute" -> DateTimeUtils.NANOS_PER_MINUTE;
            case "hour" -> DateTimeUtils.NANOS_PER_HOUR;
            default -> DateTimeUtils.NANOS_PER_DAY;
        };
        return nanos - nanos % whole;
    }

    private static long date(String unit, long date) {
        int year = DateTimeUtils.yearFromDateValue(date);
        int month = DateTimeUtils.monthFromDateValue(date);
        return switch (unit) {
            case "week" ->
                DateTimeUtils.dateValueFromAbsoluteDay(
                        DateTimeUtils.absoluteDayFromDateValue(date) - DateTimeUtils.getIsoDayOfWeek(date) + 1);
            case "month" -> DateTimeUtils.dateValue(year, month, 1);
            case "quarter" -> DateTimeUtils.dateValue(year, month - (month - 1) % 3, 1);
            case "year" -> DateTimeUtils.dateValue(year, 1, 1);
            case "decade" -> DateTimeUtils.dateValue(Math.floorDiv(year, 10) * 10L, 1, 1);
            // The first century is of the years 1 to 100.
            case "century" -> DateTimeUtils.dateValue(Math.floorDiv(year - 1, 100) * 100L + 1, 1, 1);
            case "millennium" -> DateTimeUtils.dateValue(Math.floorDiv(year - 1, 1_000) * 1_000L + 1, 1, 1);
            default -> date;
        };
    }
}
