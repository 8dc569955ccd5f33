package io.cairn.engine.sql;

import static io.cairn.engine.sql.SystemFunctions.refused;

import io.cairn.h2.expression.Expression;
import io.cairn.h2.util.DateTimeUtils;
import io.cairn.h2.value.TypeInfo;
import io.cairn.h2.value.Value;
import io.cairn.h2.value.ValueInterval;
import io.cairn.h2.value.ValueTime;
import io.cairn.h2.value.ValueTimestamp;
import java.util.List;

/** PostgreSQL's {@code date_trunc}, the beginning of the hour, week or century that a time is in; and its seconds. */
final class TruncatedTimes {

    private static final List<String> UNITS = List.of(
            "microsecond",
            "millisecond",
            "second",
            "minute",
            "hour",
            "day",
            "week",
            "month",
            "quarter",
            "year",
            "decade",
            "century",
            "millennium");

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

    static boolean isMonths(ValueInterval interval) {
        return interval.getValueType() == Value.INTERVAL_YEAR
                || interval.getValueType() == Value.INTERVAL_MONTH
                || interval.getValueType() == Value.INTERVAL_YEAR_TO_MONTH;
    }

    private static String unit(String name) {
        String unit = TimeParts.unit(name);
        if (!UNITS.contains(unit)) {
            throw refused(unit.isEmpty() ? "22023" : "0A000", "date_trunc knows no unit \"" + name + "\"");
        }
        return unit;
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
