package io.cairn.engine.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.model.CairnException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteCodecTest {
    @Test
    void writesBigEndianNumbers() {
        ByteWriter out = new ByteWriter(0).u8(0x01).u16(0x0203).u32(0x04050607L).u64(0x08090a0b0c0d0e0fL);
        assertThat(hex(out.toBytes())).isEqualTo("0102030405060708090a0b0c0d0e0f");
    }

    @Test
    void readsWhatItWrote() {
        ByteWriter out = new ByteWriter()
                .u8(0xff)
                .u16(0xffff)
                .u32(0xffff_ffffL)
                .u64(-1)
                .prefixed(new byte[] {7, 8})
                .utf8("é𐅑");
        ByteReader in = new ByteReader(out.toBytes());
        assertThat(in.peek()).isEqualTo(0xff);
        assertThat(in.u8()).isEqualTo(0xff);
        assertThat(in.u16()).isEqualTo(0xffff);
        assertThat(in.u32()).isEqualTo(0xffff_ffffL);
        assertThat(in.u64()).isEqualTo(-1);
        assertThat(in.prefixed(2)).containsExactly(7, 8);
        assertThat(in.utf8(6)).isEqualTo("é𐅑");
        in.expectEnd();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 00",
        "1, 01",
        "127, 7f",
        "128, 8001",
        "300, ac02",
        "16383, ff7f",
        "16384, 808001",
        "9223372036854775807, ffffffffffffffff7f"
    })
    void writesAndReadsMinimalVarints(long value, String hex) {
        assertThat(hex(new ByteWriter().varint(value).toBytes())).isEqualTo(hex);
        ByteReader in = new ByteReader(HexFormat.of().parseHex(hex));
        assertThat(in.varint()).isEqualTo(value);
        in.expectEnd();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8000", "ff00", "80", "", "ffffffffffffffffff01", "80808080808080808000"})
    void refusesVarintsThatAreLongOrCutOff(String hex) {
        assertMalformed(() -> new ByteReader(HexFormat.of().parseHex(hex)).varint());
    }

    @Test
    void namesTheOffsetOfAFailure() {
        ByteReader in = new ByteReader(new byte[] {0, 0, 0, 1, 2, 3}, 1, 5);
        in.skip(2);
        assertThatThrownBy(in::u32).hasMessageContaining("at byte 3");
        assertThat(in.u16()).isEqualTo(0x0102);
        in.expectEnd();
    }

    @Test
    void refusesToReadBeyondItsPartOfTheArray() {
        byte[] bytes = new byte[20];
        assertMalformed(() -> new ByteReader(bytes, 4, 11).u64());
        assertMalformed(() -> new ByteReader(bytes, 4, 7).u32());
        assertMalformed(() -> new ByteReader(bytes, 4, 5).u16());
        assertMalformed(() -> new ByteReader(bytes, 4, 4).u8());
        assertMalformed(() -> new ByteReader(bytes, 4, 4).peek());
        assertMalformed(() -> new ByteReader(bytes, 4, 6).bytes(3));
        assertMalformed(() -> new ByteReader(bytes, 4, 6).bytes(-1));
        assertMalformed(() -> new ByteReader(bytes, 4, 6).bytes(Integer.MAX_VALUE));
        assertMalformed(() -> new ByteReader(bytes, 4, 6).skip(3));
        assertMalformed(() -> new ByteReader(bytes, 4, 6).utf8(3));
        assertMalformed(() -> new ByteReader(bytes, 4, 6).expectEnd());
    }

    @Test
    void refusesCountsAboveTheLimit() {
        byte[] bytes = new ByteWriter().varint(1000).toBytes();
        assertThat(new ByteReader(bytes).count(1000)).isEqualTo(1000);
        assertMalformed(() -> new ByteReader(bytes).count(999));
        assertMalformed(
                () -> new ByteReader(new ByteWriter().varint(Long.MAX_VALUE).toBytes()).count(5));
    }

    @Test
    void refusesNegativeVarints() {
        assertThatThrownBy(() -> new ByteWriter().varint(-1)).isInstanceOf(CairnException.Incorrect.class);
    }

    @Test
    void servesManyMessagesAfterReset() {
        ByteWriter out = new ByteWriter(1);
        out.bytes(new byte[100]).reset();
        out.u8(9);
        assertThat(out.size()).isEqualTo(1);
        assertThat(out.toBytes()).containsExactly(9);
    }

    @Test
    void encodesUtf8AsTheJdkDoes() {
        long seed = 1;
        RandomValues values = new RandomValues(new SplittableRandom(seed));
        for (int i = 0; i < 20_000; i++) {
            String text = values.text() + values.text();
            byte[] expected = text.getBytes(StandardCharsets.UTF_8);
            assertThat(new ByteWriter(0).utf8(text).toBytes())
                    .as("seed %d, %s", seed, text)
                    .isEqualTo(expected);
            assertThat(Utf8.length(text)).as("seed %d, %s", seed, text).isEqualTo(expected.length);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud800", "a\udc00", "\ud800a", "\udc00\ud800", "é\ud800\ud800\udc00"})
    void refusesToEncodeLoneSurrogates(String text) {
        assertThatThrownBy(() -> new ByteWriter().utf8(text))
                .isInstanceOfSatisfying(
                        CairnException.Incorrect.class,
                        e -> assertThat(e.code()).isEqualTo("text-malformed"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80",
                "c0af",
                "c1bf",
                "e08080",
                "eda080",
                "edbfbf",
                "f0808080",
                "f4908080",
                "f8888080",
                "e6b0",
                "61ff",
                "efbfbd80"
            })
    void refusesInvalidUtf8(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        assertMalformed(() -> new ByteReader(bytes).utf8(bytes.length));
    }

    @Test
    void readsARealReplacementCharacter() {
        byte[] bytes = "\ufffdx".getBytes(StandardCharsets.UTF_8);
        assertThat(new ByteReader(bytes).utf8(bytes.length)).isEqualTo("\ufffdx");
    }

    private static void assertMalformed(Runnable read) {
        assertThatThrownBy(read::run)
                .isInstanceOfSatisfying(
                        CairnException.Incorrect.class,
                        e -> assertThat(e.code()).isEqualTo("bytes-malformed"));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
