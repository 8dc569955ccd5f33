package io.cairn.engine.sql;

import io.cairn.engine.dialect.Ascii;
import io.cairn.h2.util.DateTimeUtils;
import java.util.List;

/** PostgreSQL's {@code to_char} of a date and a time of day. */
final class DateText {
    static final List<String> MONTHS = List.of(
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December");
    private static final List<String> DAYS =
            List.of("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday");
    private static final int NAME_WIDTH = 9;
    private static final int EPOCH_JULIAN = 2_440_588;

    private final long date;
    private final long nanos;

    /**
     * A moment.
     *
     * @param date as H2 packs it
     * @param nanos since midnight
     */
    DateText(long date, long nanos) {
        this.date = date;
        this.nanos = nanos;
    }

    String text(String pattern) {
        StringBuilder out = new StringBuilder();
        for (DatePattern.Part part : DatePattern.read(pattern)) {
            String field = part.field();
            out.append(field == null ? part.text() : field(field, part));
        }
        return out.toString();
    }

    private String field(String field, DatePattern.Part part) {
        int month = DateTimeUtils.monthFromDateValue(date) - 1;
        int day = DateTimeUtils.getSundayDayOfWeek(date) - 1;
        return switch (field) {
            case "MONTH" -> name(MONTHS.get(month), part, NAME_WIDTH);
            case "MON" -> name(MONTHS.get(month).substring(0, 3), part, 0);
            case "DAY" -> name(DAYS.get(day), part, NAME_WIDTH);
            case "DY" -> name(DAYS.get(day).substring(0, 3), part, 0);
            case "AM", "PM" -> cased(hour() < 12 ? "AM" : "PM", part.text());
            case "TZ" -> cased("UTC", part.text());
            case "OF" -> "+00";
            default -> number(field, part);
        };
    }

    private static String name(String name, DatePattern.Part part, int width) {
        String cased = cased(name, part.text());
        return part.isFilled() ? cased + " ".repeat(Math.max(0, width - cased.length())) : cased;
    }

    private static boolean isLower(char c) {
        return c >= 'a' && c <= 'z';
    }

    /** In upper case, lower case or with a capital, as the field was written. */
    private static String cased(String name, String like) {
        boolean isLower = isLower(like.charAt(0));
        boolean isUpper = !isLower && !isLower(like.charAt(1));
        return isLower ? Ascii.lower(name) : isUpper ? Ascii.upper(name) : name;
    }

    private int hour() {
        return (int) (nanos / DateTimeUtils.NANOS_PER_HOUR);
    }

    private String number(String field, DatePattern.Part part) {
        long seconds = nanos / DateTimeUtils.NANOS_PER_SECOND;
        int year = DateTimeUtils.yearFromDateValue(date);
        int dayOfYear = DateTimeUtils.getDayOfYear(date);
        int day = DateTimeUtils.dayFromDateValue(date);
        return switch (field) {
            case "HH24" -> filled(hour(), 2, part);
            case "HH12", "HH" -> filled(hour() % 12 == 0 ? 12 : hour() % 12, 2, part);
            case "MI" -> filled(seconds / 60 % 60, 2, part);
            case "SS" -> filled(seconds % 60, 2, part);
            case "SSSS", "SSSSS" -> filled(seconds, 1, part);
            case "MS" -> filled(nanos / 1_000_000 % 1_000, 3, part);
            case "US" -> filled(nanos / 1_000 % 1_000_000, 6, part);
            case "YYYY" -> filled(year, 4, part);
            case "YYY" -> filled(year % 1_000, 3, part);
            case "YY" -> filled(year % 100, 2, part);
            case "Y" -> filled(year % 10, 1, part);
            case "IYYY" -> filled(DateTimeUtils.getIsoWeekYear(date), 4, part);
            case "IW" -> filled(DateTimeUtils.getIsoWeekOfYear(date), 2, part);
            case "ID" -> filled(DateTimeUtils.getIsoDayOfWeek(date), 1, part);
            case "D" -> filled(DateTimeUtils.getSundayDayOfWeek(date), 1, part);
            case "DDD" -> filled(dayOfYear, 3, part);
            case "DD" -> filled(day, 2, part);
            case "MM" -> filled(DateTimeUtils.monthFromDateValue(date), 2, part);
            case "WW" -> filled((dayOfYear - 1) / 7 + 1, 2, part);
            case "W" -> filled((day - 1) / 7 + 1, 1, part);
            case "CC" -> filled((year + 99) / 100, 2, part);
            case "Q" -> filled((DateTimeUtils.monthFromDateValue(date) - 1) / 3 + 1, 1, part);
            default -> filled(DateTimeUtils.absoluteDayFromDateValue(date) + EPOCH_JULIAN, 1, part);
        };
    }

    private static String filled(long number, int width, DatePattern.Part part) {
        String digits = Long.toString(number);
        String zeros = part.isFilled() ? "0".repeat(Math.max(0, width - digits.length())) : "";
        return zeros + digits + ordinal(number, part.ordinal());
    }

    private static String ordinal(long number, String like) {
        if (like.isEmpty()) {
            return "";
        }
        boolean isTeen = number / 10 % 10 == 1;
        String ordinal = switch ((int) (number % 10)) {
            case 1 -> isTeen ? "th" : "st";
            case 2 -> isTeen ? "th" : "nd";
            case 3 -> isTeen ? "th" : "rd";
            default -> "th";
        };
        return like.charAt(0) == 'T' ? Ascii.upper(ordinal) : ordinal;
    }
}
