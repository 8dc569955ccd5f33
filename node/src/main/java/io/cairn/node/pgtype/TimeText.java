package io.cairn.node.pgtype;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;

/** Texts of days and times with DateStyle ISO. */
final class TimeText {
    private TimeText() {}

    static String day(Cell.Day day) {
        return switch (day.days()) {
            case Integer.MAX_VALUE -> "infinity";
            case Integer.MIN_VALUE -> "-infinity";
            default -> {
                LocalDate date = PgEpoch.dayOf(day.days());
                yield append(new StringBuilder(), date).append(era(date)).toString();
            }
        };
    }

    static Cell readDay(String text) {
        return switch (NumberText.trim(text).toLowerCase(Locale.ROOT)) {
            case "infinity" -> new Cell.Day(Integer.MAX_VALUE);
            case "-infinity" -> new Cell.Day(Integer.MIN_VALUE);
            case "epoch" -> PgEpoch.day(LocalDate.EPOCH);
            default -> PgEpoch.day(dayOf(TimeScanner.dayAndTime(text, "date")));
        };
    }

    static String time(long micros) {
        return appendTime(new StringBuilder(), micros).toString();
    }

    static Cell readTime(String text) {
        return new Cell.Time(microsOf(TimeScanner.time(text, "time")));
    }

    static String zonedTime(Cell.ZonedTime time) {
        StringBuilder text = appendTime(new StringBuilder(), time.micros());
        return appendOffset(text, time.offsetSeconds()).toString();
    }

    static Cell readZonedTime(String text, ZoneId zone) {
        TimeScanner.Parts parts = TimeScanner.time(text, "time with time zone");
        return new Cell.ZonedTime(microsOf(parts), parts.offsetSeconds(zone));
    }

    static String stamp(long micros) {
        return isInfinite(micros) ? infinity(micros) : local(micros, new StringBuilder());
    }

    static String zonedStamp(long micros, ZoneId zone) {
        if (isInfinite(micros)) {
            return infinity(micros);
        }
        long seconds = Math.floorDiv(micros, PgEpoch.MICROS_PER_SECOND) + PgEpoch.TIME.toEpochSecond(ZoneOffset.UTC);
        int offset = zone.getRules().getOffset(Instant.ofEpochSecond(seconds)).getTotalSeconds();
        return local(micros + offset * PgEpoch.MICROS_PER_SECOND, appendOffset(new StringBuilder(), offset));
    }

    static Cell readStamp(String text) {
        Cell special = specialStamp(text);
        if (!special.isNull()) {
            return special;
        }
        TimeScanner.Parts parts = TimeScanner.dayAndTime(text, "timestamp");
        return PgEpoch.stamp(dayOf(parts), microsOf(parts), 0);
    }

    static Cell readZonedStamp(String text, ZoneId zone) {
        Cell special = specialStamp(text);
        if (!special.isNull()) {
            return special;
        }
        TimeScanner.Parts parts = TimeScanner.dayAndTime(text, "timestamp with time zone");
        return PgEpoch.stamp(dayOf(parts), microsOf(parts), parts.offsetSeconds(zone));
    }

    private static Cell specialStamp(String text) {
        return switch (NumberText.trim(text).toLowerCase(Locale.ROOT)) {
            case "infinity" -> new Cell.Stamp(Long.MAX_VALUE);
            case "-infinity" -> new Cell.Stamp(Long.MIN_VALUE);
            case "epoch" -> PgEpoch.stamp(LocalDate.EPOCH, 0, 0);
            default -> Cell.Special.NULL;
        };
    }

    private static LocalDate dayOf(TimeScanner.Parts parts) {
        LocalDate day = parts.day();
        return day == null ? PgEpoch.DAY : day;
    }

    private static long microsOf(TimeScanner.Parts parts) {
        Long micros = parts.micros();
        return micros == null ? 0 : micros;
    }

    private static boolean isInfinite(long micros) {
        return micros == Long.MAX_VALUE || micros == Long.MIN_VALUE;
    }

    private static String infinity(long micros) {
        return micros > 0 ? "infinity" : "-infinity";
    }

    private static String local(long micros, StringBuilder offset) {
        LocalDate date = PgEpoch.dayOf(Math.floorDiv(micros, PgEpoch.MICROS_PER_DAY));
        StringBuilder text = append(new StringBuilder(32), date).append(' ');
        appendTime(text, Math.floorMod(micros, PgEpoch.MICROS_PER_DAY));
        return text.append(offset).append(era(date)).toString();
    }

    private static StringBuilder append(StringBuilder text, LocalDate date) {
        int year = date.getYear() > 0 ? date.getYear() : 1 - date.getYear();
        padded(text, year, 4).append('-');
        padded(text, date.getMonthValue(), 2).append('-');
        return padded(text, date.getDayOfMonth(), 2);
    }

    private static String era(LocalDate date) {
        return date.getYear() > 0 ? "" : " BC";
    }

    /** Hours, minutes and seconds of a count that is not negative. */
    static StringBuilder appendTime(StringBuilder text, long micros) {
        long seconds = micros / PgEpoch.MICROS_PER_SECOND;
        padded(text, seconds / 3600, 2).append(':');
        padded(text, seconds / 60 % 60, 2).append(':');
        padded(text, seconds % 60, 2);
        long fraction = micros % PgEpoch.MICROS_PER_SECOND;
        if (fraction > 0) {
            padded(text.append('.'), fraction, 6);
            while (text.charAt(text.length() - 1) == '0') {
                text.setLength(text.length() - 1);
            }
        }
        return text;
    }

    private static StringBuilder appendOffset(StringBuilder text, int offset) {
        int seconds = Math.abs(offset);
        padded(text.append(offset < 0 ? '-' : '+'), seconds / 3600, 2);
        if (seconds % 3600 != 0) {
            padded(text.append(':'), seconds / 60 % 60, 2);
        }
        if (seconds % 60 != 0) {
            padded(text.append(':'), seconds % 60, 2);
        }
        return text;
    }

    private static StringBuilder padded(StringBuilder text, long value, int width) {
        String digits = Long.toString(value);
        return text.repeat('0', Math.max(0, width - digits.length())).append(digits);
    }
}
