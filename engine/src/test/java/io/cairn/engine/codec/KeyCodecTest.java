package io.cairn.engine.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyCodecTest {
    private static final int PAIRS = CodecVectors.FULL ? 3_000_000 : 100_000;

    @Test
    void ordersBytesAsValues() {
        long seed = 21;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < PAIRS; i++) {
            Value left = new RandomValues(random).value(3);
            Value right = sibling(left, random);
            int expected = Integer.signum(left.compareTo(right));
            int actual = Integer.signum(Arrays.compareUnsigned(key(left), key(right)));
            assertThat(actual)
                    .as("seed %d, round %d: %s / %s", seed, i, left, right)
                    .isEqualTo(expected);
        }
    }

    @Test
    void ordersAllNumbersNearTheEdgesOfDoubles() {
        long[] around = {0, 1L << 53, 1L << 54, 1L << 60, Long.MAX_VALUE, -(1L << 53), -(1L << 62), Long.MIN_VALUE};
        Value[] numbers = new Value[around.length * 2 * 41];
        int filled = 0;
        for (long centre : around) {
            for (int step = -20; step <= 20; step++) {
                numbers[filled++] = Value.of(centre + step);
                double near = (double) centre;
                for (int i = 0; i < Math.abs(step); i++) {
                    near = step < 0 ? Math.nextDown(near) : Math.nextUp(near);
                }
                numbers[filled++] = Value.of(near);
            }
        }
        for (Value left : numbers) {
            byte[] leftKey = key(left);
            for (Value right : numbers) {
                int actual = Integer.signum(Arrays.compareUnsigned(leftKey, key(right)));
                assertThat(actual).as("%s / %s", left, right).isEqualTo(Integer.signum(left.compareTo(right)));
            }
        }
    }

    @Test
    void keepsTheOrderOfTruncatedFields() {
        long seed = 22;
        SplittableRandom random = new SplittableRandom(seed);
        int same = 0;
        for (int i = 0; i < PAIRS; i++) {
            int bytesMax = KeyCodec.TRUNCATED_BYTES_LEAST + random.nextInt(20);
            Value left = new RandomValues(random).value(3);
            Value right = sibling(left, random);
            byte[] leftKey = truncated(left, bytesMax);
            byte[] rightKey = truncated(right, bytesMax);
            String round = "seed " + seed + ", round " + i + ": " + left + " / " + right + " in " + bytesMax;
            assertThat(leftKey).as(round).hasSizeLessThanOrEqualTo(bytesMax);
            int expected = Integer.signum(left.compareTo(right));
            int actual = Integer.signum(Arrays.compareUnsigned(leftKey, rightKey));
            if (expected != 0 && actual == 0) {
                same++;
                assertThat(KeyCodec.isTruncated(leftKey, 0)).as(round).isTrue();
                assertThat(commonLength(key(left), key(right))).as(round).isGreaterThanOrEqualTo(leftKey.length - 2);
            } else {
                assertThat(actual).as(round).isEqualTo(expected);
            }
        }
        assertThat(same).as("pairs that were cut alike").isGreaterThan(PAIRS / 1000);
    }

    @Test
    void sortsATruncatedFieldBesideItsOwnPrefix() {
        long seed = 23;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < PAIRS; i++) {
            int bytesMax = KeyCodec.TRUNCATED_BYTES_LEAST + random.nextInt(12);
            Value value = new RandomValues(random).value(4);
            byte[] whole = key(value);
            byte[] cut = truncated(value, bytesMax);
            if (KeyCodec.isTruncated(cut, 0)) {
                int marker = cut[cut.length - 1] == KeyCodec.CUT ? 1 : 2;
                int kept = cut.length - marker;
                assertThat(Arrays.copyOf(cut, kept)).isEqualTo(Arrays.copyOf(whole, kept));
                assertThat(whole.length).isGreaterThan(kept);
            } else {
                assertThat(cut).isEqualTo(whole);
            }
        }
    }

    @Test
    void reversesTheOrderOfDescendingFields() {
        long seed = 24;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < PAIRS / 4; i++) {
            Value left = new RandomValues(random).value(2);
            Value right = sibling(left, random);
            int ascending = Integer.signum(Arrays.compareUnsigned(truncated(left, 40), truncated(right, 40)));
            int descending = Integer.signum(Arrays.compareUnsigned(descending(left, 40), descending(right, 40)));
            assertThat(descending).as("seed %d: %s / %s", seed, left, right).isEqualTo(-ascending);
        }
    }

    @Test
    void findsTheEndOfEveryField() {
        long seed = 25;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < PAIRS / 2; i++) {
            Value first = new RandomValues(random).value(3);
            Value second = new RandomValues(random).value(3);
            ByteWriter key = new ByteWriter();
            key.u8(0x77);
            KeyCodec.appendTruncated(key, first, 32);
            int afterFirst = key.size();
            KeyCodec.appendDescending(key, second, 32);
            int afterSecond = key.size();
            KeyCodec.appendText(key, "id\0x");
            byte[] bytes = key.toBytes();
            assertThat(KeyCodec.endOfValue(bytes, 1))
                    .as("seed %d: %s", seed, first)
                    .isEqualTo(afterFirst);
            assertThat(KeyCodec.endOfDescending(bytes, afterFirst))
                    .as("seed %d", seed)
                    .isEqualTo(afterSecond);
            assertThat(KeyCodec.isTruncated(bytes, 1)).isEqualTo(!Arrays.equals(truncated(first, 32), key(first)));
            assertThat(KeyCodec.isDescendingTruncated(bytes, afterFirst))
                    .isEqualTo(!Arrays.equals(truncated(second, 32), key(second)));
            ByteReader in = new ByteReader(bytes, afterSecond, bytes.length);
            assertThat(KeyCodec.readText(in)).isEqualTo("id\0x");
            in.expectEnd();
        }
    }

    @Test
    void givesEqualBytesToEqualNumbersOfDifferentKinds() {
        assertThat(key(Value.of(1L << 60))).isEqualTo(key(new Value.Double(0x1p60)));
        assertThat(key(Value.of(Long.MIN_VALUE))).isEqualTo(key(new Value.Double(-0x1p63)));
    }

    @Test
    void writesTheGoldenBytes() {
        List<String> lines = CodecVectors.goldenLines("keys.tsv");
        assertThat(lines).hasSizeGreaterThan(100);
        for (String line : lines) {
            int first = line.indexOf('\t');
            int second = line.indexOf('\t', first + 1);
            String kind = line.substring(0, first);
            Value value = Json.parse(line.substring(first + 1, second));
            int space = kind.indexOf(' ');
            int limit = space < 0 ? 0 : Integer.parseInt(kind.substring(space + 1));
            byte[] bytes = kind.startsWith("truncated")
                    ? truncated(value, limit)
                    : kind.startsWith("descending") ? descending(value, limit) : key(value);
            assertThat(HexFormat.of().formatHex(bytes)).as(line).isEqualTo(line.substring(second + 1));
        }
    }

    @Test
    void readsBackTextsAndOrdersThemByUtf16() {
        long seed = 26;
        RandomValues values = new RandomValues(new SplittableRandom(seed));
        for (int i = 0; i < PAIRS / 4; i++) {
            String left = values.text();
            String right = values.text();
            assertThat(KeyCodec.readText(new ByteReader(text(left))))
                    .as("seed %d", seed)
                    .isEqualTo(left);
            assertThat(Integer.signum(Arrays.compareUnsigned(text(left), text(right))))
                    .as("seed %d: %s / %s", seed, left, right)
                    .isEqualTo(Integer.signum(left.compareTo(right)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "61",
                "6100",
                "610001",
                "610002",
                "c0800000",
                "c1bf0000",
                "e080800000",
                "e0a00000",
                "ed a080 0000",
                "f09085910000",
                "80 0000",
                "eda080ed a080 0000",
                "edb080 0000",
                "ff0000"
            })
    void refusesTextsThatItWouldNotWrite(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        assertMalformed(() -> KeyCodec.readText(new ByteReader(bytes)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "01",
                "02",
                "11",
                "ff",
                "3000",
                "40",
                "4061",
                "406100",
                "40610002",
                "60",
                "6001",
                "6010",
                "7010",
                "7001",
                "70016100",
                "7001610000",
                "700161000003"
            })
    void refusesFieldsThatItWouldNotWrite(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        assertMalformed(() -> KeyCodec.endOfValue(bytes, 0));
    }

    @Test
    void refusesFieldsNestedTooDeep() {
        byte[] bomb = new byte[1000];
        Arrays.fill(bomb, (byte) KeyCodec.ARRAY);
        assertThatThrownBy(() -> KeyCodec.endOfValue(bomb, 0)).isInstanceOf(CairnException.Incorrect.class);
    }

    @Test
    void neverCrashesOnDamagedKeys() {
        long seed = 27;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < PAIRS; i++) {
            byte[] bytes = Mutations.damage(truncated(new RandomValues(random).value(3), 48), random);
            try {
                assertThat(KeyCodec.endOfValue(bytes, 0)).isBetween(1, bytes.length);
            } catch (CairnException e) {
                assertThat(e.code()).as("seed %d", seed).isIn("bytes-malformed", "value-too-large");
            }
        }
    }

    /** A value near the given one, so that comparisons go deep; sometimes an unrelated one. */
    private static Value sibling(Value value, SplittableRandom random) {
        if (random.nextInt(4) == 0) {
            return new RandomValues(random).value(3);
        }
        return switch (value) {
            case Value.Array array
            when !array.values().isEmpty() -> {
                var values = new java.util.ArrayList<>(array.values());
                int at = random.nextInt(values.size());
                values.set(at, sibling(values.get(at), random));
                yield new Value.Array(values);
            }
            case Value.Document document
            when document.size() > 0 -> {
                var names = List.copyOf(document.fields().keySet());
                String name = names.get(random.nextInt(names.size()));
                Value field = document.get(name);
                yield document.toBuilder()
                        .put(name, sibling(field == null ? Value.none() : field, random))
                        .build();
            }
            case Value.Text text -> Value.of(text.value() + new RandomValues(random).text());
            case Value.Bytes bytes -> {
                byte[] more = Arrays.copyOf(bytes.value(), bytes.value().length + random.nextInt(3));
                yield Value.of(more);
            }
            case Value.Int number -> Value.of((double) number.value());
            default -> new RandomValues(random).value(2);
        };
    }

    private static int commonLength(byte[] left, byte[] right) {
        int mismatch = Arrays.mismatch(left, right);
        return mismatch < 0 ? left.length : mismatch;
    }

    private static byte[] key(Value value) {
        ByteWriter out = new ByteWriter();
        KeyCodec.append(out, value);
        return out.toBytes();
    }

    private static byte[] truncated(Value value, int bytesMax) {
        ByteWriter out = new ByteWriter();
        KeyCodec.appendTruncated(out, value, bytesMax);
        return out.toBytes();
    }

    private static byte[] descending(Value value, int bytesMax) {
        ByteWriter out = new ByteWriter();
        KeyCodec.appendDescending(out, value, bytesMax);
        return out.toBytes();
    }

    private static byte[] text(String text) {
        ByteWriter out = new ByteWriter();
        KeyCodec.appendText(out, text);
        return out.toBytes();
    }

    private static void assertMalformed(Runnable run) {
        assertThatThrownBy(run::run)
                .isInstanceOfSatisfying(
                        CairnException.Incorrect.class,
                        e -> assertThat(e.code()).isEqualTo("bytes-malformed"));
    }
}
