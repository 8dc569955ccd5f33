package io.cairn.engine.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The codec fixtures of the IPLD project: every DAG-CBOR file, and the DAG-JSON of the same value. */
class DagCborFixturesTest {
    /** Deviation 1: our integers have 64 bits with a sign, IPLD's go from -2^64 to 2^64 - 1. */
    private static final Set<String> BEYOND_INT64 =
            Set.of("int--11959030306112471732", "int-11959030306112471731", "int-18446744073709551615");

    /** Deviation 2: our values hold no links. These, and all whose names begin with cid-, do. */
    private static final Set<String> WITH_LINKS = Set.of(
            "dagpb_11unnamedlinks+data",
            "dagpb_1link",
            "dagpb_2link+data",
            "dagpb_4namedlinks+data",
            "dagpb_7unnamedlinks+data",
            "dagpb_Links_Hash_some",
            "dagpb_Links_Hash_some_Name_some",
            "dagpb_Links_Hash_some_Name_zero",
            "dagpb_Links_Hash_some_Tsize_some",
            "dagpb_Links_Hash_some_Tsize_zero",
            "dagpb_simple_forms_2",
            "dagpb_simple_forms_3",
            "dagpb_simple_forms_4",
            "garbage-00",
            "garbage-01",
            "garbage-02",
            "garbage-03",
            "garbage-05",
            "garbage-06",
            "garbage-07",
            "garbage-09",
            "garbage-11",
            "garbage-14",
            "garbage-15",
            "garbage-16",
            "garbage-17",
            "garbage-18",
            "garbage-20",
            "garbage-22",
            "garbage-24");

    @Test
    void readsAndWritesTheFixturesAsIpldDoes() {
        int equal = 0;
        for (Path fixture : fixtures()) {
            String name = name(fixture);
            byte[] cbor = file(fixture, ".dag-cbor");
            if (BEYOND_INT64.contains(name)) {
                assertThatThrownBy(() -> ValueCodec.decode(cbor)).as(name).hasMessageContaining("64 bits with a sign");
            } else if (WITH_LINKS.contains(name) || name.startsWith("cid-")) {
                assertThatThrownBy(() -> ValueCodec.decode(cbor))
                        .as(name)
                        .isInstanceOf(CairnException.Unsupported.class);
            } else {
                Value value = ValueCodec.decode(cbor);
                assertThat(ValueCodec.encode(value)).as(name).isEqualTo(cbor);
                assertThat(Json.parse(file(fixture, ".dag-json"))).as(name).isEqualTo(value);
                equal++;
            }
        }
        assertThat(equal).as("fixtures without a deviation").isEqualTo(77);
    }

    @Test
    void identifiesTheFixturesAsIpldDoes() {
        int seen = 0;
        for (Path fixture : fixtures()) {
            for (Path file : CodecVectors.list(fixture)) {
                String name = name(file);
                if (name.endsWith(".dag-cbor")) {
                    String text = name.substring(0, name.indexOf('.'));
                    Cid cid = Cid.of(Cid.Codec.DAG_CBOR, CodecVectors.read(file));
                    assertThat(cid).as(name).hasToString(text).isEqualTo(Cid.parse(text));
                    seen++;
                }
            }
        }
        assertThat(seen).isGreaterThan(100);
    }

    @Test
    void refusesTheNegativeFixtures() {
        Path folder = CodecVectors.folder("dag-cbor/negative-fixtures/dag-cbor/decode");
        int seen = 0;
        for (Path file : CodecVectors.list(folder)) {
            Value.Array cases = (Value.Array) Json.parse(CodecVectors.read(file));
            for (Value each : cases.values()) {
                Value.Text hex = (Value.Text) ((Value.Document) each).get("hex");
                assertThat(hex).isNotNull();
                byte[] bytes = HexFormat.of().parseHex(hex.value());
                assertThatThrownBy(() -> ValueCodec.decode(bytes)).isInstanceOf(CairnException.Incorrect.class);
                seen++;
            }
        }
        assertThat(seen).isPositive();
    }

    @Test
    void refusesTheNegativeFixturesOfDagJson() {
        Path file = CodecVectors.folder("dag-cbor/negative-fixtures/dag-json/decode")
                .resolve("duplicate-keys.json");
        Value.Array cases = (Value.Array) Json.parse(CodecVectors.read(file));
        assertThat(cases.values()).isNotEmpty();
        for (Value each : cases.values()) {
            Value.Text hex = (Value.Text) ((Value.Document) each).get("hex");
            assertThat(hex).isNotNull();
            byte[] bytes = HexFormat.of().parseHex(hex.value());
            assertThatThrownBy(() -> Json.parse(bytes))
                    .as(new String(bytes, StandardCharsets.UTF_8))
                    .isInstanceOf(CairnException.Incorrect.class)
                    .hasMessageContaining("repeated");
        }
    }

    private static List<Path> fixtures() {
        return CodecVectors.list(CodecVectors.folder("dag-cbor/fixtures")).stream()
                .filter(Files::isDirectory)
                .toList();
    }

    private static byte[] file(Path fixture, String ending) {
        for (Path file : CodecVectors.list(fixture)) {
            if (name(file).endsWith(ending)) {
                return CodecVectors.read(file);
            }
        }
        throw new AssertionError("no " + ending + " in " + fixture);
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }
}
