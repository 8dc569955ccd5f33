package io.cairn.engine.sql;

import java.math.BigDecimal;

/** Binary fractions as PostgreSQL prints them: the fewest digits that are read as the same number. */
final class Floats {
    /** Numbers of more digits before the point are written with an exponent. */
    static final int REAL_DIGITS = 6;

    /** As {@link #REAL_DIGITS}. */
    static final int DOUBLE_DIGITS = 15;

    private static final int EXPONENT_MIN = -4;
    private static final String SMALLEST_DOUBLE = "4.9E-324";
    private static final String SMALLEST_REAL = "1.4E-45";

    private Floats() {}

    /** A number in PostgreSQL's form, from its text in Java's. */
    static String text(String java, int digitsMax) {
        boolean isNegative = java.startsWith("-");
        String size = isNegative ? java.substring(1) : java;
        String sign = isNegative ? "-" : "";
        return switch (size) {
            case "NaN" -> "NaN";
            case "Infinity" -> sign + "Infinity";
            case "0.0" -> sign + "0";
            // Java writes two digits where one says the same.
            case SMALLEST_DOUBLE -> sign + "5e-324";
            case SMALLEST_REAL -> sign + "1e-45";
            default -> sign + positive(new BigDecimal(size).stripTrailingZeros(), digitsMax);
        };
    }

    private static String positive(BigDecimal number, int digitsMax) {
        String digits = number.unscaledValue().toString();
        int exponent = digits.length() - 1 - number.scale();
        if (exponent >= EXPONENT_MIN && exponent < digitsMax) {
            return number.toPlainString();
        }
        String rest = digits.length() == 1 ? "" : "." + digits.substring(1);
        String power = Integer.toString(Math.abs(exponent));
        return digits.charAt(0) + rest + (exponent < 0 ? "e-" : "e+") + (power.length() == 1 ? "0" : "") + power;
    }
}
