package io.cairn.engine.sql;

import static io.cairn.engine.sql.SystemFunctions.refused;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's patterns of dates, in the words that {@code to_char} and {@code to_date} share. */
final class DatePattern {
    /** Longer ones stand before those that they begin with. */
    private static final List<String> FIELDS = List.of(
            "HH24", "HH12", "HH", "MI", "MS", "MONTH", "MON", "MM", "SSSSS", "SSSS", "SS", "US", "YYYY", "YYY", "YY",
            "Y", "IYYY", "IW", "ID", "DAY", "DY", "DDD", "DD", "D", "WW", "W", "CC", "J", "Q", "AM", "PM", "TZ", "OF");

    private static final List<String> REFUSED = List.of(
            "TZH", "TZM", "Y,YYY", "IDDD", "IYY", "IY", "FF1", "FF2", "FF3", "FF4", "FF5", "FF6", "A.M.", "P.M.",
            "A.D.", "B.C.", "AD", "BC", "RM", "FX", "TM");

    private DatePattern() {}

    /**
     * A part of a pattern.
     *
     * @param field which value, in upper case; null for a text as it is
     * @param text as it was written
     * @param isFilled whether it is filled up to its width
     * @param ordinal what is put behind a number, {@code TH} or {@code th}, or nothing
     */
    record Part(@Nullable String field, String text, boolean isFilled, String ordinal) {
        boolean isNumber() {
            return field != null
                    && !List.of("MONTH", "MON", "DAY", "DY", "AM", "PM", "TZ", "OF")
                            .contains(field);
        }
    }

    /** Reads a pattern; {@code sql-0A000} for a field that is not known here. */
    static List<Part> read(String pattern) {
        List<Part> parts = new ArrayList<>();
        int at = 0;
        boolean isFilled = true;
        while (at < pattern.length()) {
            if (isAt(pattern, at, "FM")) {
                isFilled = false;
                at += 2;
                continue;
            }
            if (pattern.charAt(at) == '"') {
                int end = pattern.indexOf('"', at + 1);
                end = end < 0 ? pattern.length() : end;
                parts.add(new Part(null, pattern.substring(at + 1, end), false, ""));
                at = end + 1;
                continue;
            }
            String field = field(pattern, at);
            int end = at + (field == null ? 1 : field.length());
            String text = pattern.substring(at, end);
            String ordinal = field != null && isAt(pattern, end, "TH") ? pattern.substring(end, end + 2) : "";
            parts.add(new Part(field, text, isFilled, ordinal));
            at = end + ordinal.length();
            isFilled = field == null ? isFilled : true;
        }
        return parts;
    }

    private static @Nullable String field(String pattern, int at) {
        String known = first(FIELDS, pattern, at);
        String refused = first(REFUSED, pattern, at);
        if (refused != null && (known == null || known.length() < refused.length())) {
            throw refused("0A000", "patterns of dates do not know " + refused + " here");
        }
        return known;
    }

    private static @Nullable String first(List<String> fields, String pattern, int at) {
        for (String field : fields) {
            if (isAt(pattern, at, field)) {
                return field;
            }
        }
        return null;
    }

    private static boolean isAt(String pattern, int at, String word) {
        return pattern.regionMatches(true, at, word, 0, word.length());
    }
}
