package io.cairn.engine.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberTextTest {
    /** Below this Java's own text may keep two digits where one is enough. */
    private static final double TWO_DIGITS_BELOW = 1e-321;

    @ParameterizedTest
    @CsvSource({
        // RFC 8785 appendix B, and the examples of ECMA-262 Number::toString.
        "0000000000000000, 0",
        "8000000000000000, 0",
        "0000000000000001, 5e-324",
        "8000000000000001, -5e-324",
        "7fefffffffffffff, 1.7976931348623157e+308",
        "ffefffffffffffff, -1.7976931348623157e+308",
        "4340000000000000, 9007199254740992",
        "c340000000000000, -9007199254740992",
        "4430000000000000, 295147905179352830000",
        "7fffffffffffffff, NaN",
        "7ff0000000000000, Infinity",
        "fff0000000000000, -Infinity",
        "44b52d02c7e14af5, 9.999999999999997e+22",
        "44b52d02c7e14af6, 1e+23",
        "44b52d02c7e14af7, 1.0000000000000001e+23",
        "444b1ae4d6e2ef4e, 999999999999999700000",
        "444b1ae4d6e2ef4f, 999999999999999900000",
        "444b1ae4d6e2ef50, 1e+21",
        "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
        "3eb0c6f7a0b5ed8d, 0.000001",
        "41b3de4355555553, 333333333.3333332",
        "41b3de4355555554, 333333333.33333325",
        "41b3de4355555555, 333333333.3333333",
        "41b3de4355555556, 333333333.3333334",
        "41b3de4355555557, 333333333.33333343",
        "becbf647612f3696, -0.0000033333333333333333",
        "43143ff3c1cb0959, 1424953923781206.2"
    })
    void printsThePublishedCases(String bits, String text) {
        assertThat(NumberText.of(Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16))))
                .isEqualTo(text);
    }

    @Test
    void printsWhatV8Prints() {
        List<String> lines = CodecVectors.goldenLines("number-text.tsv");
        assertThat(lines).hasSizeGreaterThan(2_000);
        for (String line : lines) {
            double number = Double.longBitsToDouble(Long.parseUnsignedLong(line.substring(0, 16), 16));
            assertThat(NumberText.of(number)).as(line).isEqualTo(line.substring(17));
        }
    }

    @Test
    void printsTheDigitsThatJavaPrints() {
        long seed = 31;
        SplittableRandom random = new SplittableRandom(seed);
        int rounds = CodecVectors.FULL ? 5_000_000 : 100_000;
        for (int i = 0; i < rounds; i++) {
            double number = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(number)) {
                assertSameAsJava(number, seed);
            }
            assertSameAsJava(random.nextInt(1_000_000_000) / 1000.0, seed);
        }
    }

    @Test
    void printsPowersOfTwoAndSubnormals() {
        for (int exponent = -1074; exponent <= 1023; exponent++) {
            double power = Math.scalb(1.0, exponent);
            assertSameAsJava(power, 0);
            assertSameAsJava(Math.nextUp(power), 0);
            assertSameAsJava(Math.nextDown(power), 0);
        }
        int subnormals = CodecVectors.FULL ? 1_000_000 : 20_000;
        for (long bits = 1; bits <= subnormals; bits++) {
            assertSameAsJava(Double.longBitsToDouble(bits), 0);
        }
    }

    private static void assertSameAsJava(double number, long seed) {
        String text = NumberText.of(number);
        assertThat(Double.parseDouble(text)).as("seed %d: %s", seed, text).isEqualTo(number);
        BigDecimal ours = new BigDecimal(text).stripTrailingZeros();
        BigDecimal javas = new BigDecimal(Double.toString(number)).stripTrailingZeros();
        if (Math.abs(number) < TWO_DIGITS_BELOW && javas.precision() == 2 && ours.precision() == 1) {
            return;
        }
        assertThat(ours).as("seed %d: %s", seed, text).isEqualByComparingTo(javas);
    }
}
