package io.cairn.engine.codec;

import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Random values that lean towards the places where codecs break. */
final class RandomValues {
    private static final long[] INTEGERS = {
        0,
        1,
        -1,
        23,
        24,
        -24,
        -25,
        255,
        256,
        65_535,
        65_536,
        -65_537,
        1L << 31,
        (1L << 31) - 1,
        -(1L << 31) - 1,
        1L << 32,
        (1L << 53) - 1,
        1L << 53,
        (1L << 53) + 1,
        (1L << 53) + 2,
        -(1L << 53) - 1,
        1L << 60,
        (1L << 60) + 1,
        (1L << 60) + 127,
        Long.MAX_VALUE,
        Long.MAX_VALUE - 511,
        Long.MAX_VALUE - 512,
        Long.MAX_VALUE - 1023,
        Long.MIN_VALUE,
        Long.MIN_VALUE + 1,
        Long.MIN_VALUE + 1024
    };
    private static final double[] DOUBLES = {
        0.5,
        -0.5,
        0.1,
        Double.MIN_VALUE,
        -Double.MIN_VALUE,
        Double.MIN_NORMAL,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        0x1p53,
        0x1p53 + 2,
        0x1p60,
        -0x1p60,
        0x1p63,
        -0x1p63,
        0x1.fffffffffffffp62,
        Math.nextUp(0x1p63),
        1e21,
        1e300,
        1e-7
    };
    private static final String[] PIECES = {
        "",
        "a",
        "b",
        "z",
        "\0",
        "\0\0",
        "\u0001",
        "\u007f",
        "\u0080",
        "é",
        "\u07ff",
        "\u0800",
        "水",
        "\ud7ff",
        "\ue000",
        "\ufffd",
        "\uffff",
        "\ud800\udc00",
        "𐅑",
        "\udbff\udfff",
        "\"",
        "\\",
        "/",
        "\n",
        "longer text "
    };

    private final SplittableRandom random;

    RandomValues(SplittableRandom random) {
        this.random = random;
    }

    Value value(int depth) {
        int kinds = depth > 0 ? 12 : 10;
        return switch (random.nextInt(kinds)) {
            case 0 -> Value.none();
            case 1 -> Value.of(random.nextBoolean());
            case 2, 3, 4 -> Value.of(integer());
            case 5, 6 -> number();
            case 7, 8 -> Value.of(text());
            case 9 -> Value.of(bytes());
            case 10 -> array(depth - 1);
            default -> document(depth - 1);
        };
    }

    Value.Document document(int depth) {
        Value.Document.Builder document = Value.Document.builder();
        int size = random.nextInt(6);
        for (int i = 0; i < size; i++) {
            document.put(text(), value(depth));
        }
        return document.build();
    }

    private Value array(int depth) {
        List<Value> values = new ArrayList<>();
        int size = random.nextInt(5);
        for (int i = 0; i < size; i++) {
            values.add(value(depth));
        }
        return new Value.Array(values);
    }

    long integer() {
        return switch (random.nextInt(4)) {
            case 0 -> INTEGERS[random.nextInt(INTEGERS.length)];
            case 1 -> random.nextInt(20) - 10;
            case 2 -> random.nextLong() >> random.nextInt(64);
            default -> {
                double near = number() instanceof Value.Double d ? d.value() : 0x1p62;
                yield (long) near + random.nextInt(5) - 2;
            }
        };
    }

    Value number() {
        return switch (random.nextInt(4)) {
            case 0 -> Value.of(DOUBLES[random.nextInt(DOUBLES.length)]);
            case 1 -> Value.of((double) INTEGERS[random.nextInt(INTEGERS.length)]);
            case 2 -> Value.of(random.nextInt(100) / 8.0);
            default -> Value.of(finite());
        };
    }

    /** A double of random bits. */
    double finite() {
        double number = Double.longBitsToDouble(random.nextLong());
        return Double.isFinite(number) ? number : 1.5;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        int size = random.nextInt(4);
        for (int i = 0; i < size; i++) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(6)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (random.nextBoolean() ? random.nextInt(256) : random.nextInt(3) - 1);
        }
        return bytes;
    }
}
