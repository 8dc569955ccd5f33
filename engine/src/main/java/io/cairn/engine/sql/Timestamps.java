package io.cairn.engine.sql;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.h2.api.JavaObjectSerializer;
import io.cairn.h2.engine.CastDataProvider;
import io.cairn.h2.engine.Mode;
import io.cairn.h2.message.DbException;
import io.cairn.h2.util.DateTimeUtils;
import io.cairn.h2.util.TimeZoneProvider;
import io.cairn.h2.value.ValueTimestampTimeZone;
import org.jspecify.annotations.Nullable;

/** Milliseconds since 1970 as timestamps of SQL, and back. A text without a zone is in UTC, as in every session. */
final class Timestamps {
    private static final int TEXT_MAX = 64;
    private static final long DAY_MILLIS = 86_400_000;
    private static final long MILLI_NANOS = 1_000_000;
    private static final CastDataProvider UTC = new Utc();

    private Timestamps() {}

    /** The time that a parameter says; {@code sql-22007} where it says none. */
    static long millis(Value value) {
        if (value instanceof Value.Text text) {
            return millis(text.value());
        }
        throw malformed("a timestamp is a text");
    }

    /** The time that a text says, whatever is less than a millisecond cut off. */
    static long millis(String text) {
        if (text.length() > TEXT_MAX) {
            throw malformed("a timestamp has at most " + TEXT_MAX + " characters");
        }
        try {
            ValueTimestampTimeZone read = (ValueTimestampTimeZone) DateTimeUtils.parseTimestamp(text.trim(), UTC, true);
            long days = DateTimeUtils.absoluteDayFromDateValue(read.getDateValue());
            return days * DAY_MILLIS
                    + Math.floorDiv(read.getTimeNanos(), MILLI_NANOS)
                    - read.getTimeZoneOffsetSeconds() * 1000L;
        } catch (DbException | IllegalArgumentException | IndexOutOfBoundsException unreadable) {
            throw malformed("no timestamp: " + text);
        }
    }

    /** A time in UTC. */
    static ValueTimestampTimeZone of(long millis) {
        return ValueTimestampTimeZone.fromDateValueAndNanos(
                DateTimeUtils.dateValueFromAbsoluteDay(Math.floorDiv(millis, DAY_MILLIS)),
                Math.floorMod(millis, DAY_MILLIS) * MILLI_NANOS,
                0);
    }

    private static CairnException.Refused malformed(String what) {
        return new CairnException.Refused("sql-22007", "timestamp", what);
    }

    /** A session without a database: nothing but its time zone counts here. */
    private static final class Utc implements CastDataProvider {
        @Override
        public ValueTimestampTimeZone currentTimestamp() {
            return of(0);
        }

        @Override
        public TimeZoneProvider currentTimeZone() {
            return TimeZoneProvider.UTC;
        }

        @Override
        public Mode getMode() {
            return Mode.getInstance("PostgreSQL");
        }

        @Override
        public @Nullable JavaObjectSerializer getJavaObjectSerializer() {
            return null;
        }

        @Override
        public boolean zeroBasedEnums() {
            return false;
        }
    }
}
