package io.cairn.engine.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.model.CairnException;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidTest {
    /** Printed by the npm package multiformats for the raw bytes "hello". */
    private static final String HELLO = "bafkreibm6jg3ux5qumhcn2b3flc3tyu6dmlb4xa7u5bf44yegnrjhc4yeq";

    @Test
    void identifiesBytesAsMultiformatsDoes() {
        Cid cid = Cid.of(Cid.Codec.RAW, "hello".getBytes(StandardCharsets.UTF_8));
        assertThat(cid).hasToString(HELLO);
        assertThat(Cid.parse(HELLO)).isEqualTo(cid);
        assertThat(Cid.of(cid.toBytes())).isEqualTo(cid);
        assertThat(cid.matches("hello".getBytes(StandardCharsets.UTF_8))).isTrue();
        assertThat(cid.matches("hellO".getBytes(StandardCharsets.UTF_8))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"'', ''", "f, my", "fo, mzxq", "foo, mzxw6", "foob, mzxw6yq", "fooba, mzxw6ytb", "foobar, mzxw6ytboi"})
    void encodesBase32AsRfc4648(String text, String base32) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertThat(Base32.encode(bytes)).isEqualTo(base32);
        assertThat(Base32.decode(base32)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "aaa", "aaaaaa", "mz", "mzxr", "MY", "m1", "m8", "my======", "m ", "é5"})
    void refusesBase32ThatItWouldNotWrite(String text) {
        assertThat(Base32.decode(text)).isNull();
    }

    @Test
    void readsBackRandomBase32() {
        long seed = 61;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 10_000; i++) {
            byte[] bytes = new byte[random.nextInt(50)];
            random.nextBytes(bytes);
            assertThat(Base32.decode(Base32.encode(bytes))).as("seed %d", seed).isEqualTo(bytes);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "b",
                "bafkrei",
                "BAFKREIBM6JG3UX5QUMHCN2B3FLC3TYU6DMLB4XA7U5BF44YEGNRJHC4YEQ",
                "zafkreibm6jg3ux5qumhcn2b3flc3tyu6dmlb4xa7u5bf44yegnrjhc4yeq",
                "bafkreibm6jg3ux5qumhcn2b3flc3tyu6dmlb4xa7u5bf44yegnrjhc4yer",
                "bafkreibm6jg3ux5qumhcn2b3flc3tyu6dmlb4xa7u5bf44yegnrjhc4yeqa",
                "bafkreibm6jg3ux5qumhcn2b3flc3tyu6dmlb4xa7u5bf44yegnrjhc4yeq======",
                "QmQg1v4o9xdT3Q14wh4S7dxZkDjyZ9ssFzFzyep1YrVJBY",
                "bafybeifq4hcxma3kjljrpxtunnljtc6tvbkgsy3vldyfpfbx2lij76niyu",
                "bagyacvradn6dsgl6sw2jwoh7s3d37hq5wsu7g22wtdwnmaaaaaaaaaaaaaaa",
                "bafkqabiaaebagba"
            })
    void refusesTextOfOtherIdentifiers(String text) {
        assertThatThrownBy(() -> Cid.parse(text))
                .isInstanceOfSatisfying(
                        CairnException.Incorrect.class,
                        e -> assertThat(e.code()).isEqualTo("cid-malformed"));
    }

    @Test
    void ordersIdentifiersByTheirBytes() {
        long seed = 62;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 1_000; i++) {
            Cid left = Cid.of(Cid.Codec.values()[random.nextInt(2)], new byte[] {(byte) random.nextInt(8)});
            Cid right = Cid.of(Cid.Codec.values()[random.nextInt(2)], new byte[] {(byte) random.nextInt(8)});
            assertThat(Integer.signum(left.compareTo(right)))
                    .as("seed %d", seed)
                    .isEqualTo(Integer.signum(java.util.Arrays.compareUnsigned(left.toBytes(), right.toBytes())));
        }
    }
}
