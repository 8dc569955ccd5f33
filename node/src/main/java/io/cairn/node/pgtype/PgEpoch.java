package io.cairn.node.pgtype;

import java.time.LocalDate;
import java.time.LocalDateTime;

/** Where PostgreSQL counts days and microseconds from, and how far they go. */
final class PgEpoch {
    static final LocalDate DAY = LocalDate.of(2000, 1, 1);
    static final LocalDateTime TIME = DAY.atStartOfDay();
    static final long MICROS_PER_SECOND = 1_000_000;
    static final long MICROS_PER_DAY = 86_400 * MICROS_PER_SECOND;

    /** 4714-11-24 BC, the first day of the Julian count. */
    static final LocalDate FIRST_DAY = LocalDate.of(-4713, 11, 24);

    private static final LocalDate DAY_MAX = LocalDate.of(5_874_897, 12, 31);
    private static final LocalDate STAMP_DAY_MAX = LocalDate.of(294_276, 12, 31);
    private static final long DAYS_TO_EPOCH = DAY.toEpochDay();

    private PgEpoch() {}

    static Cell.Day day(LocalDate day) {
        if (day.isBefore(FIRST_DAY) || day.isAfter(DAY_MAX)) {
            throw SqlFailure.of(SqlState.DATETIME_OVERFLOW, "date out of range: \"" + day + "\"");
        }
        return new Cell.Day((int) (day.toEpochDay() - DAYS_TO_EPOCH));
    }

    /** Days since 2000-01-01 as they came from the other side. */
    static Cell.Day day(int days) {
        return days == Integer.MIN_VALUE || days == Integer.MAX_VALUE
                ? new Cell.Day(days)
                : day(LocalDate.ofEpochDay(DAYS_TO_EPOCH + days));
    }

    /** A time as the sum of a day, of microseconds on it and of seconds to take away for the zone. */
    static Cell.Stamp stamp(LocalDate day, long micros, long offsetSeconds) {
        if (day.isBefore(FIRST_DAY) || day.isAfter(STAMP_DAY_MAX)) {
            throw SqlFailure.of(SqlState.DATETIME_OVERFLOW, "timestamp out of range: \"" + day + "\"");
        }
        return stamp((day.toEpochDay() - DAYS_TO_EPOCH) * MICROS_PER_DAY + micros - offsetSeconds * MICROS_PER_SECOND);
    }

    /** Microseconds since 2000 as they came from the other side. */
    static Cell.Stamp stamp(long micros) {
        if (micros != Long.MIN_VALUE && micros != Long.MAX_VALUE) {
            long day = DAYS_TO_EPOCH + Math.floorDiv(micros, MICROS_PER_DAY);
            if (day < FIRST_DAY.toEpochDay() || day > STAMP_DAY_MAX.toEpochDay()) {
                throw SqlFailure.of(SqlState.DATETIME_OVERFLOW, "timestamp out of range");
            }
        }
        return new Cell.Stamp(micros);
    }

    static LocalDate dayOf(long days) {
        return LocalDate.ofEpochDay(DAYS_TO_EPOCH + days);
    }
}
