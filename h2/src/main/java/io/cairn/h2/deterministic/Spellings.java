package io.cairn.h2.deterministic;

import java.util.List;

/** Texts of truth, dates and times as PostgreSQL takes them, in the form that H2 reads. */
public final class Spellings {
    private static final List<String> TRUE = List.of("true", "yes", "on", "1");
    private static final List<String> FALSE = List.of("false", "no", "off", "0");

    private Spellings() {}

    /** {@code true} or {@code false} for one of PostgreSQL's words for it, or a beginning of it that can be no other; else a text that is neither. */
    public static String truth(String text) {
        String word = text.trim();
        if (word.isEmpty() || word.equalsIgnoreCase("o")) {
            return "";
        }
        return begins(TRUE, word) ? "true" : begins(FALSE, word) ? "false" : "";
    }

    private static boolean begins(List<String> words, String beginning) {
        for (String word : words) {
            if (word.regionMatches(true, 0, beginning, 0, beginning.length())) {
                return true;
            }
        }
        return false;
    }

    /** A date; the time that may follow does not count. */
    public static String date(String text) {
        String trimmed = text.trim();
        int time = dateEnd(trimmed);
        return time < trimmed.length() && Clock.of(trimmed, time + 1).isWhole() ? trimmed.substring(0, time) : trimmed;
    }

    /** A timestamp without a zone; one that is there does not count. */
    public static String timestamp(String text) {
        String trimmed = text.trim();
        int time = dateEnd(trimmed);
        Clock clock = Clock.of(trimmed, time + 1);
        return time < trimmed.length() && clock.isWhole() ? trimmed.substring(0, clock.end) : trimmed;
    }

    /** A timestamp with a zone. */
    public static String moment(String text) {
        String trimmed = text.trim();
        int time = dateEnd(trimmed);
        return time < trimmed.length() ? zoned(trimmed, time + 1) : trimmed;
    }

    /** A time without a zone; one that is there does not count. */
    public static String time(String text) {
        String trimmed = text.trim();
        Clock clock = Clock.of(trimmed, 0);
        return clock.isWhole() ? trimmed.substring(0, clock.end) : trimmed;
    }

    /** A time with a zone. */
    public static String zonedTime(String text) {
        return zoned(text.trim(), 0);
    }

    /** H2 takes no zone behind a time without seconds, and none of four digits in a row. */
    private static String zoned(String text, int from) {
        Clock clock = Clock.of(text, from);
        if (!clock.isWhole() || clock.zone == text.length()) {
            return text;
        }
        String zone = text.substring(clock.zone);
        boolean isRun = zone.length() == 5 && zone.indexOf(':') < 0;
        return text.substring(0, clock.end)
                + (clock.hasSeconds ? "" : ":00")
                + (isRun ? zone.substring(0, 3) + ":" + zone.substring(3) : zone);
    }

    /** Where a blank or a T divides date and time, or the length. */
    private static int dateEnd(String text) {
        int at = 0;
        while (at < text.length() && " Tt".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at;
    }

    private static boolean isDigit(String text, int at) {
        return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    /**
     * A time of day within a text.
     *
     * @param end behind its digits
     * @param zone where its offset begins, the text's length where it has none
     * @param isWhole whether nothing else follows
     */
    private record Clock(int end, int zone, boolean hasSeconds, boolean isWhole) {
        static Clock of(String text, int from) {
            int at = from;
            int parts = 0;
            boolean isTime = true;
            while (parts < 3 && isDigit(text, at)) {
                int digits = at;
                int value = 0;
                while (isDigit(text, at) && at < digits + 3) {
                    value = 10 * value + text.charAt(at++) - '0';
                }
                isTime &= value <= (parts == 0 ? 24 : parts == 1 ? 59 : 60);
                parts++;
                boolean goesOn = parts < 3 && at < text.length() && text.charAt(at) == ':';
                at += goesOn ? 1 : 0;
            }
            if (parts == 3 && at < text.length() && text.charAt(at) == '.') {
                at++;
                while (isDigit(text, at)) {
                    at++;
                }
            }
            int zone = at;
            while (zone < text.length() && text.charAt(zone) == ' ') {
                zone++;
            }
            boolean isWhole = isTime && parts >= 2 && (zone == text.length() || isOffset(text, zone));
            return new Clock(at, zone, parts == 3, isWhole);
        }

        private static boolean isOffset(String text, int zone) {
            char first = text.charAt(zone);
            if (first == 'Z' || first == 'z') {
                return zone + 1 == text.length();
            }
            if (first != '+' && first != '-') {
                return false;
            }
            for (int i = zone + 1; i < text.length(); i++) {
                if (!isDigit(text, i) && text.charAt(i) != ':') {
                    return false;
                }
            }
            return isDigit(text, zone + 1) && isDigit(text, text.length() - 1);
        }
    }
}
