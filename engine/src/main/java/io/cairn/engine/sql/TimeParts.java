package io.cairn.engine.sql;

import static io.cairn.engine.sql.SystemFunctions.refused;

import io.cairn.engine.dialect.Ascii;
import io.cairn.h2.deterministic.Numerics;
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
import java.util.List;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's {@code extract}: parts of dates, times, points in time and intervals. */
final class TimeParts {
    private static final int NANO_DIGITS = 9;
    private static final int MICRO_DIGITS = 6;
    private static final int DIGITS = 20;
    private static final long MONTHS_PER_YEAR = 12;
    private static final BigInteger SECONDS_PER_YEAR = BigInteger.valueOf(31_557_600);
    private static final BigInteger SECONDS_PER_MONTH = BigInteger.valueOf(2_592_000);
    private static final BigInteger NANOS_PER_DAY = BigInteger.valueOf(DateTimeUtils.NANOS_PER_DAY);
    private static final long SECONDS_PER_HOUR = 3_600;

    /** The julian day of the first of January 1970. */
    private static final long JULIAN_1970 = 2_440_588;

    /** PostgreSQL looks at no more of a name. */
    private static final int NAME_LENGTH = 10;

    private static final List<String> FRACTIONS = List.of("second", "millisecond", "epoch", "julian");

    private TimeParts() {}

    /** What a part that is named by the first argument is, with places where it may be no whole number. */
    static TypeInfo type(Expression[] arguments) {
        String unit = unit(TextFunctions.cell(arguments[0].getValue(null)));
        return TypeInfo.getTypeInfo(Value.NUMERIC, DIGITS, FRACTIONS.contains(unit) ? MICRO_DIGITS : 0, null);
    }

    static Value of(Value[] arguments) {
        String name = TextFunctions.cell(arguments[0]);
        String unit = unit(name);
        if (unit.isEmpty()) {
            throw refused("22023", "no unit of times: " + name);
        }
        Value time = arguments[1];
        BigDecimal part = switch (time) {
            case ValueInterval interval -> ofInterval(unit, interval);
            case ValueTime exact -> ofTime(unit, exact.getNanos(), 0, false);
            case ValueTimeTimeZone exact -> ofTime(unit, exact.getNanos(), exact.getTimeZoneOffsetSeconds(), true);
            default -> ofDate(unit, time);
        };
        if (part == null) {
            throw refused("0A000", "the unit " + name + " of " + time.getType().getTraceSQL());
        }
        return ValueNumeric.get(part);
    }

    /** The unit by one of PostgreSQL's names for it; empty for none. */
    static String unit(String name) {
        String known = name.length() > NAME_LENGTH ? name.substring(0, NAME_LENGTH) : name;
        return switch (Ascii.lower(known)) {
            case "microsecon", "us", "usec", "usecs", "usecond", "useconds" -> "microsecond";
            case "millisecon", "ms", "msec", "msecs", "msecond", "mseconds" -> "millisecond";
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
            case "julian", "j", "jd" -> "julian";
            case "timezone_h" -> "timezone_hour";
            case "timezone_m" -> "timezone_minute";
            case "timezone", "epoch", "dow", "doy", "isodow", "isoyear" -> Ascii.lower(known);
            default -> "";
        };
    }

    /** A part of a day; null for what is none. */
    private static @Nullable BigDecimal ofTime(String unit, long nanos, int offset, boolean hasZone) {
        return switch (unit) {
            case "epoch" ->
                BigDecimal.valueOf(nanos, NANO_DIGITS)
                        .setScale(MICRO_DIGITS, RoundingMode.HALF_EVEN)
                        .subtract(BigDecimal.valueOf(offset));
            case "hour" -> BigDecimal.valueOf(nanos / DateTimeUtils.NANOS_PER_HOUR);
            case "timezone", "timezone_hour", "timezone_minute" -> hasZone ? zone(unit, offset) : null;
            default -> ofMinute(unit, Math.floorMod(nanos, DateTimeUtils.NANOS_PER_HOUR));
        };
    }

    private static BigDecimal zone(String unit, int offset) {
        return BigDecimal.valueOf(
                switch (unit) {
                    case "timezone_hour" -> offset / SECONDS_PER_HOUR;
                    case "timezone_minute" -> offset % SECONDS_PER_HOUR / 60;
                    default -> offset;
                });
    }

    /** A part of an hour; null for what is none. */
    private static @Nullable BigDecimal ofMinute(String unit, long nanos) {
        long within = nanos % DateTimeUtils.NANOS_PER_MINUTE;
        return switch (unit) {
            case "minute" -> BigDecimal.valueOf(nanos / DateTimeUtils.NANOS_PER_MINUTE);
            case "second" -> rounded(within, NANO_DIGITS, MICRO_DIGITS);
            case "millisecond" -> rounded(within, MICRO_DIGITS, 3);
            case "microsecond" -> rounded(within, 3, 0);
            default -> null;
        };
    }

    private static BigDecimal rounded(long nanos, int scale, int places) {
        return BigDecimal.valueOf(nanos, scale).setScale(places, RoundingMode.HALF_EVEN);
    }

    /** A date has no times of day; what has a zone is in UTC. */
    private static @Nullable BigDecimal ofDate(String unit, Value time) {
        ValueTimestamp at = (ValueTimestamp) time.convertTo(TypeInfo.TYPE_TIMESTAMP, new CastAtUtc());
        boolean isDate = time.getValueType() == Value.DATE;
        long date = at.getDateValue();
        long day = DateTimeUtils.absoluteDayFromDateValue(date);
        return switch (unit) {
            case "epoch" -> {
                BigInteger nanos =
                        BigInteger.valueOf(day).multiply(NANOS_PER_DAY).add(BigInteger.valueOf(at.getTimeNanos()));
                yield new BigDecimal(nanos, NANO_DIGITS).setScale(isDate ? 0 : MICRO_DIGITS, RoundingMode.HALF_EVEN);
            }
            case "julian" -> {
                BigDecimal whole = BigDecimal.valueOf(day + JULIAN_1970);
                BigDecimal micros = rounded(at.getTimeNanos(), 3, 0);
                yield isDate ? whole : whole.add(ofDay(micros));
            }
            case "timezone", "timezone_hour", "timezone_minute" ->
                time.getValueType() == Value.TIMESTAMP_TZ ? BigDecimal.ZERO : null;
            case "microsecond", "millisecond", "second", "minute", "hour" ->
                isDate ? null : ofTime(unit, at.getTimeNanos(), 0, false);
            default -> BigDecimal.valueOf(ofCalendar(unit, date));
        };
    }

    private static BigDecimal ofDay(BigDecimal micros) {
        BigDecimal all = BigDecimal.valueOf(DateTimeUtils.NANOS_PER_DAY / 1_000);
        return Numerics.divide(micros, all, 0, RoundingMode.HALF_UP);
    }

    private static long ofCalendar(String unit, long date) {
        int year = DateTimeUtils.yearFromDateValue(date);
        int month = DateTimeUtils.monthFromDateValue(date);
        return switch (unit) {
            case "day" -> DateTimeUtils.dayFromDateValue(date);
            case "month" -> month;
            case "quarter" -> (month + 2) / 3;
            case "week" -> DateTimeUtils.getIsoWeekOfYear(date);
            case "dow" -> DateTimeUtils.getIsoDayOfWeek(date) % 7;
            case "isodow" -> DateTimeUtils.getIsoDayOfWeek(date);
            case "doy" -> DateTimeUtils.getDayOfYear(date);
            case "isoyear" -> before(DateTimeUtils.getIsoWeekYear(date));
            case "decade" -> Math.floorDiv(year, 10);
            case "century" -> ofYears(year, 100);
            case "millennium" -> ofYears(year, 1_000);
            default -> before(year);
        };
    }

    /** There is no year zero. */
    private static long before(int year) {
        return year > 0 ? year : year - 1;
    }

    /** The first is of the years from 1, the one before it is called the first before it. */
    private static long ofYears(int year, int years) {
        return year > 0 ? (year + years - 1) / years : -((-year + years) / years);
    }

    /** Of years and months, or of days and times; each has none of the other's. */
    private static @Nullable BigDecimal ofInterval(String unit, ValueInterval interval) {
        BigInteger all = IntervalUtils.intervalToAbsolute(interval);
        boolean isMonths = TruncatedTimes.isMonths(interval);
        long months = isMonths ? all.longValueExact() : 0;
        long year = months / MONTHS_PER_YEAR;
        return switch (unit) {
            case "epoch" -> epoch(all, isMonths);
            case "millennium" -> BigDecimal.valueOf(year / 1_000);
            case "century" -> BigDecimal.valueOf(year / 100);
            case "decade" -> BigDecimal.valueOf(year / 10);
            case "year" -> BigDecimal.valueOf(year);
            case "quarter" -> BigDecimal.valueOf(months % MONTHS_PER_YEAR / 3 + 1);
            case "month" -> BigDecimal.valueOf(months % MONTHS_PER_YEAR);
            case "day", "hour", "minute", "second", "millisecond", "microsecond" ->
                ofDays(
                        unit,
                        isMonths ? BigInteger.ZERO : all,
                        interval.getQualifier().hasDays());
            default -> null;
        };
    }

    /** Years have 365.25 days, and months 30. */
    private static BigDecimal epoch(BigInteger all, boolean isMonths) {
        if (!isMonths) {
            return new BigDecimal(all, NANO_DIGITS).setScale(MICRO_DIGITS, RoundingMode.HALF_EVEN);
        }
        BigInteger[] parts = all.divideAndRemainder(BigInteger.valueOf(MONTHS_PER_YEAR));
        return new BigDecimal(parts[0].multiply(SECONDS_PER_YEAR).add(parts[1].multiply(SECONDS_PER_MONTH)))
                .setScale(MICRO_DIGITS);
    }

    /** Hours make days only where an interval counts days. */
    private static @Nullable BigDecimal ofDays(String unit, BigInteger nanos, boolean hasDays) {
        BigInteger[] days =
                hasDays ? nanos.divideAndRemainder(NANOS_PER_DAY) : new BigInteger[] {BigInteger.ZERO, nanos};
        BigInteger[] hours = days[1].divideAndRemainder(BigInteger.valueOf(DateTimeUtils.NANOS_PER_HOUR));
        return switch (unit) {
            case "day" -> new BigDecimal(days[0]);
            case "hour" -> new BigDecimal(hours[0]);
            default -> ofMinute(unit, hours[1].longValueExact());
        };
    }
}
