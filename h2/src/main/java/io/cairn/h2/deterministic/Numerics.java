package io.cairn.h2.deterministic;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** Quotients of decimals with as many digits as PostgreSQL gives them. */
public final class Numerics {
    /** PostgreSQL's digits have base 10,000. */
    private static final int BASE_DIGITS = 4;

    private static final BigInteger BASE = BigInteger.valueOf(10_000);
    private static final int SIGNIFICANT_MIN = 16;
    private static final int SCALE_MAX = 1_000;

    private Numerics() {}

    /** As {@link BigDecimal#divide(BigDecimal, int, RoundingMode)}, with PostgreSQL's scale and rounding. */
    public static BigDecimal divide(BigDecimal dividend, BigDecimal divisor, int scale, RoundingMode rounding) {
        Lead first = Lead.of(dividend);
        Lead second = Lead.of(divisor);
        int weight = first.weight - second.weight - (first.digit <= second.digit ? 1 : 0);
        int places = Math.max(SIGNIFICANT_MIN - weight * BASE_DIGITS, Math.max(dividend.scale(), divisor.scale()));
        return dividend.divide(divisor, Math.clamp(places, 0, SCALE_MAX), RoundingMode.HALF_UP);
    }

    /** A quotient as it is, where H2 would cut it to a precision of its own. */
    public static BigDecimal uncut(BigDecimal quotient, int scale, RoundingMode rounding) {
        return quotient;
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
