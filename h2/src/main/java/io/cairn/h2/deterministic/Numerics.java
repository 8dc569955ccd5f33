package io.cairn.h2.deterministic;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/** Quotients of decimals with as many digits as PostgreSQL gives them. */
public final class Numerics {
    /** PostgreSQL's digits have base 10,000. */
    private static final int BASE_DIGITS = 4;

    private static final BigInteger BASE = BigInteger.valueOf(10_000);
    private static final int SIGNIFICANT_MIN = 16;
    private static final int SCALE_MAX = 1_000;

    /** The most digits that H2 takes. */
    private static final int DIGITS_MAX = 100_000;

    /** The most places of PostgreSQL's numbers. */
    private static final int PLACES_MAX = 16_383;

    private static final int DOUBLE_DIGITS = 15;
    private static final int REAL_DIGITS = 6;

    private Numerics() {}

    /** As {@link BigDecimal#divide(BigDecimal, int, RoundingMode)}, with PostgreSQL's scale and rounding. */
    public static BigDecimal divide(BigDecimal dividend, BigDecimal divisor, int scale, RoundingMode rounding) {
        Lead first = Lead.of(dividend);
        Lead second = Lead.of(divisor);
        int weight = first.weight - second.weight - (first.digit <= second.digit ? 1 : 0);
        int places = Math.max(SIGNIFICANT_MIN - weight * BASE_DIGITS, Math.max(dividend.scale(), divisor.scale()));
        return dividend.divide(divisor, Math.clamp(places, 0, SCALE_MAX), RoundingMode.HALF_UP);
    }

    /** As {@link BigDecimal#divide(BigDecimal)}, which fails where the digits of the quotient never end. */
    public static BigDecimal quotient(BigDecimal dividend, BigDecimal divisor) {
        if (divisor.signum() == 0) {
            throw new DivisionByZeroException();
        }
        return dividend.divide(divisor, MathContext.DECIMAL128);
    }

    /** A quotient as it is, where H2 would cut it to a precision of its own. */
    public static BigDecimal uncut(BigDecimal quotient, int scale, RoundingMode rounding) {
        return quotient;
    }

    /** A number as it was written, with zeros for an exponent as far as a number may have that many digits. */
    public static BigDecimal written(BigDecimal number) {
        boolean isLong = (long) number.precision() - number.scale() > DIGITS_MAX;
        return number.scale() >= 0 || isLong ? number : number.setScale(0);
    }

    /** A number without an exponent, but for one of more places than PostgreSQL would show. */
    public static String text(BigDecimal number) {
        boolean isShown = number.scale() >= 0 && number.scale() <= PLACES_MAX;
        return isShown ? number.toPlainString() : number.toString();
    }

    /** The digits of a number that becomes a decimal: no more than a number of its type always keeps. */
    public static String decimalDigits(double number) {
        return rounded(new BigDecimal(number), DOUBLE_DIGITS).toPlainString();
    }

    /** As {@link #decimalDigits(double)}. */
    public static String decimalDigits(float number) {
        return rounded(new BigDecimal(number), REAL_DIGITS).toPlainString();
    }

    private static BigDecimal rounded(BigDecimal number, int digits) {
        BigDecimal rounded =
                number.round(new MathContext(digits, RoundingMode.HALF_EVEN)).stripTrailingZeros();
        return rounded.setScale(Math.max(0, rounded.scale()));
    }

    /** The integer beside a number, of two that are as near the even one. */
    public static long nearest(double number) {
        return (long) StrictMath.rint(number);
    }

    /** As {@link Double#parseDouble}, of PostgreSQL's forms. */
    public static double parseDouble(String text) {
        return Double.parseDouble(decimal(text));
    }

    /** As {@link Float#parseFloat}, of PostgreSQL's forms. */
    public static float parseFloat(String text) {
        return Float.parseFloat(decimal(text));
    }

    /** Java also takes hexadecimal digits, and a letter for the type at the end. */
    private static String decimal(String text) {
        String spelled = spelled(text);
        for (int i = 0; i < spelled.length(); i++) {
            char letter = spelled.charAt(i);
            if (letter == 'x' || letter == 'X' || isType(letter) && i == spelled.length() - 1) {
                throw new NumberFormatException("not a number: " + text);
            }
        }
        return spelled;
    }

    private static boolean isType(char letter) {
        return letter == 'd' || letter == 'D' || letter == 'f' || letter == 'F';
    }

    /** A number's text without blanks around it; what is no number as Java spells it. */
    public static String spelled(String text) {
        String trimmed = text.trim();
        boolean isSigned = trimmed.startsWith("-") || trimmed.startsWith("+");
        String size = isSigned ? trimmed.substring(1) : trimmed;
        if (size.equalsIgnoreCase("nan") && !isSigned) {
            return "NaN";
        }
        if (size.equalsIgnoreCase("inf") || size.equalsIgnoreCase("infinity")) {
            return trimmed.startsWith("-") ? "-Infinity" : "Infinity";
        }
        return trimmed;
    }

    /** The first digit of a number in base 10,000, and the power of the base that it counts. */
    private record Lead(int weight, int digit) {
        static Lead of(BigDecimal number) {
            if (number.signum() == 0) {
                return new Lead(0, 0);
            }
            int exponent = number.precision() - number.scale() - 1;
            int weight = Math.floorDiv(exponent, BASE_DIGITS);
            BigInteger digit = number.abs().movePointLeft(weight * BASE_DIGITS).toBigInteger();
            return new Lead(weight, digit.mod(BASE).intValue());
        }
    }
}
