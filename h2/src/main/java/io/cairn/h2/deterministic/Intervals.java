package io.cairn.h2.deterministic;

import java.math.BigInteger;

/**
 * The text of an interval, as PostgreSQL writes it with {@code IntervalStyle} postgres. Objects of H2 are named by no type, as this is
 * compiled before them.
 *
 * <p>Source: the examples of "Interval Output" in PostgreSQL's manual, 8.5.5.
 */
public final class Intervals {
    private static final BigInteger NANOS_PER_DAY = BigInteger.valueOf(86_400_000_000_000L);

    private static final long MONTHS_PER_YEAR = 12;
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final long SECONDS_PER_MINUTE = 60;
    private static final long SECONDS_PER_HOUR = 3600;
    private static final long NANOS_PER_MICRO = 1000;
    private static final int DIGITS_OF_MICROS = 6;

    private final StringBuilder text;
    private final String sign;
    private final int start;

    private Intervals(StringBuilder text, boolean negative) {
        this.text = text;
        this.sign = negative ? "-" : "";
        this.start = text.length();
    }

    /**
     * Appends an interval.
     *
     * @param qualifier the {@code IntervalQualifier}: which fields it has
     * @param leading the first of them, without its sign
     * @param remaining the others, in the unit of the last but nanoseconds for seconds
     */
    public static StringBuilder append(
            StringBuilder text, Object qualifier, boolean negative, long leading, long remaining) {
        Intervals interval = new Intervals(text, negative);
        switch (((Enum<?>) qualifier).name()) {
            case "YEAR" -> interval.months(leading, 0);
            case "MONTH" -> interval.months(leading / MONTHS_PER_YEAR, leading % MONTHS_PER_YEAR);
            case "YEAR_TO_MONTH" -> interval.months(leading, remaining);
            case "DAY" -> interval.days(leading, 0, 0);
            case "DAY_TO_HOUR" -> interval.days(leading, remaining * SECONDS_PER_HOUR, 0);
            case "DAY_TO_MINUTE" -> interval.days(leading, remaining * SECONDS_PER_MINUTE, 0);
            case "DAY_TO_SECOND" -> interval.days(leading, remaining / NANOS_PER_SECOND, remaining % NANOS_PER_SECOND);
            case "HOUR" -> interval.time(leading, 0, 0, 0);
            case "HOUR_TO_MINUTE" -> interval.time(leading, remaining, 0, 0);
            case "HOUR_TO_SECOND" ->
                interval.time(leading, 0, remaining / NANOS_PER_SECOND, remaining % NANOS_PER_SECOND);
            case "MINUTE" -> interval.time(0, leading, 0, 0);
            case "MINUTE_TO_SECOND" ->
                interval.time(0, leading, remaining / NANOS_PER_SECOND, remaining % NANOS_PER_SECOND);
            case "SECOND" -> interval.time(0, 0, leading, remaining);
            default -> throw new IllegalArgumentException("no such interval: " + qualifier);
        }
        return text;
    }

    private void months(long years, long months) {
        part(years, "year");
        part(months, "mon");
        if (text.length() == start) {
            time(0, 0, 0, 0);
        }
    }

    private void days(long days, long seconds, long nanos) {
        part(days, "day");
        if (seconds != 0 || nanos >= NANOS_PER_MICRO || text.length() == start) {
            time(0, 0, seconds, nanos);
        }
    }

    private void part(long value, String unit) {
        if (value != 0) {
            space();
            text.append(sign).append(value).append(' ').append(unit);
            // PostgreSQL's plural of -1 is one.
            text.append(value == 1 && sign.isEmpty() ? "" : "s");
        }
    }

    private void time(long hours, long minutes, long seconds, long nanos) {
        long allMinutes = Math.addExact(minutes, seconds / SECONDS_PER_MINUTE);
        long micros = nanos / NANOS_PER_MICRO;
        space();
        boolean isZero = hours == 0 && allMinutes == 0 && seconds == 0 && micros == 0;
        text.append(isZero ? "" : sign);
        two(Math.addExact(hours, allMinutes / SECONDS_PER_MINUTE));
        text.append(':');
        two(allMinutes % SECONDS_PER_MINUTE);
        text.append(':');
        two(seconds % SECONDS_PER_MINUTE);
        if (micros != 0) {
            String digits = Long.toString(micros);
            int end = digits.length();
            while (digits.charAt(end - 1) == '0') {
                end--;
            }
            text.append('.').repeat('0', DIGITS_OF_MICROS - digits.length()).append(digits, 0, end);
        }
    }

    private void space() {
        text.append(text.length() == start ? "" : " ");
    }

    private void two(long value) {
        text.append(value < 10 ? "0" : "").append(value);
    }

    /** A time of day after an interval; behind midnight the next day's. */
    public static BigInteger later(BigInteger nanos, BigInteger interval) {
        return nanos.add(interval).mod(NANOS_PER_DAY);
    }

    /** A time of day before an interval; before midnight the day's before. */
    public static BigInteger earlier(BigInteger nanos, BigInteger interval) {
        return nanos.subtract(interval).mod(NANOS_PER_DAY);
    }
}
