package io.cairn.engine.sql;

import io.cairn.h2.util.DateTimeUtils;
import io.cairn.h2.value.ExtTypeInfoEnum;
import io.cairn.h2.value.Value;
import io.cairn.h2.value.ValueBigint;
import io.cairn.h2.value.ValueBinary;
import io.cairn.h2.value.ValueBoolean;
import io.cairn.h2.value.ValueChar;
import io.cairn.h2.value.ValueDate;
import io.cairn.h2.value.ValueDouble;
import io.cairn.h2.value.ValueInteger;
import io.cairn.h2.value.ValueNumeric;
import io.cairn.h2.value.ValueReal;
import io.cairn.h2.value.ValueSmallint;
import io.cairn.h2.value.ValueTime;
import io.cairn.h2.value.ValueTimeTimeZone;
import io.cairn.h2.value.ValueTimestamp;
import io.cairn.h2.value.ValueTimestampTimeZone;
import io.cairn.h2.value.ValueTinyint;
import io.cairn.h2.value.ValueUuid;
import io.cairn.h2.value.ValueVarbinary;
import io.cairn.h2.value.ValueVarchar;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;

/** Seeded values of every type that an index takes: the edges, neighbours of the edges, and anything between. */
enum SqlValues {
    BOOLEAN {
        @Override
        Value next(Random random) {
            return ValueBoolean.get(random.nextBoolean());
        }
    },
    TINYINT {
        @Override
        Value next(Random random) {
            return ValueTinyint.get((byte) integer(random));
        }
    },
    SMALLINT {
        @Override
        Value next(Random random) {
            return ValueSmallint.get((short) integer(random));
        }
    },
    INTEGER {
        @Override
        Value next(Random random) {
            return ValueInteger.get((int) integer(random));
        }
    },
    BIGINT {
        @Override
        Value next(Random random) {
            return ValueBigint.get(integer(random));
        }
    },
    NUMERIC {
        @Override
        Value next(Random random) {
            return ValueNumeric.get(decimal(random));
        }
    },
    REAL {
        @Override
        Value next(Random random) {
            return ValueReal.get((float) floating(random));
        }
    },
    DOUBLE {
        @Override
        Value next(Random random) {
            return ValueDouble.get(floating(random));
        }
    },
    CHAR {
        @Override
        Value next(Random random) {
            return ValueChar.get(text(random));
        }
    },
    VARCHAR {
        @Override
        Value next(Random random) {
            return ValueVarchar.get(text(random));
        }
    },
    BINARY {
        @Override
        Value next(Random random) {
            return ValueBinary.get(bytes(random));
        }
    },
    VARBINARY {
        @Override
        Value next(Random random) {
            return ValueVarbinary.get(bytes(random));
        }
    },
    DATE {
        @Override
        Value next(Random random) {
            return ValueDate.fromDateValue(day(random));
        }
    },
    TIME {
        @Override
        Value next(Random random) {
            return ValueTime.fromNanos(nanos(random));
        }
    },
    TIME_TZ {
        @Override
        Value next(Random random) {
            return ValueTimeTimeZone.fromNanos(nanos(random), offset(random));
        }
    },
    TIMESTAMP {
        @Override
        Value next(Random random) {
            return ValueTimestamp.fromDateValueAndNanos(day(random), nanos(random));
        }
    },
    TIMESTAMP_TZ {
        @Override
        Value next(Random random) {
            long day = day(random);
            boolean isLast = day == DateTimeUtils.MIN_DATE_VALUE || day == DateTimeUtils.MAX_DATE_VALUE;
            // In UTC it may be the day before or after.
            return ValueTimestampTimeZone.fromDateValueAndNanos(day, nanos(random), isLast ? 0 : offset(random));
        }
    },
    UUID {
        @Override
        Value next(Random random) {
            return ValueUuid.get(integer(random), integer(random));
        }
    },
    ENUM {
        @Override
        Value next(Random random) {
            return COLOURS.getValue(1 + random.nextInt(COLOURS.getCount()), null);
        }
    };

    static final ExtTypeInfoEnum COLOURS = new ExtTypeInfoEnum(new String[] {"red", "green", "blue"});

    private static final long NANOS_PER_DAY = 86_400_000_000_000L;
    private static final int OFFSET_SECONDS_MAX = 18 * 3_600;
    private static final String[] LETTERS = {
        "\0",
        "\1",
        " ",
        "a",
        "b",
        "A",
        "~",
        "\u007f",
        "\u0080",
        "\u00e9",
        "\u07ff",
        "\u0800",
        "\ud7ff",
        "\ue000",
        "\uffff",
        "\ud800\udc00",
        "\ud83d\ude00",
        "\udbff\udfff",
    };
    private static final double[] FLOATS = {
        0.0,
        -0.0,
        1,
        -1,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.MIN_VALUE,
        -Double.MIN_VALUE,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        Float.MIN_VALUE,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        0x1p53,
        0x1p53 + 2,
        0x1p63,
        -0x1p63,
        0.1,
        2.5,
    };

    abstract Value next(Random random);

    private static long integer(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> random.nextInt(7) - 3;
            case 1 -> Long.MAX_VALUE - random.nextInt(2);
            case 2 -> Long.MIN_VALUE + random.nextInt(2);
            case 3 -> (1L << random.nextInt(63)) + random.nextInt(3) - 1;
            default -> random.nextLong();
        };
    }

    private static BigDecimal decimal(Random random) {
        BigInteger digits = random.nextInt(3) == 0
                ? new BigInteger(random.nextInt(200), random)
                : BigInteger.valueOf(random.nextInt(1_001));
        int scale = random.nextInt(9) == 0 ? random.nextInt(60) : random.nextInt(4);
        return new BigDecimal(random.nextBoolean() ? digits : digits.negate(), scale);
    }

    private static double floating(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> FLOATS[random.nextInt(FLOATS.length)];
            case 1 -> random.nextInt(41) / 4.0 - 5;
            default -> Double.longBitsToDouble(random.nextLong());
        };
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(5); length > 0; length--) {
            text.append(LETTERS[random.nextInt(LETTERS.length)]);
        }
        return text.toString();
    }

    private static byte[] bytes(Random random) {
        byte[] edges = {0, 1, -1, 127, -128};
        byte[] bytes = new byte[random.nextInt(5)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = edges[random.nextInt(edges.length)];
        }
        return bytes;
    }

    /** A day from before Christ to the last one that there is. */
    private static long day(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextBoolean() ? DateTimeUtils.MIN_DATE_VALUE : DateTimeUtils.MAX_DATE_VALUE;
            case 1 -> DateTimeUtils.dateValueFromAbsoluteDay(random.nextInt(5) - 2);
            case 2 -> DateTimeUtils.dateValueFromAbsoluteDay(-random.nextInt(1_500_000));
            default -> DateTimeUtils.dateValueFromAbsoluteDay(random.nextInt(60_000));
        };
    }

    private static long nanos(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> 0;
            case 1 -> NANOS_PER_DAY - 1;
            case 2 -> random.nextInt(24) * 3_600_000_000_000L;
            default -> random.nextLong(NANOS_PER_DAY);
        };
    }

    private static int offset(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> 0;
            case 1 -> random.nextBoolean() ? OFFSET_SECONDS_MAX : -OFFSET_SECONDS_MAX;
            case 2 -> (random.nextInt(37) - 18) * 3_600;
            default -> random.nextInt(2 * OFFSET_SECONDS_MAX + 1) - OFFSET_SECONDS_MAX;
        };
    }
}
