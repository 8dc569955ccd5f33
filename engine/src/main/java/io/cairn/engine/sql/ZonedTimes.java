package io.cairn.engine.sql;

import static io.cairn.engine.sql.SystemFunctions.refused;

import io.cairn.engine.dialect.Ascii;
import io.cairn.h2.expression.Expression;
import io.cairn.h2.expression.Parameter;
import io.cairn.h2.util.DateTimeUtils;
import io.cairn.h2.util.IntervalUtils;
import io.cairn.h2.value.TypeInfo;
import io.cairn.h2.value.Value;
import io.cairn.h2.value.ValueInterval;
import io.cairn.h2.value.ValueTimeTimeZone;
import io.cairn.h2.value.ValueTimestamp;
import io.cairn.h2.value.ValueTimestampTimeZone;
import java.util.List;

/**
 * AT TIME ZONE for zones whose offset never changes: a point in time becomes what a clock there shows, and what a clock
 * shows a point in time. Other zones need a database of their rules, which changes, and are refused.
 */
final class ZonedTimes {
    private static final CastAtUtc UTC = new CastAtUtc();
    private static final int HOURS_MAX = 167;
    private static final long DAY_SECONDS = 86_400;
    private static final List<String> NAMES_OF_UTC =
            List.of("utc", "gmt", "ut", "uct", "z", "zulu", "universal", "greenwich", "gmt0");

    private ZonedTimes() {}

    static TypeInfo type(Expression[] arguments) {
        Expression time = arguments[0];
        return switch (time.getType().getValueType()) {
            case Value.TIMESTAMP -> TypeInfo.TYPE_TIMESTAMP_TZ;
            case Value.TIMESTAMP_TZ, Value.DATE, Value.NULL, Value.UNKNOWN -> TypeInfo.TYPE_TIMESTAMP;
            case Value.TIME, Value.TIME_TZ -> TypeInfo.TYPE_TIME_TZ;
            default -> {
                // A literal is a point in time; a text of another kind is none to PostgreSQL.
                if (time.isConstant() || time instanceof Parameter) {
                    yield TypeInfo.TYPE_TIMESTAMP;
                }
                throw refused("42883", "AT TIME ZONE takes a time or timestamp");
            }
        };
    }

    static Value of(Value[] arguments) {
        int offset = offset(arguments[1]);
        return switch (arguments[0]) {
            case ValueTimestamp shown -> point(shown, offset);
            case Value time
            when time.getValueType() == Value.TIME || time.getValueType() == Value.TIME_TZ ->
                timeOfDay((ValueTimeTimeZone) time.convertTo(TypeInfo.TYPE_TIME_TZ, UTC), offset);
            case Value point ->
                shifted(
                        (ValueTimestamp) point.convertTo(TypeInfo.TYPE_TIMESTAMP_TZ, UTC)
                                .convertTo(TypeInfo.TYPE_TIMESTAMP, UTC),
                        offset);
        };
    }

    /** When clocks that are so many seconds before UTC's show a time. */
    static Value point(ValueTimestamp shown, int offset) {
        ValueTimestamp there = shifted(shown, -offset);
        return ValueTimestampTimeZone.fromDateValueAndNanos(there.getDateValue(), there.getTimeNanos(), 0);
    }

    private static Value timeOfDay(ValueTimeTimeZone time, int offset) {
        long moved = (offset - (long) time.getTimeZoneOffsetSeconds()) * DateTimeUtils.NANOS_PER_SECOND;
        return ValueTimeTimeZone.fromNanos(Math.floorMod(time.getNanos() + moved, DateTimeUtils.NANOS_PER_DAY), offset);
    }

    /** A timestamp so many seconds later. */
    static ValueTimestamp shifted(ValueTimestamp timestamp, int seconds) {
        long nanos = timestamp.getTimeNanos() + seconds * DateTimeUtils.NANOS_PER_SECOND;
        long day = DateTimeUtils.absoluteDayFromDateValue(timestamp.getDateValue())
                + Math.floorDiv(nanos, DateTimeUtils.NANOS_PER_DAY);
        return ValueTimestamp.fromDateValueAndNanos(
                DateTimeUtils.dateValueFromAbsoluteDay(day), Math.floorMod(nanos, DateTimeUtils.NANOS_PER_DAY));
    }

    /** How many seconds the clocks of a zone are before UTC's. */
    static int offset(Value zone) {
        if (zone instanceof ValueInterval interval) {
            return ofInterval(interval);
        }
        String name = TextFunctions.cell(zone);
        String lower = Ascii.lower(name);
        String bare = lower.startsWith("etc/") && !lower.equals("etc/z") && !lower.equals("etc/ut")
                ? lower.substring("etc/".length())
                : lower;
        if (NAMES_OF_UTC.contains(bare)) {
            return 0;
        }
        String rest = lower;
        for (String prefix : new String[] {"etc/gmt", "gmt", "utc"}) {
            if (lower.startsWith(prefix)) {
                rest = lower.substring(prefix.length());
                break;
            }
        }
        boolean isSigned = rest.startsWith("+") || rest.startsWith("-");
        long seconds = isSigned ? seconds(rest.substring(1)) : -1;
        if (seconds < 0 || lower.startsWith("etc/") && seconds > 14 * 3_600) {
            throw refused(
                    "0A000", "the time zone \"" + name + "\": AT TIME ZONE takes UTC and offsets such as '+02' here");
        }
        // As in POSIX and PostgreSQL, plus is west of Greenwich.
        return (int) (rest.startsWith("+") ? -seconds : seconds);
    }

    private static int ofInterval(ValueInterval interval) {
        if (TruncatedTimes.isMonths(interval)) {
            throw refused("22023", "an interval that is a time zone has no months");
        }
        long seconds = IntervalUtils.intervalToAbsolute(interval).longValueExact() / DateTimeUtils.NANOS_PER_SECOND;
        if (Math.abs(seconds) >= DAY_SECONDS) {
            throw refused("22023", "an interval that is a time zone has no days");
        }
        return (int) seconds;
    }

    /** The seconds of {@code hours[:minutes[:seconds]]}; less than none where it says something else. */
    private static long seconds(String text) {
        long seconds = 0;
        int unit = 3_600;
        int number = -1;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ':';
            if (c >= '0' && c <= '9') {
                number = Math.max(number, 0) * 10 + c - '0';
            }
            boolean isNumber = c >= '0' && c <= '9' || c == ':' && number >= 0;
            if (!isNumber || unit == 0 || number > (unit == 3_600 ? HOURS_MAX : 59)) {
                return -1;
            }
            if (c == ':') {
                seconds += (long) number * unit;
                unit /= 60;
                number = -1;
            }
        }
        return seconds;
    }
}
