package io.cairn.engine.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.cairn.engine.codec.ValueCodec;
import io.cairn.engine.crypto.NodeKey;
import io.cairn.engine.crypto.Sha256;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Headers, entries, outcomes and the payloads of journal records: their stored bytes and what is refused. */
class RecordsTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final int ROUNDS = Boolean.getBoolean("cairn.full") ? 1_000_000 : 30_000;
    private static final NodeKey KEY = NodeKey.of(new byte[32]);

    private static Hash hash(int number) {
        return Sha256.hash(new byte[] {(byte) number});
    }

    private static Header header() {
        return new Header(
                "0x" + "ab".repeat(20),
                1,
                2,
                hash(3),
                4,
                hash(5),
                hash(6),
                hash(7),
                1_700_000_000_000L,
                9,
                hash(10),
                hash(11),
                new TreeMap<>(Map.of(1, hash(12), 300, hash(13))));
    }

    private static ReplicaSet replicas() {
        List<byte[]> keys = new ArrayList<>(List.of(hash(1).toBytes(), hash(2).toBytes(), KEY.publicKey()));
        keys.sort(Arrays::compareUnsigned);
        return new ReplicaSet(keys);
    }

    private static Outcome outcome() {
        return new Outcome(5, 1, hash(4), "ok", "", 2, List.of("a", "b"));
    }

    private static List<Control> controls() {
        return List.of(
                new Control.Genesis("test-network", 3, 1, replicas()),
                new Control.Seal(7, 1_700_000_000_000L),
                new Control.EngineSwitch(2),
                Control.Quarantine.sign("0x" + "ab".repeat(20), 9, KEY));
    }

    private static Map<String, String> actual() {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("header", HEX.formatHex(header().encode()));
        lines.put("header hash", header().hash().hex());
        lines.put("entry", HEX.formatHex(new Entry(6, 1_700_000_000_001L, new byte[] {1, 2, 3}).encode()));
        lines.put("outcome", HEX.formatHex(outcome().encode()));
        lines.put("replica set", HEX.formatHex(replicas().encode()));
        lines.put("replica set hash", replicas().hash().hex());
        for (Control control : controls()) {
            lines.put("record " + control.kind().code(), HEX.formatHex(control.encode()));
        }
        return lines;
    }

    @Test
    void bytesAreWhatTheyAlwaysWere() {
        List<String> lines = new ArrayList<>();
        actual().forEach((name, value) -> lines.add(name + ": " + value));
        assertThat(lines).containsExactlyElementsOf(golden());
    }

    private static List<String> golden() {
        try (InputStream in = RecordsTest.class.getResourceAsStream("/golden/log/records.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Prints the lines, for a format that is meant to change before its first release. */
    public static void main(String[] arguments) {
        actual().forEach((name, value) -> System.out.println(name + ": " + value));
    }

    @Test
    void readsBackWhatItWrites() {
        assertThat(Header.decode(header().encode())).isEqualTo(header());
        assertThat(Header.hash(header().encode())).isEqualTo(header().hash());
        assertThat(Outcome.decode(outcome().encode())).isEqualTo(outcome());
        assertThat(ReplicaSet.decode(replicas().encode()).encode())
                .isEqualTo(replicas().encode());
        for (Control control : controls()) {
            assertThat(Control.decode(control.kind(), control.encode()).encode())
                    .isEqualTo(control.encode());
        }
    }

    @Test
    void headersHashIsTheTreeOverItsFields() {
        List<Hash> leaves = new ArrayList<>();
        for (TaggedFields.Field field : header().fields().fields()) {
            leaves.add(TaggedFields.leaf(field.tag(), field.value()));
        }
        assertThat(leaves).hasSize(13);
        assertThat(MerkleLog.root(leaves)).isEqualTo(header().hash());
    }

    @Test
    void headersMayCarryFieldsOfLaterVersionsAboveHalf() {
        TaggedFields.Builder later = TaggedFields.builder(Header.FORMAT);
        header().fields().fields().forEach(field -> later.put(field.tag(), field.value()));
        byte[] ignored = later.put(128, new byte[] {1}).build().encode();
        assertThat(Header.decode(ignored)).isEqualTo(header());
        assertThat(Header.hash(ignored)).isNotEqualTo(header().hash());
        TaggedFields.Builder needed = TaggedFields.builder(Header.FORMAT);
        header().fields().fields().forEach(field -> needed.put(field.tag(), field.value()));
        byte[] unknown = needed.put(127, new byte[] {1}).build().encode();
        assertThatThrownBy(() -> Header.decode(unknown)).isInstanceOf(CairnException.Unsupported.class);
    }

    private static byte[] headerWith(int tag, String hex) {
        TaggedFields.Builder changed = TaggedFields.builder(Header.FORMAT);
        header().fields()
                .fields()
                .forEach(field -> changed.put(field.tag(), field.tag() == tag ? HEX.parseHex(hex) : field.value()));
        return changed.build().encode();
    }

    @Test
    void refusesHeadersWithMalformedFields() {
        for (byte[] bytes : List.of(
                headerWith(1, "ff"),
                headerWith(2, "01"),
                headerWith(3, "8000000000000000"),
                headerWith(4, "00"),
                headerWith(6, "00".repeat(33)),
                headerWith(10, "0000000080000000"),
                headerWith(13, "00"),
                headerWith(13, "00000002" + "00".repeat(32) + "00000001" + "00".repeat(32)),
                headerWith(13, "00000001" + "00".repeat(32) + "00000001" + "00".repeat(32)),
                headerWith(13, "80000001" + "00".repeat(32)))) {
            assertThatThrownBy(() -> Header.decode(bytes)).isInstanceOf(CairnException.Incorrect.class);
        }
        for (int missing = 1; missing <= 13; missing++) {
            TaggedFields.Builder without = TaggedFields.builder(Header.FORMAT);
            for (TaggedFields.Field field : header().fields().fields()) {
                if (field.tag() != missing) {
                    without.put(field.tag(), field.value());
                }
            }
            byte[] bytes = without.build().encode();
            assertThatThrownBy(() -> Header.decode(bytes))
                    .isInstanceOfSatisfying(
                            CairnException.class,
                            refusal -> assertThat(refusal.code()).isEqualTo("field-missing"));
        }
    }

    @Test
    void refusesOutcomesThatItWouldNotWrite() {
        Map<String, Value> wrong = new LinkedHashMap<>();
        wrong.put("v", Value.of(2));
        wrong.put("index", Value.of(1L << 31));
        wrong.put("mutation", Value.of(new byte[31]));
        wrong.put("code", Value.of(1));
        wrong.put("changed", Value.of("1"));
        wrong.put("ids", new Value.Array(List.of(Value.of(1))));
        wrong.put("more", Value.of(1));
        Value.Document honest = (Value.Document) ValueCodec.decode(outcome().encode());
        wrong.forEach((name, value) -> {
            byte[] bytes = ValueCodec.encode(honest.toBuilder().put(name, value).build());
            assertThatThrownBy(() -> Outcome.decode(bytes)).as(name).isInstanceOf(CairnException.Incorrect.class);
        });
        byte[] negative = ValueCodec.encode(honest.toBuilder().put("index", -1).build());
        assertThatThrownBy(() -> Outcome.decode(negative)).isInstanceOf(CairnException.Incorrect.class);
    }

    @Test
    void replicaSetsAreOrderedDistinctAndBounded() {
        byte[] low = new byte[32];
        byte[] high = HEX.parseHex("ff".repeat(32));
        for (List<byte[]> keys :
                List.of(List.<byte[]>of(), List.of(high, low), List.of(low, low), List.of(new byte[31]), tooMany())) {
            assertThatThrownBy(() -> new ReplicaSet(keys)).isInstanceOf(CairnException.Incorrect.class);
        }
        assertThat(new ReplicaSet(List.of(low, high)).contains(high)).isTrue();
        assertThat(ReplicaSet.single(low).contains(high)).isFalse();
    }

    private static List<byte[]> tooMany() {
        List<byte[]> keys = new ArrayList<>();
        for (int i = 0; i <= ReplicaSet.REPLICAS_MAX; i++) {
            byte[] key = new byte[32];
            key[0] = (byte) i;
            keys.add(key);
        }
        return keys;
    }

    @Test
    void refusesNetworksThatTheirLengthByteCannotHold() {
        for (String network : List.of("", "x".repeat(65), "é".repeat(33))) {
            assertThatThrownBy(() -> new Control.Genesis(network, 0, 1, replicas()))
                    .isInstanceOf(CairnException.Incorrect.class);
        }
    }

    @Test
    void refusesRecordsOfOtherKindsAndFormats() {
        for (RecordKind kind : List.of(RecordKind.ENTRY, RecordKind.NO_OP, RecordKind.FOREIGN_FACT)) {
            assertThatThrownBy(() -> Control.decode(kind, new byte[] {1}))
                    .isInstanceOf(CairnException.Unsupported.class);
        }
        for (Control control : controls()) {
            byte[] bytes = control.encode();
            byte[] format = bytes.clone();
            format[0] = 2;
            assertThatThrownBy(() -> Control.decode(control.kind(), format)).isInstanceOf(CairnException.class);
            byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
            assertThatThrownBy(() -> Control.decode(control.kind(), longer)).isInstanceOf(CairnException.class);
            for (int length = 0; length < bytes.length; length++) {
                byte[] cut = Arrays.copyOf(bytes, length);
                assertThatThrownBy(() -> Control.decode(control.kind(), cut)).isInstanceOf(CairnException.class);
            }
        }
    }

    @Test
    void refusesEntriesOutOfRange() {
        byte[] bytes = new Entry(1, 0, new byte[0]).encode();
        assertThat(Entry.decode(bytes).sequence()).isEqualTo(1);
        for (int place : new int[] {0, 1, 8, 9}) {
            byte[] changed = bytes.clone();
            changed[place] = (byte) (place == 8 ? 0 : 0xff);
            assertThatThrownBy(() -> Entry.decode(changed)).as("byte %d", place).isInstanceOf(CairnException.class);
        }
    }

    @Test
    void randomDamageNeverEscapesAsAnythingElse() {
        List<byte[]> honest = new ArrayList<>(
                List.of(header().encode(), outcome().encode(), replicas().encode()));
        List<Consumer<byte[]>> readers = new ArrayList<>(List.of(Header::decode, Outcome::decode, ReplicaSet::decode));
        for (Control control : controls()) {
            honest.add(control.encode());
            readers.add(bytes -> Control.decode(control.kind(), bytes));
        }
        long seed = 77;
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < ROUNDS; round++) {
            int which = random.nextInt(honest.size());
            byte[] bytes = honest.get(which).clone();
            for (int hits = 1 + random.nextInt(4); hits > 0; hits--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                readers.get(which).accept(bytes);
            } catch (CairnException.Incorrect | CairnException.Unsupported expected) {
                assertThat(expected.code()).isNotEmpty();
            } catch (RuntimeException | Error other) {
                fail("seed " + seed + ", round " + round + ", " + HEX.formatHex(bytes), other);
            }
        }
    }
}
