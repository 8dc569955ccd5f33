package io.cairn.engine.dialect;

import io.cairn.engine.model.CairnException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * Reads intervals in PostgreSQL's notation ({@code '1 day 2 hours'}, {@code '1 year 6 mons'}, {@code '01:30'}) and writes them in the
 * standard's. An interval is of years and months, or of days and times: both in one are refused, as the engine has no such type.
 */
public final class IntervalLiteral {
    private static final int TEXT_CHARS_MAX = 256;
    private static final int DIGITS_MAX = 12;
    private static final long MICROS = 1_000_000;
    private static final long MICROS_PER_MINUTE = 60 * MICROS;
    private static final long MICROS_PER_HOUR = 60 * MICROS_PER_MINUTE;
    private static final long MICROS_PER_DAY = 24 * MICROS_PER_HOUR;
    /** The most months and days of PostgreSQL's. */
    private static final BigDecimal PART_MAX = BigDecimal.valueOf(Integer.MAX_VALUE);

    private static final BigDecimal MICROS_MAX = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final BigDecimal MICROS_PER_SECOND = BigDecimal.valueOf(MICROS);
    private static final BigDecimal SECONDS_PER_MINUTE = BigDecimal.valueOf(60);
    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3600);
    private static final BigDecimal SECONDS_PER_DAY = BigDecimal.valueOf(86_400);
    private static final BigDecimal MONTHS_PER_YEAR = BigDecimal.valueOf(12);
    private static final BigDecimal DAYS_PER_WEEK = BigDecimal.valueOf(7);

    private final Node literal;
    private final String text;
    private BigDecimal months = BigDecimal.ZERO;
    private BigDecimal days = BigDecimal.ZERO;
    private BigDecimal seconds = BigDecimal.ZERO;
    private boolean hasMonths;
    private boolean hasDays;
    private boolean hasTime;
    private int at;

    private IntervalLiteral(Node literal) {
        this.literal = literal;
        this.text = Ascii.lower(literal.value());
    }

    /** The literal in the standard's notation. */
    static List<Node> rewrite(Node literal) {
        return Nodes.of(read(literal).standard());
    }

    private static IntervalLiteral read(Node literal) {
        IntervalLiteral reader = new IntervalLiteral(literal);
        if (reader.text.length() > TEXT_CHARS_MAX) {
            throw reader.malformed();
        }
        reader.read();
        return reader;
    }

    /**
     * The microseconds of a text that says days and times.
     *
     * @throws CairnException.Incorrect {@code sql-no-interval}, {@code sql-interval-too-long}; {@code sql-not-supported}
     *     where it says months
     */
    public static long micros(String text) {
        IntervalLiteral reader = read(Nodes.string(text));
        reader.hasMonths = reader.months.signum() != 0;
        reader.hasDays = true;
        reader.standard();
        reader.refuse(reader.hasMonths);
        return reader.ofDaysAndTime().longValue();
    }

    /** The months of a text that says years and months; fails as {@link #micros} does, where it says days or a time. */
    public static long months(String text) {
        IntervalLiteral reader = read(Nodes.string(text));
        reader.refuse(reader.days.signum() != 0 || reader.seconds.signum() != 0);
        reader.hasMonths = true;
        reader.hasDays = false;
        reader.hasTime = false;
        reader.standard();
        return reader.months.longValue();
    }

    private void refuse(boolean hasOthers) {
        if (hasOthers) {
            throw Refusal.notSupported(
                    literal.start(), "an interval of months where one of days is wanted, or the reverse");
        }
    }

    private RuntimeException malformed() {
        return Refusal.refusal(
                "sql-no-interval",
                literal.start(),
                "invalid input syntax for type interval: \"" + literal.value() + "\"");
    }

    private void read() {
        boolean isAgo = false;
        skipSpaces();
        while (at < text.length()) {
            if (text.startsWith("ago", at) && at + "ago".length() == text.length()) {
                isAgo = true;
                break;
            }
            part();
            skipSpaces();
        }
        if (!hasMonths && !hasDays && !hasTime) {
            throw malformed();
        }
        if (isAgo) {
            months = months.negate();
            days = days.negate();
            seconds = seconds.negate();
        }
    }

    private void skipSpaces() {
        while (at < text.length() && " \t\n\r\f".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private void part() {
        boolean isNegative = at < text.length() && text.charAt(at) == '-';
        at += isNegative || (at < text.length() && text.charAt(at) == '+') ? 1 : 0;
        BigDecimal number = number();
        if (at < text.length() && text.charAt(at) == ':') {
            BigDecimal time = number.multiply(SECONDS_PER_HOUR).add(behindHours());
            add("second", isNegative ? time.negate() : time);
            return;
        }
        skipSpaces();
        int start = at;
        while (at < text.length() && text.charAt(at) >= 'a' && text.charAt(at) <= 'z') {
            at++;
        }
        add(start == at ? unitLeftOut() : unit(text.substring(start, at)), isNegative ? number.negate() : number);
    }

    /** A number without a unit is one of days before a time, and of seconds at the end. */
    private String unitLeftOut() {
        if (at < text.length() && text.indexOf(':', at) < 0) {
            throw malformed();
        }
        return at < text.length() ? "day" : "second";
    }

    /** The unit of one of its names. */
    private String unit(String name) {
        return switch (name) {
            case "century", "centuries" -> "century";
            case "decade", "decades" -> "decade";
            case "y", "yr", "yrs", "year", "years" -> "year";
            case "mon", "mons", "month", "months" -> "month";
            case "w", "week", "weeks" -> "week";
            case "d", "day", "days" -> "day";
            case "h", "hr", "hrs", "hour", "hours" -> "hour";
            case "m", "min", "mins", "minute", "minutes" -> "minute";
            case "s", "sec", "secs", "second", "seconds" -> "second";
            case "ms", "msec", "msecs", "millisecond", "milliseconds" -> "millisecond";
            case "us", "usec", "usecs", "microsecond", "microseconds" -> "microsecond";
            default -> throw malformed();
        };
    }

    private BigDecimal behindHours() {
        at++;
        BigDecimal time = number().multiply(SECONDS_PER_MINUTE);
        if (at < text.length() && text.charAt(at) == ':') {
            at++;
            time = time.add(number());
        }
        return time;
    }

    private BigDecimal number() {
        int start = at;
        while (at < text.length() && (Ascii.isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
            at++;
        }
        String digits = text.substring(start, at);
        boolean isNumber = digits.length() <= DIGITS_MAX
                && digits.chars().anyMatch(letter -> letter != '.')
                && digits.indexOf('.') == digits.lastIndexOf('.');
        if (!isNumber) {
            throw malformed();
        }
        return new BigDecimal(digits);
    }

    private void add(String unit, BigDecimal number) {
        switch (unit) {
            case "century" -> month(number.multiply(MONTHS_PER_YEAR).multiply(BigDecimal.valueOf(100)));
            case "decade" -> month(number.multiply(MONTHS_PER_YEAR).multiply(BigDecimal.TEN));
            case "year" -> month(number.multiply(MONTHS_PER_YEAR));
            case "month" -> month(number);
            case "week" -> day(number.multiply(DAYS_PER_WEEK));
            case "day" -> day(number);
            case "hour" -> second(number.multiply(SECONDS_PER_HOUR));
            case "minute" -> second(number.multiply(SECONDS_PER_MINUTE));
            case "millisecond" -> second(number.movePointLeft(3));
            case "microsecond" -> second(number.movePointLeft(6));
            default -> second(number);
        }
    }

    private void month(BigDecimal number) {
        hasMonths = true;
        months = months.add(number);
    }

    private void day(BigDecimal number) {
        hasDays = true;
        BigDecimal whole = number.setScale(0, RoundingMode.DOWN);
        days = days.add(whole);
        seconds = seconds.add(number.subtract(whole).multiply(SECONDS_PER_DAY));
    }

    private void second(BigDecimal number) {
        hasTime = true;
        seconds = seconds.add(number);
    }

    private String standard() {
        boolean isWhole = months.stripTrailingZeros().scale() <= 0;
        if (hasMonths && (hasDays || hasTime || !isWhole)) {
            throw Refusal.notSupported(literal.start(), "intervals of months and of days in one");
        }
        BigDecimal ofTime = inMicros(seconds);
        boolean isOfDays = ofTime.signum() == 0 && hasDays;
        BigDecimal micros = isOfDays ? ofTime : ofDaysAndTime();
        if (months.abs().compareTo(PART_MAX) > 0
                || days.abs().compareTo(PART_MAX) > 0
                || micros.abs().compareTo(MICROS_MAX) > 0) {
            throw Refusal.refusal(
                    "sql-interval-too-long", literal.start(), "interval out of range: \"" + literal.value() + "\"");
        }
        if (hasMonths) {
            return ofMonths(months.longValue());
        }
        return isOfDays ? "INTERVAL '" + days.toBigInteger() + "' DAY" : ofTime(micros.longValue());
    }

    private BigDecimal ofDaysAndTime() {
        return inMicros(seconds).add(days.multiply(BigDecimal.valueOf(MICROS_PER_DAY)));
    }

    private static BigDecimal inMicros(BigDecimal seconds) {
        return seconds.multiply(MICROS_PER_SECOND).setScale(0, RoundingMode.HALF_EVEN);
    }

    private static String ofMonths(long months) {
        long all = Math.abs(months);
        String sign = months < 0 ? "-" : "";
        if (all % 12 == 0) {
            return "INTERVAL '" + sign + all / 12 + "' YEAR";
        }
        return all < 12
                ? "INTERVAL '" + sign + all + "' MONTH"
                : "INTERVAL '" + sign + all / 12 + "-" + all % 12 + "' YEAR TO MONTH";
    }

    private String ofTime(long micros) {
        String sign = micros < 0 ? "-" : "";
        long rest = Math.abs(micros);
        if (!hasDays && rest % MICROS_PER_MINUTE == 0) {
            return rest % MICROS_PER_HOUR == 0
                    ? "INTERVAL '" + sign + rest / MICROS_PER_HOUR + "' HOUR"
                    : "INTERVAL '" + sign + rest / MICROS_PER_MINUTE + "' MINUTE";
        }
        String day = hasDays ? rest / MICROS_PER_DAY + " " : "";
        return "INTERVAL '" + sign + day + clock(hasDays ? rest % MICROS_PER_DAY : rest) + "' "
                + (hasDays ? "DAY" : "HOUR") + " TO SECOND";
    }

    private static String clock(long micros) {
        String fraction = Long.toString(MICROS + micros % MICROS).substring(1);
        return micros / MICROS_PER_HOUR + ":" + two(micros / MICROS_PER_MINUTE % 60) + ":" + two(micros / MICROS % 60)
                + "." + fraction;
    }

    private static String two(long value) {
        return (value < 10 ? "0" : "") + value;
    }
}
