package io.cairn.client.jdbc;

import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Calendar;
import org.jspecify.annotations.Nullable;

/**
 * Times as texts and as Java's classes. The old classes of {@code java.sql} mean the day and time in a zone, that of
 * this machine unless a calendar says another; the database's zone is UTC.
 */
@SuppressWarnings("JavaUtilDate")
final class Times {
    private static final LocalDate EPOCH = LocalDate.EPOCH;

    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter(java.util.Locale.ROOT);

    private static final DateTimeFormatter ZONED_TIME = new DateTimeFormatterBuilder()
            .append(TIME)
            .appendOffset("+HH:mm:ss", "+00")
            .toFormatter(java.util.Locale.ROOT);

    private static final DateTimeFormatter DAY_TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral(' ')
            .append(TIME)
            .toFormatter(java.util.Locale.ROOT);

    private static final DateTimeFormatter ZONED_DAY_TIME = new DateTimeFormatterBuilder()
            .append(DAY_TIME)
            .appendOffset("+HH:mm:ss", "+00")
            .toFormatter(java.util.Locale.ROOT);

    private Times() {}

    /** Reads one form of a text. */
    private interface Reading<T> {
        T of(String text);
    }

    private static <T> T read(String text, Reading<T> reading) throws SQLException {
        try {
            return reading.of(text);
        } catch (DateTimeException malformed) {
            throw Failures.of("22007", "no date or time of the form asked for: " + text, malformed);
        }
    }

    private static boolean hasDay(String text) {
        return text.length() > 4 && text.indexOf('-', 1) >= 4;
    }

    private static boolean hasTime(String text) {
        return text.indexOf(':') >= 0;
    }

    private static boolean hasOffset(String text) {
        int time = text.indexOf(':');
        return time >= 0 && (text.indexOf('+', time) >= 0 || text.indexOf('-', time) >= 0);
    }

    /** A day and time with its offset, UTC where the text has none. */
    static OffsetDateTime zonedDayTime(String text) throws SQLException {
        if (hasDay(text) && hasOffset(text)) {
            return read(text, zoned -> OffsetDateTime.parse(zoned, ZONED_DAY_TIME));
        }
        return dayTime(text).atOffset(ZoneOffset.UTC);
    }

    static LocalDateTime dayTime(String text) throws SQLException {
        if (!hasDay(text)) {
            return time(text).atDate(EPOCH);
        }
        if (!hasTime(text)) {
            return day(text).atStartOfDay();
        }
        return hasOffset(text)
                ? zonedDayTime(text).toLocalDateTime()
                : read(text, plain -> LocalDateTime.parse(plain, DAY_TIME));
    }

    static LocalDate day(String text) throws SQLException {
        return hasTime(text) ? dayTime(text).toLocalDate() : read(text, LocalDate::parse);
    }

    static LocalTime time(String text) throws SQLException {
        if (hasDay(text)) {
            return dayTime(text).toLocalTime();
        }
        return hasOffset(text) ? zonedTime(text).toLocalTime() : read(text, plain -> LocalTime.parse(plain, TIME));
    }

    static OffsetTime zonedTime(String text) throws SQLException {
        if (hasDay(text)) {
            return zonedDayTime(text).toOffsetTime();
        }
        return hasOffset(text)
                ? read(text, zoned -> OffsetTime.parse(zoned, ZONED_TIME))
                : time(text).atOffset(ZoneOffset.UTC);
    }

    /** The zone of a calendar, or of this machine. */
    static ZoneId zone(@Nullable Calendar calendar) {
        return calendar == null
                ? ZoneId.systemDefault()
                : calendar.getTimeZone().toZoneId();
    }

    static Timestamp timestamp(String text, ZoneId zone) throws SQLException {
        if (hasOffset(text)) {
            return Timestamp.from(
                    hasDay(text)
                            ? zonedDayTime(text).toInstant()
                            : zonedTime(text).atDate(EPOCH).toInstant());
        }
        return Timestamp.from(dayTime(text).atZone(zone).toInstant());
    }

    static Date date(String text, ZoneId zone) throws SQLException {
        LocalDate day = hasOffset(text) && hasDay(text)
                ? zonedDayTime(text).atZoneSameInstant(zone).toLocalDate()
                : day(text);
        return new Date(day.atStartOfDay(zone).toInstant().toEpochMilli());
    }

    static Time clockTime(String text, ZoneId zone) throws SQLException {
        Instant instant = hasOffset(text)
                ? zonedTime(text).atDate(EPOCH).toInstant()
                : time(text).atDate(EPOCH).atZone(zone).toInstant();
        return new Time(instant.toEpochMilli());
    }

    static String text(Timestamp timestamp, ZoneId zone) {
        return DAY_TIME.format(timestamp.toInstant().atZone(zone));
    }

    /** Whether a timestamp is written alike in a zone and in the database's. */
    static boolean isUtc(Timestamp timestamp, ZoneId zone) {
        return zone.getRules().getOffset(timestamp.toInstant()).equals(ZoneOffset.UTC);
    }

    static String text(java.util.Date date, ZoneId zone) {
        return DateTimeFormatter.ISO_LOCAL_DATE.format(
                Instant.ofEpochMilli(date.getTime()).atZone(zone));
    }

    static String text(Time time, ZoneId zone) {
        return TIME.format(Instant.ofEpochMilli(time.getTime()).atZone(zone));
    }

    static String text(LocalDateTime time) {
        return DAY_TIME.format(time);
    }

    static String text(LocalTime time) {
        return TIME.format(time);
    }

    static String text(OffsetTime time) {
        return ZONED_TIME.format(time);
    }

    static String text(OffsetDateTime time) {
        return ZONED_DAY_TIME.format(time);
    }

    static Timestamp timestamp(java.util.Date date) {
        return new Timestamp(date.getTime());
    }
}
