package io.cairn.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.codec.ByteReader;
import io.cairn.engine.codec.ByteWriter;
import io.cairn.engine.model.CairnException;
import io.cairn.h2.api.IntervalQualifier;
import io.cairn.h2.value.TypeInfo;
import io.cairn.h2.value.Value;
import io.cairn.h2.value.ValueArray;
import io.cairn.h2.value.ValueBlob;
import io.cairn.h2.value.ValueClob;
import io.cairn.h2.value.ValueDecfloat;
import io.cairn.h2.value.ValueInterval;
import io.cairn.h2.value.ValueJson;
import io.cairn.h2.value.ValueNull;
import io.cairn.h2.value.ValueRow;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Cells of stored rows: every value comes back, and bytes that no cell has are refused. */
final class CellCodecTest {
    private static final int ROUNDS = Boolean.getBoolean("cairn.full") ? 1_000_000 : 5_000;
    private static final CastSettings CASTS = new CastSettings();

    private static byte[] written(Value value) {
        ByteWriter out = new ByteWriter(32);
        CellCodec.write(out, value);
        return out.toBytes();
    }

    private static Value read(byte[] bytes, TypeInfo type) {
        ByteReader in = new ByteReader(bytes);
        Value value = CellCodec.read(in, type, CASTS);
        in.expectEnd();
        return value;
    }

    private static void assertReadBack(Value value, String seed) {
        byte[] bytes = written(value);
        ByteReader skipped = new ByteReader(bytes);
        CellCodec.skip(skipped);
        assertThat(skipped.remaining()).as(seed).isZero();
        Value read = read(bytes, value.getType());
        assertThat(read.getValueType()).as(seed).isEqualTo(value.getValueType());
        assertThat(read).as(seed).isEqualTo(value);
        assertThat(written(read)).as(seed).isEqualTo(bytes);
    }

    @ParameterizedTest
    @EnumSource
    void valuesOfTypesThatIndexesTakeAreReadBack(SqlValues values) {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < ROUNDS; i++) {
            assertReadBack(values.next(random), "seed " + seed);
        }
    }

    private static Stream<Value> others() {
        byte[] json = "{\"a\":[1,null]}".getBytes(StandardCharsets.UTF_8);
        Value[] numbers = {SqlValues.INTEGER.next(new Random(1)), ValueNull.INSTANCE};
        return Stream.of(
                ValueNull.INSTANCE,
                ValueDecfloat.NAN,
                ValueDecfloat.POSITIVE_INFINITY,
                ValueDecfloat.NEGATIVE_INFINITY,
                ValueDecfloat.ZERO,
                ValueDecfloat.get(new BigDecimal("1.50")),
                ValueDecfloat.get(new BigDecimal("-1E+999999")),
                ValueDecfloat.get(new BigDecimal("1E-999999")),
                ValueClob.createSmall("\u00e7\0\ud83d\ude00"),
                ValueClob.createSmall(""),
                ValueBlob.createSmall(new byte[] {0, -1}),
                ValueJson.fromJson(json),
                ValueArray.get(TypeInfo.TYPE_INTEGER, numbers, CASTS),
                ValueArray.get(TypeInfo.TYPE_VARCHAR, new Value[0], CASTS),
                ValueRow.get(numbers));
    }

    @ParameterizedTest
    @MethodSource("others")
    void valuesOfOtherTypesAreReadBack(Value value) {
        assertReadBack(value, "");
    }

    @ParameterizedTest
    @EnumSource
    void intervalsAreReadBack(IntervalQualifier qualifier) {
        long remaining = qualifier.hasMultipleFields() ? 1 : 0;
        assertReadBack(ValueInterval.from(qualifier, false, 7, remaining), "");
        assertReadBack(ValueInterval.from(qualifier, true, 999_999_999_999_999_999L, remaining), "");
        assertReadBack(ValueInterval.from(qualifier, false, 0, 0), "");
    }

    @ParameterizedTest
    @EnumSource
    void cutCellsAreRefused(SqlValues values) {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 100; i++) {
            Value value = values.next(random);
            byte[] bytes = written(value);
            byte[] cut = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            assertMalformed(cut, value.getType(), "seed " + seed);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1c, a tag that there is not",
        "ff, a tag that there is not",
        "070000, a decimal number without digits",
        "0c01ff, a text that is not UTF-8",
        "0a0178, a decimal floating point number that is none",
        "160d0000000000000000010000000000000000, an interval of no kind",
        "1910, an enumerated value that the column does not have",
        "1a80808008, an array longer than its bytes",
    })
    void bytesThatNoCellHasAreRefused(String hex, String what) {
        TypeInfo type = hex.startsWith("1a")
                ? TypeInfo.getTypeInfo(Value.ARRAY, 5, 0, TypeInfo.TYPE_INTEGER)
                : hex.startsWith("19")
                        ? TypeInfo.getTypeInfo(Value.ENUM, 5, 0, SqlValues.COLOURS)
                        : TypeInfo.TYPE_VARCHAR;
        byte[] bytes = HexFormat.of().parseHex(hex);
        assertMalformed(bytes, type, what);
    }

    private static void assertMalformed(byte[] bytes, TypeInfo type, String what) {
        assertThatThrownBy(() -> read(bytes, type))
                .as(what)
                .isInstanceOfSatisfying(
                        CairnException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ByteReader.MALFORMED));
    }
}
