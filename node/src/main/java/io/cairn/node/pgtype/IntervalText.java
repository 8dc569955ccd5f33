package io.cairn.node.pgtype;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** Texts of intervals: written with IntervalStyle postgres, read so or as ISO 8601 has them. */
final class IntervalText {
    private static final BigDecimal MICROS_PER_DAY = BigDecimal.valueOf(PgEpoch.MICROS_PER_DAY);
    private static final int DIGITS_MAX = 32;
    private static final int TEXT_MAX = 256;

    private final String text;
    private BigDecimal months = BigDecimal.ZERO;
    private BigDecimal days = BigDecimal.ZERO;
    private BigDecimal micros = BigDecimal.ZERO;
    private int at;

    private IntervalText(String text) {
        this.text = text;
    }

    static String write(Cell.Interval interval) {
        Written written = new Written();
        written.part(interval.months() / 12, "year");
        written.part(interval.months() % 12, "mon");
        written.part(interval.days(), "day");
        long micros = interval.micros();
        if (micros != 0 || written.text.isEmpty()) {
            String sign = micros < 0 ? "-" : written.afterNegative ? "+" : "";
            written.text.append(written.text.isEmpty() ? "" : " ").append(sign);
            if (micros == Long.MIN_VALUE) {
                return written.text.append("2562047788:00:54.775808").toString();
            }
            TimeText.appendTime(written.text, Math.abs(micros));
        }
        return written.text.toString();
    }

    private static final class Written {
        final StringBuilder text = new StringBuilder();
        boolean afterNegative;

        void part(int value, String unit) {
            if (value != 0) {
                text.append(text.isEmpty() ? "" : " ")
                        .append(afterNegative && value > 0 ? "+" : "")
                        .append(value)
                        .append(' ')
                        .append(unit)
                        .append(value == 1 ? "" : "s");
                afterNegative = value < 0;
            }
        }
    }

    static Cell.Interval read(String text) {
        String trimmed = NumberText.trim(text);
        if (trimmed.isEmpty() || trimmed.length() > TEXT_MAX) {
            throw new IntervalText(text).malformed();
        }
        IntervalText reader = new IntervalText(trimmed.toLowerCase(Locale.ROOT));
        return trimmed.charAt(0) == 'P' ? reader.iso() : reader.verbose();
    }

    private Cell.Interval iso() {
        at = 1;
        boolean time = false;
        boolean any = false;
        while (at < text.length()) {
            if (!time && peek() == 't') {
                time = true;
                at++;
            }
            BigDecimal number = number();
            char unit = peek();
            at++;
            add(
                    number,
                    switch (unit) {
                        case 'y' -> "year";
                        case 'w' -> "week";
                        case 'd' -> "day";
                        case 'h' -> "hour";
                        case 's' -> "sec";
                        case 'm' -> time ? "min" : "mon";
                        default -> throw malformed();
                    });
            any = true;
        }
        if (!any) {
            throw malformed();
        }
        return sum(1);
    }

    private Cell.Interval verbose() {
        if (peek() == '@') {
            at++;
        }
        boolean any = false;
        while (skipSpaces()) {
            if (any && text.startsWith("ago", at) && at + 3 == text.length()) {
                return sum(-1);
            }
            numberAndUnit();
            any = true;
        }
        if (!any) {
            throw malformed();
        }
        return sum(1);
    }

    private void numberAndUnit() {
        boolean negative = peek() == '-';
        BigDecimal number = number();
        if (peek() == ':') {
            at++;
            BigDecimal minutes = number();
            BigDecimal seconds = BigDecimal.ZERO;
            if (peek() == ':') {
                at++;
                seconds = number();
            }
            BigDecimal sixty = BigDecimal.valueOf(60);
            if (minutes.compareTo(sixty) >= 0 || seconds.compareTo(sixty) > 0 || minutes.signum() < 0) {
                throw overflow();
            }
            BigDecimal sum =
                    number.abs().multiply(sixty).add(minutes).multiply(sixty).add(seconds);
            add(negative ? sum.negate() : sum, "sec");
            return;
        }
        skipSpaces();
        int start = at;
        while (peek() >= 'a' && peek() <= 'z') {
            at++;
        }
        add(number, start == at && at == text.length() ? "sec" : text.substring(start, at));
    }

    private void add(BigDecimal number, String unit) {
        switch (unit) {
            case "year", "years", "yr", "yrs", "y" ->
                months = months.add(number.multiply(BigDecimal.valueOf(12)).setScale(0, RoundingMode.HALF_EVEN));
            case "mon", "mons", "month", "months" -> {
                BigDecimal whole = number.setScale(0, RoundingMode.DOWN);
                months = months.add(whole);
                addDays(number.subtract(whole).multiply(BigDecimal.valueOf(30)));
            }
            case "week", "weeks", "w" -> addDays(number.multiply(BigDecimal.valueOf(7)));
            case "day", "days", "d" -> addDays(number);
            case "hour", "hours", "hr", "hrs", "h" -> addMicros(number, 3_600_000_000L);
            case "min", "mins", "minute", "minutes", "m" -> addMicros(number, 60_000_000L);
            case "sec", "secs", "second", "seconds", "s" -> addMicros(number, PgEpoch.MICROS_PER_SECOND);
            case "msec", "msecs", "ms", "millisecond", "milliseconds" -> addMicros(number, 1_000L);
            case "usec", "usecs", "us", "microsecond", "microseconds" -> addMicros(number, 1L);
            default -> throw malformed();
        }
    }

    private void addDays(BigDecimal number) {
        BigDecimal whole = number.setScale(0, RoundingMode.DOWN);
        days = days.add(whole);
        micros = micros.add(number.subtract(whole).multiply(MICROS_PER_DAY));
    }

    private void addMicros(BigDecimal number, long each) {
        micros = micros.add(number.multiply(BigDecimal.valueOf(each)));
    }

    private Cell.Interval sum(int sign) {
        BigDecimal factor = BigDecimal.valueOf(sign);
        try {
            return new Cell.Interval(
                    months.multiply(factor).intValueExact(),
                    days.multiply(factor).intValueExact(),
                    micros.multiply(factor).setScale(0, RoundingMode.HALF_EVEN).longValueExact());
        } catch (ArithmeticException e) {
            throw overflow();
        }
    }

    private BigDecimal number() {
        int start = at;
        if (peek() == '-' || peek() == '+') {
            at++;
        }
        int digits = at;
        while (peek() >= '0' && peek() <= '9' || peek() == '.') {
            at++;
        }
        if (at == digits || at - digits > DIGITS_MAX) {
            throw malformed();
        }
        try {
            return new BigDecimal(text.substring(start, at));
        } catch (NumberFormatException e) {
            throw malformed();
        }
    }

    /** Whether anything is left behind the spaces. */
    private boolean skipSpaces() {
        while (NumberText.isSpace(peek())) {
            at++;
        }
        return at < text.length();
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private SqlFailure malformed() {
        return SqlFailure.of(
                SqlState.DATETIME_FORMAT, "invalid input syntax for type interval: \"" + NumberText.shown(text) + "\"");
    }

    private SqlFailure overflow() {
        return SqlFailure.of("22015", "interval field value out of range: \"" + NumberText.shown(text) + "\"");
    }
}
