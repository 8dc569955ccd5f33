package io.cairn.node.cli;

import io.cairn.engine.model.CairnException;
import java.time.Duration;

/** Times as people write them: {@code 30m}, {@code 8h}, {@code 7d}. */
final class Lifetimes {
    private static final int DIGITS_MAX = 7;

    /** Whoever means for ever should not sign it by a slip of a digit. */
    private static final Duration LONGEST = Duration.ofDays(3_650);

    private Lifetimes() {}

    static Duration parse(String text) {
        int digits = Math.max(text.length() - 1, 0);
        boolean wellFormed = digits > 0 && digits <= DIGITS_MAX;
        long number = 0;
        for (int i = 0; wellFormed && i < digits; i++) {
            wellFormed = text.charAt(i) >= '0' && text.charAt(i) <= '9';
            number = number * 10 + (text.charAt(i) - '0');
        }
        char unit = text.isEmpty() ? ' ' : text.charAt(digits);
        if (!wellFormed || number == 0 || "mhd".indexOf(unit) < 0) {
            throw new CairnException.Incorrect(
                    "time-malformed", "for", "a time is a number with m, h or d, such as 8h");
        }
        Duration time = switch (unit) {
            case 'm' -> Duration.ofMinutes(number);
            case 'h' -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
        if (time.compareTo(LONGEST) > 0) {
            throw new CairnException.Incorrect(
                    "time-malformed", "for", "a time is at most " + LONGEST.toDays() + "d, not " + text);
        }
        return time;
    }
}
