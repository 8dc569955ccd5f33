package io.cairn.engine.sql;

import static io.cairn.engine.sql.SystemFunctions.refused;

import io.cairn.h2.util.DateTimeUtils;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** PostgreSQL's {@code to_date} and {@code to_timestamp}: a text read by a pattern. */
final class DateReader {
    private static final List<String> READ = List.of(
            "HH24", "HH12", "HH", "MI", "SS", "MS", "US", "YYYY", "YYY", "YY", "Y", "MONTH", "MON", "MM", "DDD", "DD",
            "AM", "PM", "DAY", "DY");

    private final String text;
    private final List<DatePattern.Part> parts;
    private final Map<String, Long> found = new TreeMap<>();
    private int at;

    DateReader(String text, String pattern) {
        this.text = text;
        this.parts = DatePattern.read(pattern);
        for (int i = 0; i < parts.size(); i++) {
            read(i);
        }
    }

    private static RuntimeException malformed(String what) {
        return refused("22007", what);
    }

    private void read(int part) {
        String field = parts.get(part).field();
        if (field == null) {
            literal(parts.get(part).text());
            return;
        }
        if (!READ.contains(field)) {
            throw refused("0A000", "no text is read by the field " + field + " here");
        }
        skipBlanks();
        switch (field) {
            case "MONTH", "MON" -> found.put("MM", (long) name(field.equals("MON")));
            case "DAY", "DY" -> skipLetters();
            case "AM", "PM" -> half();
            default -> {
                boolean isTight = part + 1 < parts.size() && parts.get(part + 1).isNumber();
                found.put(field, number(field, isTight));
            }
        }
    }

    /** A letter or digit stands for itself, any other for blanks and marks. */
    private void literal(String literal) {
        for (int i = 0; i < literal.length(); i++) {
            if (isWord(literal.charAt(i))) {
                at = Math.min(text.length(), at + 1);
            } else {
                while (at < text.length() && !isWord(text.charAt(at))) {
                    at++;
                }
            }
        }
    }

    private static boolean isWord(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c > 0x7F;
    }

    private void skipBlanks() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }

    private void skipLetters() {
        while (at < text.length() && isWord(text.charAt(at)) && text.charAt(at) > '9') {
            at++;
        }
    }

    private int name(boolean isShort) {
        for (int month = 0; month < DateText.MONTHS.size(); month++) {
            String whole = DateText.MONTHS.get(month);
            String name = isShort ? whole.substring(0, 3) : whole;
            if (text.regionMatches(true, at, name, 0, name.length())) {
                at += name.length();
                return month + 1;
            }
        }
        throw malformed("no month where one is expected: " + text);
    }

    private void half() {
        boolean isMorning = text.regionMatches(true, at, "AM", 0, 2);
        if (!isMorning && !text.regionMatches(true, at, "PM", 0, 2)) {
            throw malformed("neither AM nor PM where one is expected: " + text);
        }
        at += 2;
        found.put("PM", isMorning ? 0L : 12L);
    }

    private long number(String field, boolean isTight) {
        int width = switch (field) {
            case "YYYY" -> 4;
            case "YYY", "DDD", "MS" -> 3;
            case "US" -> 6;
            case "Y" -> 1;
            default -> 2;
        };
        boolean isFraction = field.equals("MS") || field.equals("US");
        int most = isTight || isFraction ? width : 9;
        int start = at;
        while (at < text.length() && at - start < most && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (at == start) {
            throw malformed("no number for " + field + ": " + text);
        }
        String digits = text.substring(start, at);
        return Long.parseLong(isFraction ? digits + "0".repeat(width - digits.length()) : digits);
    }

    private long get(String field, long otherwise) {
        return found.getOrDefault(field, otherwise);
    }

    /** The date as H2 packs it; {@code sql-22008} for one that does not exist. */
    long date() {
        long year = year();
        if (found.containsKey("DDD")) {
            long day = get("DDD", 1);
            long date = DateTimeUtils.dateValueFromAbsoluteDay(
                    DateTimeUtils.absoluteDayFromDateValue(DateTimeUtils.dateValue(year, 1, 1)) + day - 1);
            if (DateTimeUtils.yearFromDateValue(date) != year) {
                throw refused("22008", "no day of that year: " + text);
            }
            return date;
        }
        int month = (int) get("MM", 1);
        int day = (int) get("DD", 1);
        if (year < 1 || year > 9_999 || !DateTimeUtils.isValidDate((int) year, month, day)) {
            throw refused("22008", "no such date: " + text);
        }
        return DateTimeUtils.dateValue(year, month, day);
    }

    private long year() {
        if (found.containsKey("YYYY")) {
            return get("YYYY", 0);
        }
        for (String field : List.of("YYY", "YY", "Y")) {
            long year = get(field, -1);
            if (year >= 0) {
                return year < 70 ? year + 2_000 : year < 100 ? year + 1_900 : year < 520 ? year + 2_000 : year + 1_000;
            }
        }
        throw malformed("the pattern has no year");
    }

    /** Nanoseconds since midnight; {@code sql-22008} beyond a day. */
    long nanos() {
        long hour = get("HH24", 0);
        for (String field : List.of("HH12", "HH")) {
            long half = get(field, 0);
            if (found.containsKey(field)) {
                if (half < 1 || half > 12) {
                    throw refused("22007", "hours of half a day are from 1 to 12: " + text);
                }
                hour = found.containsKey("PM") ? half % 12 + get("PM", 0) : half;
            }
        }
        long minute = get("MI", 0);
        long second = get("SS", 0);
        if (hour > 23 || minute > 59 || second > 59) {
            throw refused("22008", "no such time of day: " + text);
        }
        return ((hour * 60 + minute) * 60 + second) * DateTimeUtils.NANOS_PER_SECOND
                + get("MS", 0) * 1_000_000
                + get("US", 0) * 1_000;
    }
}
