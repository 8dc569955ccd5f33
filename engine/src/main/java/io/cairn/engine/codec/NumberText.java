package io.cairn.engine.codec;

/**
 * The text of a double as ECMAScript's {@code Number::toString} in base 10 (<a
 * href="https://tc39.es/ecma262/#sec-numeric-types-number-tostring">ECMA-262</a>): the shortest that
 * reads back, the same on every machine and in every language that follows that rule.
 */
public final class NumberText {
    /** Integers of up to this many digits are written without an exponent. */
    private static final int PLAIN_DIGITS_MAX = 21;

    /** Up to this many zeros after the point are written without an exponent. */
    private static final int LEADING_ZEROS_MAX = 5;

    private NumberText() {}

    /** The text of {@code value}: {@code 0.000001}, {@code 1e-7}, {@code 1e+21}, {@code NaN}. */
    public static String of(double value) {
        StringBuilder text = new StringBuilder();
        append(text, value);
        return text.toString();
    }

    /** Appends the text of {@code value}. */
    public static void append(StringBuilder text, double value) {
        if (Double.isNaN(value)) {
            text.append("NaN");
        } else if (value < 0) {
            text.append('-');
            append(text, -value);
        } else if (value == 0) {
            text.append('0');
        } else if (Double.isInfinite(value)) {
            text.append("Infinity");
        } else {
            append(text, ShortestDecimal.of(value));
        }
    }

    private static void append(StringBuilder text, ShortestDecimal decimal) {
        String digits = Long.toString(decimal.digits());
        // The value is 0.DIGITS · 10^point: n in the words of the standard.
        int point = digits.length() + decimal.exponent();
        if (point > PLAIN_DIGITS_MAX || point < -LEADING_ZEROS_MAX) {
            appendScientific(text, digits, point - 1);
        } else if (point <= 0) {
            text.append("0.").repeat('0', -point).append(digits);
        } else if (point < digits.length()) {
            text.append(digits, 0, point).append('.').append(digits, point, digits.length());
        } else {
            text.append(digits).repeat('0', point - digits.length());
        }
    }

    private static void appendScientific(StringBuilder text, String digits, int exponent) {
        text.append(digits.charAt(0));
        if (digits.length() > 1) {
            text.append('.').append(digits, 1, digits.length());
        }
        text.append('e').append(exponent < 0 ? '-' : '+').append(Math.abs(exponent));
    }
}
