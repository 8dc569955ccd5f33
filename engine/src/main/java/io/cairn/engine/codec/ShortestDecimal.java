package io.cairn.engine.codec;

import java.math.BigInteger;

/**
 * The shortest decimal {@code digits · 10^exponent} that reads back as a given double, and of those
 * the one nearest to it; {@code digits} does not end in zero.
 *
 * <p>The algorithm is Schubfach: Raffaello Giulietti, "The Schubfach way to render doubles", 2020
 * (section and result numbers below are that paper's). Unlike Java's own {@code Double.toString} it
 * may answer a single digit, as ECMAScript demands.
 */
record ShortestDecimal(long digits, int exponent) {
    private static final int FRACTION_BITS = 52;
    private static final int EXPONENT_MASK = 0x7ff;
    private static final long FRACTION_MASK = (1L << FRACTION_BITS) - 1;
    private static final long HIDDEN_BIT = 1L << FRACTION_BITS;

    /** The exponent of subnormal doubles: they are {@code c · 2^Q_MIN}. */
    private static final int Q_MIN = -1074;

    private static final long MASK_63 = Long.MAX_VALUE;

    /** The decimal of a finite double above 0. */
    static ShortestDecimal of(double value) {
        long bits = Double.doubleToRawLongBits(value);
        long fraction = bits & FRACTION_MASK;
        int biased = (int) (bits >>> FRACTION_BITS) & EXPONENT_MASK;
        if (biased == 0) {
            return of(Q_MIN, fraction);
        }
        int q = biased - 1 + Q_MIN;
        long c = HIDDEN_BIT | fraction;
        if (q < 0 && q > -FRACTION_BITS - 1 && (c >> -q) << -q == c) {
            return stripped(c >> -q, 0);
        }
        return of(q, c);
    }

    /** The decimal of {@code c · 2^q} (section 9.10). */
    private static ShortestDecimal of(int q, long c) {
        int odd = (int) c & 1;
        boolean regular = c != HIDDEN_BIT || q == Q_MIN;
        int k = regular ? floorLog10Pow2(q) : floorLog10ThreeQuartersPow2(q);
        int h = q + floorLog2Pow10(-k) + 2;
        long high = Powers.HIGH[k - Powers.K_MIN];
        long low = Powers.LOW[k - Powers.K_MIN];
        long cb = c << 2;
        long v = roundToOdd(high, low, cb << h);
        long left = roundToOdd(high, low, (regular ? cb - 2 : cb - 1) << h) + odd;
        long right = roundToOdd(high, low, (cb + 2) << h) - odd;

        long s = v >> 2;
        if (s >= 10) {
            long down = s / 10 * 10;
            long up = down + 10;
            boolean downIn = left <= down << 2;
            boolean upIn = up << 2 <= right;
            if (downIn != upIn) {
                return stripped(downIn ? down : up, k);
            }
        }
        long t = s + 1;
        boolean sIn = left <= s << 2;
        boolean tIn = t << 2 <= right;
        if (sIn != tIn) {
            return stripped(sIn ? s : t, k);
        }
        long fromMiddle = v - ((s + t) << 1);
        boolean nearerDown = fromMiddle < 0 || (fromMiddle == 0 && (s & 1) == 0);
        return stripped(nearerDown ? s : t, k);
    }

    private static ShortestDecimal stripped(long digits, int exponent) {
        long rest = digits;
        int stripped = exponent;
        while (rest % 10 == 0) {
            rest /= 10;
            stripped++;
        }
        return new ShortestDecimal(rest, stripped);
    }

    /** {@code g · cp · 2^-127} rounded to odd (section 9.9). */
    private static long roundToOdd(long high, long low, long cp) {
        long x1 = Math.multiplyHigh(low, cp);
        long y0 = high * cp;
        long y1 = Math.multiplyHigh(high, cp);
        long z = (y0 >>> 1) + x1;
        long w = y1 + (z >>> 63);
        return w | (((z & MASK_63) + MASK_63) >>> 63);
    }

    /** ⌊log10(2^e)⌋ for |e| below 5 million (section 8). */
    private static int floorLog10Pow2(int e) {
        return (int) ((e * 661_971_961_083L) >> 41);
    }

    /** ⌊log10(3/4 · 2^e)⌋ for |e| below 2 million. */
    private static int floorLog10ThreeQuartersPow2(int e) {
        return (int) ((e * 661_971_961_083L - 274_743_187_321L) >> 41);
    }

    /** ⌊log2(10^e)⌋ for |e| below 1 million. */
    private static int floorLog2Pow10(int e) {
        return (int) ((e * 913_124_641_741L) >> 38);
    }

    /**
     * For each k the number g = ⌊10^-k · 2^-r⌋ + 1 of 126 bits, split into two halves of 63. Made when
     * first used, in about a millisecond, rather than kept as a table that nobody can read.
     */
    private static final class Powers {
        static final int K_MIN = -324;
        static final int K_MAX = 292;
        static final long[] HIGH = new long[K_MAX - K_MIN + 1];
        static final long[] LOW = new long[K_MAX - K_MIN + 1];
        private static final int BITS = 126;

        static {
            BigInteger power = BigInteger.ONE;
            for (int k = 0; k <= -K_MIN; k++) {
                set(-k, power.shiftLeft(BITS).shiftRight(power.bitLength()));
                if (k > 0 && k <= K_MAX) {
                    set(
                            k,
                            BigInteger.ONE
                                    .shiftLeft(power.bitLength() + BITS - 1)
                                    .divide(power));
                }
                power = power.multiply(BigInteger.TEN);
            }
        }

        private Powers() {}

        private static void set(int k, BigInteger floor) {
            BigInteger g = floor.add(BigInteger.ONE);
            HIGH[k - K_MIN] = g.shiftRight(63).longValueExact();
            LOW[k - K_MIN] = g.longValue() & MASK_63;
        }
    }
}
