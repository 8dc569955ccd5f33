package io.cairn.engine.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.bson.BsonArray;
import org.bson.BsonBinary;
import org.bson.BsonBinaryReader;
import org.bson.BsonBinaryWriter;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.io.BasicOutputBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against MongoDB's own library in both directions, and against bytes that it would let pass. */
class BsonTest {
    private static final BsonDocumentCodec MONGO = new BsonDocumentCodec();

    @Test
    void writesTheBytesThatMongoWrites() {
        long seed = 41;
        RandomValues values = new RandomValues(new SplittableRandom(seed));
        int rounds = CodecVectors.FULL ? 1_000_000 : 30_000;
        for (int i = 0; i < rounds; i++) {
            Value.Document document = withoutNulNames(values.document(4));
            byte[] ours = Bson.encode(document);
            assertThat(ours).as("seed %d: %s", seed, document).isEqualTo(mongoEncode(toMongo(document)));
            assertThat((Object) mongoDecode(ours))
                    .as("seed %d: %s", seed, document)
                    .isEqualTo(toMongo(document));
        }
    }

    @Test
    void readsTheBytesThatMongoWrites() {
        long seed = 42;
        SplittableRandom random = new SplittableRandom(seed);
        RandomValues values = new RandomValues(random);
        int rounds = CodecVectors.FULL ? 1_000_000 : 30_000;
        for (int i = 0; i < rounds; i++) {
            Value.Document document = withoutNulNames(values.document(4));
            Value.Document read = Bson.decode(mongoEncode(loosened(toMongo(document), random)));
            assertThat((Value) read).as("seed %d", seed).isEqualTo(document);
            assertThat(read.fields().keySet())
                    .as("seed %d", seed)
                    .containsExactlyElementsOf(document.fields().keySet());
        }
    }

    @Test
    void answersWithADocumentOrARefusalHoweverBytesWereDamaged() {
        long seed = 43;
        SplittableRandom random = new SplittableRandom(seed);
        RandomValues values = new RandomValues(random);
        int rounds = CodecVectors.FULL ? 3_000_000 : 100_000;
        int accepted = 0;
        for (int i = 0; i < rounds; i++) {
            byte[] bytes = Mutations.damage(Bson.encode(withoutNulNames(values.document(3))), random);
            Value.Document document;
            try {
                document = Bson.decode(bytes, "documents/3");
            } catch (CairnException e) {
                assertThat(e.code()).as("seed %d", seed).startsWith("bson-");
                assertThat(e.at()).as("seed %d", seed).startsWith("documents/3");
                continue;
            }
            accepted++;
            assertThat((Value) Bson.decode(Bson.encode(document)))
                    .as("seed %d", seed)
                    .isEqualTo(document);
        }
        assertThat(accepted).isBetween(rounds / 100, rounds * 9 / 10);
    }

    @ParameterizedTest
    @CsvSource({
        "'', bson-malformed, '', no length",
        "05000000, bson-malformed, '', no terminator",
        "0500000001, bson-malformed, '', a terminator that is not zero",
        "0400000000, bson-malformed, '', a length below the least",
        "0600000000, bson-malformed, '', a length beyond the bytes",
        "050000000000, bson-malformed, '', trailing bytes",
        "ffffffff00, bson-malformed, '', a negative length",
        "060000000000, bson-malformed, '', a document that ends before its length",
        "0c0000001061000100000000ff, bson-malformed, '', trailing bytes",
        "0e0000000a61000a62000a610000, bson-malformed, a, a repeated name",
        "0b0000000a6100 0a610000, bson-malformed, a, a repeated name",
        "090000000861000200, bson-malformed, a, a boolean of byte 2",
        "0d00000002610001000000 6100, bson-malformed, a, a string without zero",
        "0d000000026100000000000000, bson-malformed, a, a string of length 0",
        "0d0000000261000300000061 00, bson-malformed, a, a string longer than its document",
        "0e00000002610002000000ff0000, bson-malformed, a, invalid UTF-8",
        "0800000 00aff0000, bson-malformed, '', invalid UTF-8 in a name",
        "080000000a616263, bson-malformed, '', a name without zero",
        "10000000 046100 08000000 0a3100 00 00, bson-malformed, a/0, an array that begins with 1",
        "11000000 046100 09000000 0a303000 00 00, bson-malformed, a/0, an array index with a zero too many",
        "10000000 036100 09000000 0a6200 00 00, bson-malformed, a, an inner document longer than its outer",
        "0d000000 056100 ffffffff 00 00, bson-malformed, a, binary of negative length",
        "0e000000 056100 01000000 80 ff 00, bson-type-unsupported, a, user-defined binary",
        "0e000000 056100 01000000 04 ff 00, bson-type-unsupported, a, a UUID",
        "08000000 066100 00, bson-type-unsupported, a, undefined",
        "14000000 076100 000000000000000000000000 00, bson-type-unsupported, a, an ObjectId",
        "10000000 096100 0000000000000000 00, bson-type-unsupported, a, a date",
        "0a000000 0b6100 0000 00, bson-type-unsupported, a, a regular expression",
        "10000000 116100 0000000000000000 00, bson-type-unsupported, a, a timestamp",
        "18000000 136100 00000000000000000000000000000000 00, bson-type-unsupported, a, a decimal128",
        "08000000 ff6100 00, bson-type-unsupported, a, the min key",
        "08000000 7f6100 00, bson-type-unsupported, a, the max key",
        "08000000 146100 00, bson-malformed, a, an unknown type",
        "10000000 016100 000000000000f87f 00, bson-number-unsupported, a, NaN",
        "10000000 016100 000000000000f0ff 00, bson-number-unsupported, a, -infinity",
        "18000000 036100 10000000 046200 08000000 0a3100 00 00 00, bson-malformed, a/b/0, a nested path",
    })
    void refusesLooseBytes(String hex, String code, String at, String what) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        var e = catchThrowableOfType(CairnException.Incorrect.class, () -> Bson.decode(bytes));
        assertThat(e).as(what).isNotNull();
        assertThat(e.code()).as(what).isEqualTo(code);
        assertThat(e.at()).as(what).isEqualTo(at);
    }

    @Test
    void startsPathsAtTheGivenPrefix() {
        byte[] bytes = HexFormat.of().parseHex("0800000006610000");
        var e = catchThrowableOfType(CairnException.Incorrect.class, () -> Bson.decode(bytes, "documents/3"));
        assertThat(e.at()).isEqualTo("documents/3/a");
    }

    @Test
    void normalisesIntegralDoubles() {
        BsonDocument document = new BsonDocument()
                .append("minusZero", new BsonDouble(-0.0))
                .append("three", new BsonDouble(3.0))
                .append("half", new BsonDouble(0.5))
                .append("small", new BsonInt64(7));
        Value.Document read = Bson.decode(mongoEncode(document));
        assertThat(read.get("minusZero")).isEqualTo(Value.of(0)).isInstanceOf(Value.Int.class);
        assertThat(read.get("three")).isInstanceOf(Value.Int.class);
        assertThat(read.get("half")).isEqualTo(Value.of(0.5));
        assertThat(read.get("small")).isEqualTo(Value.of(7));
    }

    @Test
    void allowsTheGreatestDepthAndRefusesOneMore() {
        assertThat((Value) Bson.decode(mongoEncode(nested(ValueCodec.DEPTH_MAX))))
                .isNotNull();
        assertTooLarge(() -> Bson.decode(mongoEncode(nested(ValueCodec.DEPTH_MAX + 1))));
        Value.Document deep = Value.Document.EMPTY;
        for (int i = 1; i < ValueCodec.DEPTH_MAX; i++) {
            deep = Value.Document.builder().put("a", deep).build();
        }
        Value.Document deepest = deep;
        assertThat((Value) Bson.decode(Bson.encode(deepest))).isEqualTo(deepest);
        assertTooLarge(
                () -> Bson.encode(Value.Document.builder().put("a", deepest).build()));
    }

    @Test
    void allowsTheGreatestCountAndRefusesOneMore() {
        Value.Document most = ofNulls(ValueCodec.ELEMENTS_MAX - 2);
        assertThat((Value) Bson.decode(Bson.encode(most))).isEqualTo(most);
        Value.Document more = ofNulls(ValueCodec.ELEMENTS_MAX - 1);
        assertTooLarge(() -> Bson.encode(more));
        assertTooLarge(() -> Bson.decode(mongoEncode(toMongo(more))));
    }

    @Test
    void refusesMoreBytesThanTheLimit() {
        assertTooLarge(() -> Bson.decode(new byte[Bson.BYTES_MAX + 1]));
        Value bytes = Value.of(new byte[Bson.BYTES_MAX]);
        assertTooLarge(
                () -> Bson.encode(Value.Document.builder().put("a", bytes).build()));
    }

    @Test
    void refusesToWriteNamesThatBsonWouldCut() {
        Value.Document document = Value.Document.builder().put("a\0b", 1).build();
        assertThatThrownBy(() -> Bson.encode(document))
                .isInstanceOfSatisfying(
                        CairnException.Incorrect.class,
                        e -> assertThat(e.code()).isEqualTo("bson-name-unsupported"));
    }

    private static Value.Document ofNulls(int count) {
        Value nulls = new Value.Array(Collections.nCopies(count, Value.none()));
        return Value.Document.builder().put("a", nulls).build();
    }

    private static BsonDocument nested(int depth) {
        BsonDocument document = new BsonDocument();
        for (int i = 1; i < depth; i++) {
            document = new BsonDocument("a", document);
        }
        return document;
    }

    private static Value.Document withoutNulNames(Value.Document document) {
        return (Value.Document) withoutNulNames((Value) document);
    }

    private static Value withoutNulNames(Value value) {
        return switch (value) {
            case Value.Array array ->
                new Value.Array(
                        array.values().stream().map(BsonTest::withoutNulNames).toList());
            case Value.Document document -> {
                Value.Document.Builder builder = Value.Document.builder();
                document.forEach(
                        field -> builder.put(field.getKey().replace("\0", ""), withoutNulNames(field.getValue())));
                yield builder.build();
            }
            default -> value;
        };
    }

    /** The same numbers in wider types, which signers may choose. */
    private static BsonDocument loosened(BsonDocument document, SplittableRandom random) {
        BsonDocument loosened = new BsonDocument();
        document.forEach((name, value) -> loosened.append(
                name,
                switch (value) {
                    case BsonInt32 number when random.nextBoolean() -> new BsonDouble(number.getValue());
                    case BsonInt32 number when random.nextBoolean() -> new BsonInt64(number.getValue());
                    case BsonDocument inner -> loosened(inner, random);
                    default -> value;
                }));
        return loosened;
    }

    private static BsonDocument toMongo(Value.Document document) {
        BsonDocument mongo = new BsonDocument();
        document.forEach(field -> mongo.append(field.getKey(), toMongo(field.getValue())));
        return mongo;
    }

    private static BsonValue toMongo(Value value) {
        return switch (value) {
            case Value.Null _ -> BsonNull.VALUE;
            case Value.Bool bool -> BsonBoolean.valueOf(bool.value());
            case Value.Int number ->
                number.value() == (int) number.value()
                        ? new BsonInt32((int) number.value())
                        : new BsonInt64(number.value());
            case Value.Double number -> new BsonDouble(number.value());
            case Value.Text text -> new BsonString(text.value());
            case Value.Bytes bytes -> new BsonBinary(bytes.value());
            case Value.Array array ->
                new BsonArray(array.values().stream().map(BsonTest::toMongo).toList());
            case Value.Document document -> toMongo(document);
        };
    }

    private static byte[] mongoEncode(BsonDocument document) {
        BasicOutputBuffer buffer = new BasicOutputBuffer();
        try (BsonBinaryWriter writer = new BsonBinaryWriter(buffer)) {
            MONGO.encode(writer, document, EncoderContext.builder().build());
            return buffer.toByteArray();
        }
    }

    private static BsonDocument mongoDecode(byte[] bytes) {
        try (BsonBinaryReader reader = new BsonBinaryReader(ByteBuffer.wrap(bytes))) {
            return MONGO.decode(reader, DecoderContext.builder().build());
        }
    }

    private static void assertTooLarge(Runnable run) {
        assertThatThrownBy(run::run)
                .isInstanceOfSatisfying(
                        CairnException.Incorrect.class,
                        e -> assertThat(e.code()).isEqualTo("value-too-large"));
    }
}
