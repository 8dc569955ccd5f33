package io.cairn.engine.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueCodecTest {
    @Test
    void readsBackWhatItWrote() {
        long seed = 7;
        RandomValues values = new RandomValues(new SplittableRandom(seed));
        int rounds = CodecVectors.FULL ? 2_000_000 : 50_000;
        for (int i = 0; i < rounds; i++) {
            Value value = values.value(4);
            byte[] bytes = ValueCodec.encode(value);
            Value read = ValueCodec.decode(bytes);
            assertThat(read).as("seed %d, round %d", seed, i).isEqualTo(value);
            assertThat(ValueCodec.encode(read)).as("seed %d, round %d", seed, i).isEqualTo(bytes);
        }
    }

    @Test
    void acceptsOnlyBytesThatItWouldWriteHoweverTheyWereDamaged() {
        long seed = 11;
        SplittableRandom random = new SplittableRandom(seed);
        RandomValues values = new RandomValues(random);
        int rounds = CodecVectors.FULL ? 3_000_000 : 100_000;
        int accepted = 0;
        for (int i = 0; i < rounds; i++) {
            byte[] bytes = Mutations.damage(ValueCodec.encode(values.value(3)), random);
            Value value;
            try {
                value = ValueCodec.decode(bytes);
            } catch (CairnException e) {
                continue;
            }
            accepted++;
            assertThat(ValueCodec.encode(value))
                    .as("seed %d, round %d", seed, i)
                    .isEqualTo(bytes);
        }
        assertThat(accepted).isBetween(rounds / 100, rounds * 9 / 10);
    }

    @Test
    void writesTheGoldenBytes() {
        List<String> lines = CodecVectors.goldenLines("values.tsv");
        assertThat(lines).hasSizeGreaterThan(30);
        for (String line : lines) {
            int tab = line.indexOf('\t');
            Value value = Json.parse(line.substring(0, tab));
            byte[] bytes = HexFormat.of().parseHex(line.substring(tab + 1));
            assertThat(ValueCodec.encode(value)).as(line).isEqualTo(bytes);
            assertThat(ValueCodec.decode(bytes)).as(line).isEqualTo(value);
        }
    }

    @Test
    void doesNotDependOnTheOrderOfFields() {
        Value one =
                Value.Document.builder().put("bb", 1).put("a", 2).put("水", 3).build();
        Value other =
                Value.Document.builder().put("水", 3).put("a", 2).put("bb", 1).build();
        assertThat(ValueCodec.encode(one)).isEqualTo(ValueCodec.encode(other));
    }

    @ParameterizedTest
    @CsvSource({
        "'', nothing",
        "1800, a number in two bytes that fits one",
        "1817, 23 in two bytes",
        "1900ff, 255 in three bytes",
        "1a0000ffff, 65535 in five bytes",
        "1b00000000ffffffff, 2^32-1 in nine bytes",
        "1b8000000000000000, 2^63",
        "3b8000000000000000, -2^63-1",
        "1c, a reserved head",
        "1f, an indefinite integer",
        "5f4161ff, indefinite bytes",
        "7f6161ff, indefinite text",
        "9f00ff, an indefinite array",
        "bf616100ff, an indefinite map",
        "5801ff, a length in two bytes that fits one",
        "41, bytes cut off",
        "626161ff, bytes left over",
        "61ff, invalid UTF-8",
        "63eda080, a surrogate in UTF-8",
        "8100 00, bytes left over",
        "82 00, an array cut off",
        "9b7fffffffffffffff, an array of 2^63-1",
        "bb7fffffffffffffff, a map of 2^63-1",
        "a1, a map cut off",
        "a10000, a name that is a number",
        "a1416100, a name that is bytes",
        "a2616100616101, a repeated name",
        "a2616200616101, names out of order",
        "a262616100616201, a long name before a short one",
        "a3636261720363666f6f0163666f6f02, duplicate map keys of the IPLD fixtures",
        "c100, a tag",
        "d82b00, a tag",
        "f7, undefined",
        "f0, a simple value",
        "f818, a simple value",
        "f8ff, a simple value",
        "f93c00, a half",
        "fa3fc00000, a single",
        "fb7ff8000000000000, NaN",
        "fb7ff0000000000000, infinity",
        "fbfff0000000000000, -infinity",
        "fb8000000000000000, -0",
        "fb0000000000000000, 0 as a double",
        "fb3ff0000000000000, 1 as a double",
        "fb4340000000000000, 2^53 as a double",
        "fbc340000000000000, -2^53 as a double",
        "ff, a break"
    })
    void refusesAllOtherSpellings(String hex, String what) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        var e = catchThrowableOfType(CairnException.Incorrect.class, () -> ValueCodec.decode(bytes));
        assertThat(e).as(what).isNotNull();
        assertThat(e.code()).as(what).isEqualTo("bytes-malformed");
        assertThat(e.getMessage()).contains("at byte");
    }

    @Test
    void saysThatLinksAreNotSupported() {
        byte[] bytes = HexFormat.of().parseHex("d82a582500015512200000");
        assertThatThrownBy(() -> ValueCodec.decode(bytes)).isInstanceOf(CairnException.Unsupported.class);
    }

    @Test
    void allowsTheGreatestDepthAndRefusesOneMore() {
        Value deepest = nested(ValueCodec.DEPTH_MAX);
        assertThat(ValueCodec.decode(ValueCodec.encode(deepest))).isEqualTo(deepest);
        assertTooLarge(() -> ValueCodec.encode(nested(ValueCodec.DEPTH_MAX + 1)));
        byte[] bomb = new byte[100_000];
        java.util.Arrays.fill(bomb, (byte) 0x81);
        assertTooLarge(() -> ValueCodec.decode(bomb));
    }

    @Test
    void allowsTheGreatestCountAndRefusesOneMore() {
        Value most = new Value.Array(Collections.nCopies(ValueCodec.ELEMENTS_MAX - 1, Value.none()));
        byte[] bytes = ValueCodec.encode(most);
        assertThat(ValueCodec.decode(bytes)).isEqualTo(most);
        Value more = new Value.Array(Collections.nCopies(ValueCodec.ELEMENTS_MAX, Value.none()));
        assertTooLarge(() -> ValueCodec.encode(more));
        ByteWriter out = new ByteWriter();
        ValueCodec.head(out, ValueCodec.ARRAY, ValueCodec.ELEMENTS_MAX);
        out.bytes(bytes, 5, ValueCodec.ELEMENTS_MAX - 1).u8(ValueCodec.NULL);
        assertTooLarge(() -> ValueCodec.decode(out.toBytes()));
    }

    @Test
    void allowsTheGreatestSizeAndRefusesOneMore() {
        Value most = Value.of(new byte[ValueCodec.BYTES_MAX - 5]);
        byte[] bytes = ValueCodec.encode(most);
        assertThat(bytes).hasSize(ValueCodec.BYTES_MAX);
        assertThat(ValueCodec.decode(bytes)).isEqualTo(most);
        assertTooLarge(() -> ValueCodec.encode(Value.of(new byte[ValueCodec.BYTES_MAX - 4])));
        ByteWriter out = new ByteWriter();
        ValueCodec.head(out, ValueCodec.BYTES, ValueCodec.BYTES_MAX - 4);
        out.bytes(new byte[ValueCodec.BYTES_MAX - 4]);
        assertTooLarge(() -> ValueCodec.decode(out.toBytes()));
    }

    @Test
    void readsOneValueOutOfMany() {
        ByteWriter out = new ByteWriter();
        ValueCodec.encode(Value.of("one"), out);
        ValueCodec.encode(Value.of(2), out);
        ByteReader in = new ByteReader(out.toBytes());
        assertThat(ValueCodec.decode(in)).isEqualTo(Value.of("one"));
        assertThat(ValueCodec.decode(in)).isEqualTo(Value.of(2));
        in.expectEnd();
    }

    private static Value nested(int depth) {
        Value value = Value.of(1);
        for (int i = 0; i < depth; i++) {
            value = i % 2 == 0
                    ? new Value.Array(List.of(value))
                    : Value.Document.builder().put("a", value).build();
        }
        return value;
    }

    private static void assertTooLarge(Runnable run) {
        assertThatThrownBy(run::run)
                .isInstanceOfSatisfying(
                        CairnException.Incorrect.class,
                        e -> assertThat(e.code()).isEqualTo("value-too-large"));
    }
}
