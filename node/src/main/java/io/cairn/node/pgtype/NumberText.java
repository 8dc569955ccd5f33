package io.cairn.node.pgtype;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Texts of numbers, as PostgreSQL writes and reads them. */
final class NumberText {
    static final int NUMERIC_INTEGER_DIGITS_MAX = 131_072;
    static final int NUMERIC_SCALE_MAX = 16_383;

    private static final int NUMERIC_TEXT_MAX = NUMERIC_INTEGER_DIGITS_MAX + NUMERIC_SCALE_MAX + 32;
    private static final int DOUBLE_DIGITS = 15;
    private static final int FLOAT_DIGITS = 6;
    private static final double DOUBLE_WHOLE = 0x1p52;
    private static final float FLOAT_WHOLE = 0x1p23f;

    private NumberText() {}

    /** The text of a float8; with {@code extraDigits} at most 0, rounded to 15 digits and as many fewer. */
    static String write(double value, int extraDigits) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return special(value);
        }
        if (extraDigits <= 0) {
            return rounded(value, Math.max(1, DOUBLE_DIGITS + extraDigits));
        }
        BigDecimal digits = shortest(Double.toString(value), text -> Double.parseDouble(text) == value);
        if (Math.abs(value) >= DOUBLE_WHOLE) {
            digits = inside(digits, value, Math.nextUp(value), Math.nextDown(value));
        }
        return layout(value, digits, DOUBLE_DIGITS);
    }

    /** The text of a float4; with {@code extraDigits} at most 0, rounded to 6 digits and as many fewer. */
    static String write(float value, int extraDigits) {
        if (Float.isNaN(value) || Float.isInfinite(value)) {
            return special(value);
        }
        if (extraDigits <= 0) {
            return rounded(value, Math.max(1, FLOAT_DIGITS + extraDigits));
        }
        BigDecimal digits = shortest(Float.toString(value), text -> Float.parseFloat(text) == value);
        if (Math.abs(value) >= FLOAT_WHOLE) {
            digits = inside(digits, value, Math.nextUp(value), Math.nextDown(value));
        }
        return layout(value, digits, FLOAT_DIGITS);
    }

    private static String special(double value) {
        return Double.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
    }

    private interface Reads {
        boolean same(String text);
    }

    /** Java always writes two digits; one is enough where it reads as the same number. */
    private static BigDecimal shortest(String text, Reads reads) {
        BigDecimal value = new BigDecimal(text).stripTrailingZeros();
        if (value.precision() == 2) {
            BigDecimal one = value.round(new MathContext(1, RoundingMode.HALF_EVEN));
            return reads.same(one.toString()) ? one.stripTrailingZeros() : value;
        }
        return value;
    }

    /**
     * Java takes a text that lies half-way to a neighbour where it reads as the number; PostgreSQL wants more digits
     * then. Only numbers from 2^52 (2^23 for float4) have a half-way point of so few digits.
     */
    private static BigDecimal inside(BigDecimal digits, double value, double above, double below) {
        if (Double.isInfinite(above) || Double.isInfinite(below)) {
            return digits;
        }
        BigDecimal exact = new BigDecimal(value);
        BigDecimal two = BigDecimal.valueOf(2);
        BigDecimal result = digits;
        for (int precision = digits.precision() + 1; ; precision++) {
            BigDecimal twice = result.multiply(two);
            boolean halfWay = twice.compareTo(exact.add(new BigDecimal(above))) == 0
                    || twice.compareTo(exact.add(new BigDecimal(below))) == 0;
            if (!halfWay) {
                return result.stripTrailingZeros();
            }
            result = exact.round(new MathContext(precision, RoundingMode.HALF_EVEN));
        }
    }

    private static String rounded(double value, int digits) {
        BigDecimal exact = new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN));
        return layout(value, exact.stripTrailingZeros(), digits);
    }

    /** As %g of C lays digits out. */
    private static String layout(double value, BigDecimal digits, int pointMax) {
        if (digits.signum() == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        int exponent = digits.precision() - digits.scale() - 1;
        if (exponent >= -4 && exponent < pointMax) {
            return digits.toPlainString();
        }
        String unscaled = digits.unscaledValue().abs().toString();
        StringBuilder text = new StringBuilder(digits.signum() < 0 ? "-" : "").append(unscaled.charAt(0));
        if (unscaled.length() > 1) {
            text.append('.').append(unscaled, 1, unscaled.length());
        }
        return text.append(exponent < 0 ? "e-" : "e+")
                .append(Math.abs(exponent) < 10 ? "0" : "")
                .append(Math.abs(exponent))
                .toString();
    }

    static double readDouble(String text, String type) {
        String trimmed = trim(text);
        Double special = specialOf(trimmed);
        if (special != null) {
            return special;
        }
        requireNumber(trimmed, text, type);
        double value = Double.parseDouble(trimmed);
        if (Double.isInfinite(value) || value == 0 && hasDigits(trimmed)) {
            throw outOfRange(text, type);
        }
        return value;
    }

    static float readFloat(String text) {
        String trimmed = trim(text);
        Double special = specialOf(trimmed);
        if (special != null) {
            return special.floatValue();
        }
        requireNumber(trimmed, text, "real");
        float value = Float.parseFloat(trimmed);
        if (Float.isInfinite(value) || value == 0 && hasDigits(trimmed)) {
            throw outOfRange(text, "real");
        }
        return value;
    }

    /** Whether the digits before an exponent are not all zero. */
    private static boolean hasDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 'e' || c == 'E') {
                return false;
            }
            if (c >= '1' && c <= '9') {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Double specialOf(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "nan" -> Double.NaN;
            case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            default -> null;
        };
    }

    /** Java reads more than PostgreSQL: suffixes and hexadecimal fractions. */
    private static void requireNumber(String trimmed, String text, String type) {
        int at = 0;
        int length = trimmed.length();
        if (at < length && isSign(trimmed.charAt(at))) {
            at++;
        }
        int digits = 0;
        boolean point = false;
        for (; at < length && (isDigit(trimmed.charAt(at)) || trimmed.charAt(at) == '.' && !point); at++) {
            point |= trimmed.charAt(at) == '.';
            digits += isDigit(trimmed.charAt(at)) ? 1 : 0;
        }
        boolean good = digits > 0;
        if (good && at < length && (trimmed.charAt(at) | 0x20) == 'e') {
            at++;
            if (at < length && isSign(trimmed.charAt(at))) {
                at++;
            }
            good = at < length && length - at <= 10;
            for (; at < length && isDigit(trimmed.charAt(at)); at++) {
                // The digits of the exponent.
            }
        }
        if (!good || at < length) {
            throw invalid(text, type);
        }
    }

    static long readInteger(String text, long min, long max, String type) {
        String trimmed = trim(text);
        int start = !trimmed.isEmpty() && isSign(trimmed.charAt(0)) ? 1 : 0;
        if (start == trimmed.length()) {
            throw invalid(text, type);
        }
        for (int i = start; i < trimmed.length(); i++) {
            if (!isDigit(trimmed.charAt(i))) {
                throw invalid(text, type);
            }
        }
        try {
            long value = Long.parseLong(trimmed);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException tooLong) {
            throw outOfRange(text, type).withDetail("more than 64 bits");
        }
        throw outOfRange(text, type);
    }

    static Cell readNumeric(String text) {
        String trimmed = trim(text);
        Double special = specialOf(trimmed);
        if (special != null) {
            return special.isNaN()
                    ? Cell.Special.NAN
                    : special > 0 ? Cell.Special.INFINITY : Cell.Special.NEGATIVE_INFINITY;
        }
        if (trimmed.length() > NUMERIC_TEXT_MAX) {
            throw SqlFailure.of(SqlState.NUMERIC_OUT_OF_RANGE, "value overflows numeric format");
        }
        requireNumber(trimmed, text, "numeric");
        try {
            return new Cell.Numeric(bounded(new BigDecimal(trimmed)));
        } catch (NumberFormatException exponent) {
            throw SqlFailure.of(SqlState.NUMERIC_OUT_OF_RANGE, "value overflows numeric format");
        }
    }

    /** A number in the bounds of the type, with no fewer than 0 digits behind the point. */
    static BigDecimal bounded(BigDecimal value) {
        boolean zero = value.signum() == 0;
        long before = (long) value.precision() - value.scale();
        if (value.scale() > NUMERIC_SCALE_MAX || !zero && before > NUMERIC_INTEGER_DIGITS_MAX) {
            throw SqlFailure.of(SqlState.NUMERIC_OUT_OF_RANGE, "value overflows numeric format");
        }
        return value.scale() >= 0 ? value : zero ? BigDecimal.ZERO : value.setScale(0);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isSign(char c) {
        return c == '-' || c == '+';
    }

    /** Without the spaces that PostgreSQL passes over around most values. */
    static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    static boolean isSpace(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }

    static SqlFailure invalid(String text, String type) {
        return SqlFailure.of(
                SqlState.INVALID_TEXT, "invalid input syntax for type " + type + ": \"" + shown(text) + "\"");
    }

    private static SqlFailure outOfRange(String text, String type) {
        return SqlFailure.of(SqlState.NUMERIC_OUT_OF_RANGE, "\"" + shown(text) + "\" is out of range for type " + type);
    }

    /** The beginning of a text, for a message. */
    static String shown(String text) {
        return text.length() <= 64 ? text : text.substring(0, 64) + "...";
    }
}
