package io.cairn.engine.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The golden archives were written by the npm package @ipld/car 5.4.7. */
class CarTest {
    private static final Car.Limits LIMITS = new Car.Limits(1 << 20, 100, 10_000);

    @Test
    void readsAndWritesTheArchivesOfIpld() {
        for (String name : List.of("two-roots.car", "many-roots.car")) {
            byte[] golden = CodecVectors.golden(name);
            Car car = Car.read(golden, LIMITS);
            assertThat(Car.read(car.toBytes(), LIMITS)).as(name).isEqualTo(car);
            assertThat(car.toBytes()).as(name).isEqualTo(golden);
            assertThat(car.blocks()).hasSize(4);
        }
    }

    @Test
    void writesTheGoldenArchiveFromItsParts() {
        Value value =
                Value.Document.builder().put("name", "Cairn").put("count", 3).build();
        byte[] counting = new byte[200];
        for (int i = 0; i < counting.length; i++) {
            counting[i] = (byte) i;
        }
        List<Car.Block> blocks = List.of(
                Car.Block.of(Cid.Codec.DAG_CBOR, ValueCodec.encode(value)),
                Car.Block.of(Cid.Codec.RAW, "hello".getBytes(StandardCharsets.UTF_8)),
                Car.Block.of(Cid.Codec.RAW, new byte[0]),
                Car.Block.of(Cid.Codec.RAW, counting));
        List<Cid> roots = List.of(blocks.get(0).cid(), blocks.get(1).cid());
        assertThat(new Car(roots, blocks).toBytes()).isEqualTo(CodecVectors.golden("two-roots.car"));
        List<Cid> many = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            many.add(blocks.get(i % 4).cid());
        }
        assertThat(new Car(many, blocks).toBytes()).isEqualTo(CodecVectors.golden("many-roots.car"));
    }

    @Test
    void refusesEveryOneByteChange() {
        byte[] golden = CodecVectors.golden("two-roots.car");
        Car original = Car.read(golden, LIMITS);

        for (int at = 0; at < golden.length; at++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] damaged = golden.clone();
                damaged[at] ^= (byte) (1 << bit);
                Car read;
                try {
                    read = Car.read(damaged, LIMITS);
                } catch (CairnException _) {
                    continue;
                }
                // A root that names another block is well-formed; no block may differ.
                assertThat(read.roots()).as("byte %d bit %d", at, bit).isNotEqualTo(original.roots());
                assertThat(read.toBytes()).isEqualTo(damaged);
            }
        }
    }

    @Test
    void refusesEveryCut() {
        byte[] golden = CodecVectors.golden("two-roots.car");
        int whole = 0;
        for (int length = 0; length < golden.length; length++) {
            byte[] cut = Arrays.copyOf(golden, length);
            try {
                Car.read(cut, LIMITS);
                whole++;
            } catch (CairnException e) {
                assertThat(e.code()).isIn("bytes-malformed", "car-malformed", "car-block-mismatch");
            }
        }
        // CARv1 has no count: an archive cut between two blocks is an archive.
        assertThat(whole).isEqualTo(4);
    }

    @Test
    void refusesRepeatedBlocks() {
        Car.Block block = Car.Block.of(Cid.Codec.RAW, new byte[] {1});
        assertCode("car-malformed", () -> new Car(List.of(block.cid()), List.of(block, block)));
        byte[] once = new Car(List.of(block.cid()), List.of(block)).toBytes();
        byte[] twice = Arrays.copyOf(once, once.length + 1 + Cid.BYTES + 1);
        System.arraycopy(once, once.length - 38, twice, once.length, 38);
        assertCode("car-malformed", () -> Car.read(twice, LIMITS));
    }

    @Test
    void refusesArchivesBeyondTheLimits() {
        byte[] golden = CodecVectors.golden("two-roots.car");
        assertCode("car-too-large", () -> Car.read(golden, new Car.Limits(golden.length - 1, 4, 200)));
        assertCode("car-too-large", () -> Car.read(golden, new Car.Limits(golden.length, 3, 200)));
        assertCode("car-too-large", () -> Car.read(golden, new Car.Limits(golden.length, 4, 199)));
        assertThat(Car.read(golden, new Car.Limits(golden.length, 4, 200)).blocks())
                .hasSize(4);
    }

    @Test
    void refusesArchivesWithoutOrWithTooManyRoots() {
        Cid cid = Cid.of(Cid.Codec.RAW, new byte[0]);
        assertCode("argument-invalid", () -> new Car(List.of(), List.of()));
        assertCode("argument-invalid", () -> new Car(Collections.nCopies(Car.ROOTS_MAX + 1, cid), List.of()));
        Car most = new Car(Collections.nCopies(Car.ROOTS_MAX, cid), List.of());
        assertThat(Car.read(most.toBytes(), LIMITS)).isEqualTo(most);
    }

    @Test
    void neverCrashesOnDamagedArchives() {
        long seed = 71;
        SplittableRandom random = new SplittableRandom(seed);
        byte[] golden = CodecVectors.golden("many-roots.car");
        int rounds = CodecVectors.FULL ? 1_000_000 : 20_000;
        for (int i = 0; i < rounds; i++) {
            byte[] damaged = Mutations.damage(golden, random);
            try {
                assertThat(Car.read(damaged, LIMITS).toBytes())
                        .as("seed %d", seed)
                        .isEqualTo(damaged);
            } catch (CairnException e) {
                assertThat(e.code())
                        .as("seed %d", seed)
                        .isIn(
                                "bytes-malformed",
                                "car-malformed",
                                "cid-malformed",
                                "car-block-mismatch",
                                "car-too-large");
            }
        }
    }

    private static void assertCode(String code, Runnable run) {
        assertThatThrownBy(run::run)
                .isInstanceOfSatisfying(
                        CairnException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
