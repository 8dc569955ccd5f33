package io.cairn.node.pgtype;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads days, times and zones in ISO order: {@code 2026-11-21 10:59:00.25+01:00 BC}, each part where it is wanted. */
final class TimeScanner {
    private static final int YEAR_DIGITS_MAX = 7;
    private static final int FRACTION_DIGITS_MAX = 30;

    private final String text;
    private final String type;
    private int at;

    /** What a text said: parts that it did not name are null. */
    record Parts(
            @Nullable LocalDate day,
            @Nullable Long micros,
            @Nullable ZoneId zone) {
        /** Seconds east of Greenwich at the local time; of {@code other} where the text named no zone. */
        int offsetSeconds(ZoneId other) {
            ZoneId here = zone == null ? other : zone;
            if (here instanceof ZoneOffset fixed) {
                return fixed.getTotalSeconds();
            }
            LocalDate date = day == null ? PgEpoch.DAY : day;
            long nanos = micros == null ? 0 : micros * 1_000;
            LocalDateTime local = date.atStartOfDay().plusNanos(nanos);
            return here.getRules().getOffset(local).getTotalSeconds();
        }
    }

    private TimeScanner(String text, String type) {
        this.text = text;
        this.type = type;
    }

    /** Reads a text that has a day and perhaps a time. */
    static Parts dayAndTime(String text, String type) {
        TimeScanner scanner = new TimeScanner(text, type);
        scanner.spaces();
        return scanner.rest(scanner.yearMonthDay());
    }

    /** Reads a text that has a time, perhaps behind a day. */
    static Parts time(String text, String type) {
        TimeScanner scanner = new TimeScanner(text, type);
        scanner.spaces();
        boolean dayFirst = text.indexOf('-', scanner.at) == scanner.at + 4;
        Parts parts = scanner.rest(dayFirst ? scanner.yearMonthDay() : null);
        if (parts.micros() == null) {
            throw scanner.malformed();
        }
        return parts;
    }

    private Parts rest(@Nullable LocalDate day) {
        if (peek() == 'T' || peek() == 't') {
            at++;
        }
        spaces();
        Long micros = isDigit(peek()) ? Long.valueOf(clock()) : null;
        spaces();
        ZoneId zone = zone();
        spaces();
        if (text.regionMatches(true, at, "BC", 0, 2) && day != null) {
            at += 2;
        }
        spaces();
        if (at < text.length()) {
            throw malformed();
        }
        return new Parts(day, micros, zone);
    }

    private LocalDate yearMonthDay() {
        int start = at;
        int year = digits(4, YEAR_DIGITS_MAX);
        expect('-');
        int month = digits(1, 2);
        expect('-');
        int day = digits(1, 2);
        try {
            if (year == 0) {
                throw new DateTimeException("there is no year 0");
            }
            // Which days a year has is a matter of the era: 2057 before Christ is the year -2056, and has a leap day.
            return LocalDate.of(isBeforeChrist() ? 1 - year : year, month, day);
        } catch (DateTimeException e) {
            throw SqlFailure.of(
                            SqlState.DATETIME_OVERFLOW,
                            "date/time field value out of range: \"" + NumberText.shown(text.substring(start)) + "\"")
                    .withDetail(String.valueOf(e.getMessage()));
        }
    }

    private boolean isBeforeChrist() {
        String all = text.stripTrailing();
        return all.regionMatches(true, all.length() - 2, "BC", 0, 2);
    }

    /** Microseconds since midnight, at most 24:00. */
    private long clock() {
        long hour = digits(1, 2);
        expect(':');
        long minute = digits(1, 2);
        long micros = 0;
        if (peek() == ':') {
            at++;
            micros = secondsMicros();
        }
        long sum = (hour * 60 + minute) * 60 * PgEpoch.MICROS_PER_SECOND + micros;
        if (minute > 59 || micros > 60 * PgEpoch.MICROS_PER_SECOND || sum > PgEpoch.MICROS_PER_DAY) {
            throw outOfRange();
        }
        return sum;
    }

    private long secondsMicros() {
        int start = at;
        digits(1, 2);
        if (peek() == '.') {
            at++;
            if (isDigit(peek())) {
                digits(1, FRACTION_DIGITS_MAX);
            }
        }
        return new BigDecimal(text.substring(start, at))
                .movePointRight(6)
                .setScale(0, RoundingMode.HALF_EVEN)
                .longValueExact();
    }

    private @Nullable ZoneId zone() {
        char c = peek();
        if (c == '+' || c == '-') {
            at++;
            return offset(c == '-' ? -1 : 1);
        }
        int start = at;
        while (isNamePart(peek())) {
            at++;
        }
        String name = text.substring(start, at);
        if (name.isEmpty() || name.equalsIgnoreCase("BC")) {
            at = start;
            return null;
        }
        return named(name);
    }

    private ZoneId offset(int sign) {
        int start = at;
        int hours = digits(1, 4);
        int minutes = 0;
        int seconds = 0;
        if (at - start > 2) {
            minutes = hours % 100;
            hours /= 100;
        } else if (peek() == ':') {
            at++;
            minutes = digits(2, 2);
        }
        if (peek() == ':') {
            at++;
            seconds = digits(2, 2);
        }
        if (hours > 15 || minutes > 59 || seconds > 59) {
            throw SqlFailure.of("22009", "time zone displacement out of range: \"" + NumberText.shown(text) + "\"");
        }
        return offsetOf(sign * ((hours * 60 + minutes) * 60 + seconds));
    }

    private ZoneId offsetOf(int seconds) {
        try {
            return ZoneOffset.ofTotalSeconds(seconds);
        } catch (DateTimeException beyondJava) {
            throw SqlFailure.of("22009", "time zone displacement out of range: \"" + NumberText.shown(text) + "\"");
        }
    }

    private ZoneId named(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        if (upper.equals("Z") || upper.equals("UTC") || upper.equals("GMT")) {
            return ZoneOffset.UTC;
        }
        try {
            if (name.indexOf('/') > 0) {
                return ZoneId.of(name);
            }
        } catch (DateTimeException e) {
            throw SqlFailure.of(SqlState.INVALID_PARAMETER, "time zone \"" + name + "\" not recognized");
        }
        throw malformed();
    }

    private int digits(int least, int most) {
        int start = at;
        long value = 0;
        while (at < text.length() && at - start < most && isDigit(text.charAt(at))) {
            value = Math.min(value * 10 + (text.charAt(at) - '0'), Integer.MAX_VALUE);
            at++;
        }
        if (at - start < least || isDigit(peek())) {
            throw malformed();
        }
        return (int) value;
    }

    private void expect(char wanted) {
        if (peek() != wanted) {
            throw malformed();
        }
        at++;
    }

    private void spaces() {
        while (NumberText.isSpace(peek())) {
            at++;
        }
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private SqlFailure malformed() {
        return SqlFailure.of(
                SqlState.DATETIME_FORMAT,
                "invalid input syntax for type " + type + ": \"" + NumberText.shown(text) + "\"");
    }

    private SqlFailure outOfRange() {
        return SqlFailure.of(
                SqlState.DATETIME_OVERFLOW, "date/time field value out of range: \"" + NumberText.shown(text) + "\"");
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isNamePart(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '/' || c == '_';
    }
}
