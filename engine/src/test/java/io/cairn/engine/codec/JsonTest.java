package io.cairn.engine.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Against Jackson in both directions, and against texts that lenient parsers let pass. */
class JsonTest {
    private static final JsonMapper JACKSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    @Test
    void readsBackWhatItPrinted() {
        long seed = 51;
        RandomValues values = new RandomValues(new SplittableRandom(seed));
        int rounds = CodecVectors.FULL ? 1_000_000 : 30_000;
        for (int i = 0; i < rounds; i++) {
            Value value = withoutReservedNames(values.value(4));
            String text = Json.print(value);
            Value read = Json.parse(text);
            assertThat(read).as("seed %d: %s", seed, text).isEqualTo(value);
            assertThat(ValueCodec.encode(read)).as("seed %d: %s", seed, text).isEqualTo(ValueCodec.encode(value));
            assertThat(Json.print(read)).as("seed %d", seed).isEqualTo(text);
            assertThat(Json.parse(Json.printPretty(value)))
                    .as("seed %d: %s", seed, text)
                    .isEqualTo(value);
            assertThat(Json.parse(Json.printCanonical(value).getBytes(StandardCharsets.UTF_8)))
                    .as("seed %d: %s", seed, text)
                    .isEqualTo(value);
        }
    }

    @Test
    void printsWhatJacksonReads() {
        long seed = 52;
        RandomValues values = new RandomValues(new SplittableRandom(seed));
        int rounds = CodecVectors.FULL ? 1_000_000 : 30_000;
        for (int i = 0; i < rounds; i++) {
            Value value = withoutReservedNames(values.value(4));
            String text = Json.print(value);
            assertThat((Object) JACKSON.readTree(text))
                    .as("seed %d: %s", seed, text)
                    .isEqualTo(toJackson(value));
            assertThat((Object) JACKSON.readTree(Json.printPretty(value)))
                    .as("seed %d", seed)
                    .isEqualTo(toJackson(value));
        }
    }

    @Test
    void readsWhatJacksonPrints() {
        long seed = 53;
        RandomValues values = new RandomValues(new SplittableRandom(seed));
        int rounds = CodecVectors.FULL ? 1_000_000 : 30_000;
        for (int i = 0; i < rounds; i++) {
            Value value = withoutReservedNames(values.value(4));
            JsonNode node = toJackson(value);
            assertThat(Json.parse(JACKSON.writeValueAsBytes(node)))
                    .as("seed %d: %s", seed, node)
                    .isEqualTo(value);
        }
    }

    @Test
    void acceptsNoDamagedTextThatJacksonRefuses() {
        long seed = 54;
        SplittableRandom random = new SplittableRandom(seed);
        RandomValues values = new RandomValues(random);
        int rounds = CodecVectors.FULL ? 2_000_000 : 60_000;
        int accepted = 0;
        for (int i = 0; i < rounds; i++) {
            byte[] printed = Json.print(withoutReservedNames(values.value(3))).getBytes(StandardCharsets.UTF_8);
            byte[] bytes = Mutations.damage(printed, random);
            Value value;
            try {
                value = Json.parse(bytes);
            } catch (CairnException e) {
                assertThat(e.code()).as("seed %d", seed).startsWith("json-");
                continue;
            }
            accepted++;
            String text = new String(bytes, StandardCharsets.UTF_8);
            assertThat(jacksonAccepts(text)).as("seed %d: %s", seed, text).isTrue();
            assertThat(Json.parse(Json.print(value)))
                    .as("seed %d: %s", seed, text)
                    .isEqualTo(value);
        }
        assertThat(accepted).isBetween(rounds / 100, rounds * 9 / 10);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|0",
                "-0|0",
                "-0.0|0",
                "1.0|1",
                "1e3|1000",
                "100e-2|1",
                "0.5|0.5",
                "1E+2|100",
                "1e-400|0",
                "9223372036854775807|9223372036854775807",
                "-9223372036854775808|-9223372036854775808",
                "9223372036854775808|9223372036854776000.0",
                "-9223372036854775809|-9223372036854776000.0",
                "99999999999999999999|100000000000000000000.0",
                "1e21|1e+21",
                "9007199254740993|9007199254740993",
                "9007199254740993.0|9007199254740992",
                "9007199254740994.0|9007199254740994.0",
                "1e-7|1e-7",
                "18014398509481984.0|18014398509481984.0"
            })
    void readsNumbersExactly(String text, String printed) {
        assertThat(Json.print(Json.parse(text))).isEqualTo(printed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|1|1",
                "' '|1|2",
                "nul|1|1",
                "nullx|1|5",
                "1 2|1|3",
                "01|1|1",
                "-01|1|1",
                "-|1|2",
                "+1|1|1",
                ".5|1|1",
                "1.|1|3",
                "1e|1|3",
                "1e+|1|4",
                "0x10|1|2",
                "NaN|1|1",
                "Infinity|1|1",
                "1e309|1|1",
                "-1e309|1|1",
                "[1,]|1|4",
                "[,1]|1|2",
                "[1|1|3",
                "[1 2]|1|4",
                "{|1|2",
                "{a:1}|1|2",
                "{'\"a\"':1}|1|2",
                "{\"a\"}|1|5",
                "{\"a\":}|1|6",
                "{\"a\":1,}|1|8",
                "{\"a\":1 \"b\":2}|1|8",
                "{\"a\":1,\"a\":2}|1|8",
                "\"a|1|1",
                "\"\\x\"|1|2",
                "\"\\u12g4\"|1|6",
                "\"\\u12|1|6",
                "\"\\ud800\"|1|1",
                "\"\\udc00\\ud800\"|1|1",
                "\"\\|1|2",
                "\ufeff1|1|1",
                "/**/1|1|1",
                "[1]]|1|4"
            })
    void refusesWhatIsNotJson(String text, int line, int column) {
        var e = catchThrowableOfType(CairnException.Incorrect.class, () -> Json.parse(text));
        assertThat(e).as(text).isNotNull();
        assertThat(e.code()).as(text).isEqualTo("json-malformed");
        assertThat(e.getMessage()).as(text).endsWith("(line " + line + ", column " + column + ")");
    }

    @Test
    void countsLinesAndColumns() {
        assertThatThrownBy(() -> Json.parse("[1,\n 2,\r\n  x]")).hasMessageEndingWith("(line 3, column 3)");
        assertThatThrownBy(() -> Json.parse("\t\"a\tb\"")).hasMessageEndingWith("(line 1, column 4)");
        assertThatThrownBy(() -> Json.parse("\u00a01")).hasMessageEndingWith("(line 1, column 1)");
    }

    @Test
    void refusesLoneSurrogatesGivenAsCharacters() {
        assertThatThrownBy(() -> Json.parse("\"\ud800\"")).hasMessageContaining("lone surrogate");
        assertThat(Json.parse("\"\\ud800\\udd51\"")).isEqualTo(Value.of("\ud800\udd51"));
    }

    @ParameterizedTest
    @CsvSource({"22c3 22, 2", "22 eda080 22, 2", "22 61 c0af 22, 3", "5b 0a 22 ff 22 5d, 2", "efbb, 1"})
    void refusesInvalidUtf8(String hex, int column) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        assertThatThrownBy(() -> Json.parse(bytes))
                .hasMessageContaining("UTF-8")
                .hasMessageContaining("column " + column);
    }

    @Test
    void saysWhereInTheValueAFailureIs() {
        var e = catchThrowableOfType(
                CairnException.Incorrect.class, () -> Json.parse("{\"documents\":[0,{\"age\":tru}]}"));
        assertThat(e.at()).isEqualTo("documents/1/age");
    }

    @Test
    void showsBytesInTheReservedForm() {
        Value bytes = Value.of(new byte[] {1, 2, 3, 4});
        assertThat(Json.print(bytes)).isEqualTo("{\"/\":{\"bytes\":\"AQIDBA\"}}");
        assertThat(Json.printPretty(bytes)).isEqualTo("{\"/\": {\"bytes\": \"AQIDBA\"}}");
        assertThat(Json.parse(" { \"/\" : { \"bytes\" : \"AQIDBA\" } } ")).isEqualTo(bytes);
        assertThat(Json.parse("{\"/\":{\"bytes\":\"\"}}")).isEqualTo(Value.of(new byte[0]));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"/\":1}",
                "{\"/\":{}}",
                "{\"/\":{\"byte\":\"AQ\"}}",
                "{\"/\":{\"bytes\":1}}",
                "{\"/\":{\"bytes\":\"AQ==\"}}",
                "{\"/\":{\"bytes\":\"AR\"}}",
                "{\"/\":{\"bytes\":\"A\"}}",
                "{\"/\":{\"bytes\":\"-_\"}}",
                "{\"/\":{\"bytes\":\"AQ\",\"x\":1}}",
                "{\"/\":{\"bytes\":\"AQ\"},\"x\":1}",
                "{\"x\":1,\"/\":{\"bytes\":\"AQ\"}}",
                "{\"\\u002f\":{\"bytes\":\"AQ\"}}",
                "{\"/\":\"bafy\"}"
            })
    void refusesOtherUsesOfTheReservedName(String text) {
        assertThatThrownBy(() -> Json.parse(text))
                .isInstanceOfSatisfying(
                        CairnException.Incorrect.class,
                        e -> assertThat(e.code()).isEqualTo("json-reserved-form"));
    }

    @Test
    void refusesToPrintAFieldOfTheReservedName() {
        Value value = Value.Document.builder().put("/", 1).build();
        assertThatThrownBy(() -> Json.print(value))
                .isInstanceOfSatisfying(
                        CairnException.Incorrect.class,
                        e -> assertThat(e.code()).isEqualTo("json-reserved-form"));
    }

    @Test
    void printsInThreeLayouts() {
        Value value = Json.parse(
                "{\"b\":[1,{}],\"\\ue000\":[],\"a\":\"\\u0001\\u001f\\n\\\"\\\\/é\\u007f\",\"\\ud800\\udd51\":0.5}");
        assertThat(Json.print(value))
                .isEqualTo("{\"b\":[1,{}],\"\ue000\":[],\"a\":\"\\u0001\\u001f\\n\\\"\\\\/é\u007f\",\"𐅑\":0.5}");
        assertThat(Json.printCanonical(value))
                .isEqualTo("{\"a\":\"\\u0001\\u001f\\n\\\"\\\\/é\u007f\",\"b\":[1,{}],\"𐅑\":0.5,\"\ue000\":[]}");
        assertThat(Json.printPretty(value)).isEqualTo("""
                        {
                          "b": [
                            1,
                            {}
                          ],
                          "\ue000": [],
                          "a": "\\u0001\\u001f\\n\\"\\\\/é\u007f",
                          "𐅑": 0.5
                        }""");
    }

    @Test
    void allowsTheGreatestDepthAndRefusesOneMore() {
        int depth = ValueCodec.DEPTH_MAX;
        String bytes = "{\"/\":{\"bytes\":\"AQ\"}}";
        String deepest = "[".repeat(depth) + bytes + "]".repeat(depth);
        assertThat(Json.print(Json.parse(deepest))).isEqualTo(deepest);
        assertTooLarge(() -> Json.parse("[".repeat(depth + 1) + "]".repeat(depth + 1)));
        assertTooLarge(() -> Json.parse("[".repeat(depth) + "{}" + "]".repeat(depth)));
        assertTooLarge(() -> Json.parse("{\"a\":".repeat(1_000_000)));
        assertTooLarge(() -> Json.parse("[".repeat(1_000_000)));
        Value deeper = new Value.Array(java.util.List.of(Json.parse(deepest)));
        assertTooLarge(() -> Json.print(deeper));
    }

    @Test
    void refusesMoreElementsAndCharactersThanTheLimits() {
        int most = ValueCodec.ELEMENTS_MAX - 1;
        String inner = String.join(",", Collections.nCopies(most, "0"));
        assertThat(((Value.Array) Json.parse("[" + inner + "]")).values()).hasSize(most);
        assertTooLarge(() -> Json.parse("[" + inner + ",0]"));
        assertTooLarge(() -> Json.parse(" ".repeat(Json.LENGTH_MAX + 1)));
        assertTooLarge(() -> Json.parse(new byte[Json.LENGTH_MAX + 1]));
    }

    private static boolean jacksonAccepts(String text) {
        try {
            JACKSON.readTree(text);
            return true;
        } catch (JacksonException _) {
            return false;
        }
    }

    private static Value withoutReservedNames(Value value) {
        return switch (value) {
            case Value.Array array ->
                new Value.Array(array.values().stream()
                        .map(JsonTest::withoutReservedNames)
                        .toList());
            case Value.Document document -> {
                Value.Document.Builder builder = Value.Document.builder();
                document.forEach(field -> builder.put(
                        field.getKey().equals("/") ? "slash" : field.getKey(), withoutReservedNames(field.getValue())));
                yield builder.build();
            }
            default -> value;
        };
    }

    private static JsonNode toJackson(Value value) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (value) {
            case Value.Null _ -> nodes.nullNode();
            case Value.Bool bool -> nodes.booleanNode(bool.value());
            case Value.Int number ->
                number.value() == (int) number.value()
                        ? nodes.numberNode((int) number.value())
                        : nodes.numberNode(number.value());
            case Value.Double number -> nodes.numberNode(number.value());
            case Value.Text text -> nodes.stringNode(text.value());
            case Value.Bytes bytes -> {
                ObjectNode inner = nodes.objectNode();
                inner.put("bytes", Base64.getEncoder().withoutPadding().encodeToString(bytes.value()));
                ObjectNode outer = nodes.objectNode();
                outer.set("/", inner);
                yield outer;
            }
            case Value.Array array -> {
                ArrayNode list = nodes.arrayNode();
                array.values().forEach(element -> list.add(toJackson(element)));
                yield list;
            }
            case Value.Document document -> {
                ObjectNode object = nodes.objectNode();
                document.forEach(field -> object.set(field.getKey(), toJackson(field.getValue())));
                yield object;
            }
        };
    }

    private static void assertTooLarge(Runnable run) {
        assertThatThrownBy(run::run)
                .isInstanceOfSatisfying(
                        CairnException.Incorrect.class,
                        e -> assertThat(e.code()).isEqualTo("value-too-large"));
    }
}
