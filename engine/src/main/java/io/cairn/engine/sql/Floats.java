package io.cairn.engine.sql;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Binary fractions as PostgreSQL prints them: the fewest digits that are read as the same number. */
final class Floats {
    /** Numbers of more digits before the point are written with an exponent. */
    static final int REAL_DIGITS = 6;

    /** As {@link #REAL_DIGITS}. */
    static final int DOUBLE_DIGITS = 15;

    /** From here on every number is a whole one. */
    private static final double WHOLE_DOUBLE = 0x1p53;

    private static final double WHOLE_REAL = 0x1p24;

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
            default ->
                sign
                        + positive(
                                inside(new BigDecimal(size), digitsMax == REAL_DIGITS)
                                        .stripTrailingZeros(),
                                digitsMax);
        };
    }

    /**
     * Java's digits may lie in the very middle between the number and the next one, which is read as the even one of them; PostgreSQL's never
     * do. Only of large whole numbers is the middle written in so few digits.
     */
    private static BigDecimal inside(BigDecimal shortest, boolean isReal) {
        double value = isReal ? shortest.floatValue() : shortest.doubleValue();
        if (value < (isReal ? WHOLE_REAL : WHOLE_DOUBLE)) {
            return shortest;
        }
        BigDecimal exact = new BigDecimal(value);
        BigDecimal shown = shortest;
        for (int digits = shortest.stripTrailingZeros().precision() + 1; isMiddle(shown, exact, isReal); digits++) {
            shown = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
        }
        return shown;
    }

    private static boolean isMiddle(BigDecimal shown, BigDecimal exact, boolean isReal) {
        double value = exact.doubleValue();
        boolean isAbove = shown.compareTo(exact) > 0;
        double next = isReal ? next((float) value, isAbove) : isAbove ? Math.nextUp(value) : Math.nextDown(value);
        return !Double.isInfinite(next)
                && exact.add(new BigDecimal(next)).compareTo(shown.multiply(BigDecimal.TWO)) == 0;
    }

    private static float next(float value, boolean isAbove) {
        return isAbove ? Math.nextUp(value) : Math.nextDown(value);
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
