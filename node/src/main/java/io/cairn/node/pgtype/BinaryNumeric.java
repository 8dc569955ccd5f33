package io.cairn.node.pgtype;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteBuffer;

/** The binary encoding of numeric: digits of base 10,000 before and behind a point, and how many decimals to show. */
final class BinaryNumeric {
    private static final int NEGATIVE = 0x4000;
    private static final int NAN = 0xC000;
    private static final int INFINITY = 0xD000;
    private static final int NEGATIVE_INFINITY = 0xF000;

    /** Means nothing; it is what PostgreSQL sends. */
    private static final int INFINITY_SCALE = 0x20;

    private static final int BASE_DIGITS = 4;
    private static final int HEAD_BYTES = 8;

    private BinaryNumeric() {}

    static byte[] special(Cell.Special special) {
        int sign = switch (special) {
            case NAN -> NAN;
            case INFINITY -> INFINITY;
            case NEGATIVE_INFINITY -> NEGATIVE_INFINITY;
            case NULL -> throw new IllegalArgumentException("a null has no bytes");
        };
        int scale = special == Cell.Special.NAN ? 0 : INFINITY_SCALE;
        return ByteBuffer.allocate(HEAD_BYTES)
                .putInt(0)
                .putShort((short) sign)
                .putShort((short) scale)
                .array();
    }

    static byte[] write(BigDecimal number) {
        BigDecimal value = NumberText.bounded(number);
        int scale = value.scale();
        int fractionGroups = (scale + BASE_DIGITS - 1) / BASE_DIGITS;
        String digits = value.unscaledValue().abs().toString() + "0".repeat(fractionGroups * BASE_DIGITS - scale);
        digits = "0".repeat((BASE_DIGITS - digits.length() % BASE_DIGITS) % BASE_DIGITS) + digits;
        int groups = digits.length() / BASE_DIGITS;
        int first = 0;
        int end = groups;
        while (first < end && group(digits, first) == 0) {
            first++;
        }
        while (end > first && group(digits, end - 1) == 0) {
            end--;
        }
        int weight = first == end ? 0 : groups - fractionGroups - 1 - first;
        ByteBuffer out = ByteBuffer.allocate(HEAD_BYTES + 2 * (end - first));
        out.putShort((short) (end - first)).putShort((short) weight);
        out.putShort((short) (value.signum() < 0 ? NEGATIVE : 0)).putShort((short) scale);
        for (int i = first; i < end; i++) {
            out.putShort((short) group(digits, i));
        }
        return out.array();
    }

    private static int group(String digits, int index) {
        return Integer.parseInt(digits, index * BASE_DIGITS, (index + 1) * BASE_DIGITS, 10);
    }

    static Cell read(ByteBuffer in) {
        if (in.remaining() < HEAD_BYTES) {
            throw malformed("insufficient data");
        }
        int groups = in.getShort() & 0xFFFF;
        int weight = in.getShort();
        int sign = in.getShort() & 0xFFFF;
        int scale = in.getShort() & 0xFFFF;
        if (in.remaining() != 2 * groups) {
            throw malformed("wrong length");
        }
        return switch (sign) {
            case NAN -> Cell.Special.NAN;
            case INFINITY -> Cell.Special.INFINITY;
            case NEGATIVE_INFINITY -> Cell.Special.NEGATIVE_INFINITY;
            case 0, NEGATIVE -> new Cell.Numeric(finite(in, groups, weight, sign == NEGATIVE, scale));
            default -> throw malformed("invalid sign");
        };
    }

    private static BigDecimal finite(ByteBuffer in, int groups, int weight, boolean negative, int scale) {
        if (scale > NumberText.NUMERIC_SCALE_MAX) {
            throw malformed("invalid scale");
        }
        StringBuilder digits = new StringBuilder(groups * BASE_DIGITS + 1).append('0');
        for (int i = 0; i < groups; i++) {
            int group = in.getShort();
            if (group < 0 || group > 9_999) {
                throw malformed("invalid digit");
            }
            String text = Integer.toString(group);
            digits.repeat('0', BASE_DIGITS - text.length()).append(text);
        }
        int exponent = BASE_DIGITS * (groups - weight - 1);
        BigDecimal value = NumberText.bounded(new BigDecimal(new BigInteger(digits.toString()), exponent));
        // What is behind the decimals to show is cut, as numeric_recv does.
        BigDecimal cut = value.setScale(scale, RoundingMode.DOWN);
        return negative ? cut.negate() : cut;
    }

    private static SqlFailure malformed(String why) {
        return SqlFailure.of(SqlState.INVALID_BINARY, "invalid external numeric value: " + why);
    }
}
