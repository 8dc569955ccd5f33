package io.cairn.engine.witness;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Single pages at and over the limits of the format, and arbitrary damage. */
class WitnessPageTest {
    private static byte[] bytes(String text) {
        return text.getBytes(US_ASCII);
    }

    private static WitnessView view(PageModel root) {
        Map<Hash, byte[]> pages = new LinkedHashMap<>();
        Hash hash = root.encodeInto(pages);
        return new WitnessView(hash, pages.values());
    }

    private static void refused(String code, Hash at, Runnable read) {
        assertThatThrownBy(read::run).isInstanceOfSatisfying(CairnException.ProofInvalid.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.at()).isEqualTo(at.hex());
        });
    }

    @Test
    void refusesPagesOverTheirSize() {
        PageModel leaf = new PageModel();
        leaf.keys.addAll(List.of(bytes("a"), bytes("b"), bytes("c")));
        leaf.values.addAll(List.of(new byte[1000], new byte[1000], new byte[30]));
        assertThat(leaf.bytes()).hasSizeLessThanOrEqualTo(2048);
        assertThat(view(leaf).get(bytes("c"))).hasSize(30);
        leaf.values.set(2, new byte[30 + 2049 - leaf.bytes().length]);
        refused("witness-page-malformed", leaf.hash(), () -> view(leaf).get(bytes("c")));

        PageModel wide = new PageModel();
        wide.level = 1;
        for (int i = 0; i < 40; i++) {
            wide.children.add(leaf);
            wide.counts.add(3L);
            if (i > 0) {
                wide.keys.add(new byte[] {(byte) i});
            }
        }
        assertThat(wide.bytes()).hasSizeGreaterThan(1024);
        refused("witness-page-malformed", wide.hash(), () -> view(wide).rank(bytes("c")));
    }

    @Test
    void readsTheLargestPagesAllowed() {
        PageModel leaf = new PageModel();
        leaf.keys.add(new byte[1024]);
        leaf.values.add(new byte[1_114_112]);
        assertThat(view(leaf).get(new byte[1024])).hasSize(1_114_112);
        leaf.values.set(0, new byte[1024]);
        assertThat(view(leaf).get(new byte[1024])).hasSize(1024);
        leaf.values.set(0, new byte[1_114_113]);
        refused("witness-page-malformed", leaf.hash(), () -> view(leaf).rank(new byte[0]));
        leaf.values.set(0, new byte[0]);
        leaf.keys.set(0, new byte[1025]);
        refused("witness-page-malformed", leaf.hash(), () -> view(leaf).rank(new byte[0]));
    }

    @ParameterizedTest
    @CsvSource({
        "'', no domain byte",
        "C1, no level",
        "C10000, half a count",
        "C1000000, no prefix length",
        "C100000001, a prefix that is missing",
        "C10000000161, an empty leaf with a prefix",
        "C1000000008000, a number that is too long",
        "C10000000180, an unfinished number",
        "C10000010000, an unfinished entry",
        "C1000001000000, an empty key",
        "C100000101610002, an unfinished value",
        "C10000010161000041, a trailing byte",
        "C100000101618000 00, a suffix length in a longer form",
        "C10000010161008000, a head in a longer form",
        "C1000001016100FFFFFFFFFFFFFFFFFF01, a head over 63 bits",
        "C1000001016100FFFFFFFFFFFFFFFF7F, a value of 2^62 bytes",
        "C10000010161008310, an external value with no hash",
        "C1000001016100 0100000000000000000000000000000000000000000000000000000000000000 00, a short external value",
        "C10000010062 00, an unshared prefix of one entry",
    })
    void refusesMalformedPages(String hex, String reason) {
        byte[] page = HexFormat.of().parseHex(hex.replace(" ", ""));
        Hash hash = PageModel.sha256(page);
        assertThatThrownBy(() -> new WitnessView(hash, List.of(page)).get(bytes("a")))
                .as(reason)
                .isInstanceOfSatisfying(CairnException.ProofInvalid.class, e -> {
                    assertThat(e.code()).isEqualTo("witness-page-malformed");
                    assertThat(e.at()).isEqualTo(hash.hex());
                });
    }

    /** A root built over damaged pages is a false root, but it must never break the verifier itself. */
    @Test
    void survivesArbitraryDamageUnderRebuiltParents() {
        int rounds = Boolean.getBoolean("cairn.full") ? 2_000_000 : 10_000;
        SplittableRandom random = new SplittableRandom(11);
        int refused = 0;
        for (int i = 0; i < rounds; i++) {
            PageModel root = PageModel.build(RandomMaps.next(random, 12), 3, 3);
            List<byte[]> pages = new ArrayList<>();
            List<byte[]> keys = root.entries() == 0 ? List.of() : List.of(root.firstKey(), root.lastKey());
            Hash hash = encodeDamaged(root, pages, random);
            try {
                new RandomReads(random.nextLong(), 3, 20, keys).runOn(new WitnessView(hash, pages));
            } catch (CairnException.ProofInvalid e) {
                refused++;
                assertThat(e.code()).startsWith("witness-");
            } catch (RuntimeException e) {
                throw new AssertionError("seed 11, round " + i, e);
            }
        }
        assertThat(refused).isBetween(rounds / 10, rounds - 1);
    }

    private static Hash encodeDamaged(PageModel page, List<byte[]> pages, SplittableRandom random) {
        byte[] bytes = page.bytes();
        for (PageModel child : page.children) {
            byte[] honest = child.hash().toBytes();
            byte[] replacement = encodeDamaged(child, pages, random).toBytes();
            for (int at = 0; at + Hash.BYTES <= bytes.length; at++) {
                if (Arrays.equals(bytes, at, at + Hash.BYTES, honest, 0, Hash.BYTES)) {
                    System.arraycopy(replacement, 0, bytes, at, Hash.BYTES);
                }
            }
        }
        if (random.nextInt(3) == 0) {
            bytes[random.nextInt(Math.min(bytes.length, 60))] += (byte) (1 + random.nextInt(3));
        } else if (random.nextInt(8) == 0) {
            bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 10));
        }
        Hash hash = PageModel.sha256(bytes);
        if (pages.stream().noneMatch(present -> PageModel.sha256(present).equals(hash))) {
            pages.add(bytes);
        }
        return hash;
    }

    @Test
    void refusesTooManyPagesAndTooManyBytes() {
        List<byte[]> pages = new ArrayList<>();
        for (int i = 0; i < 65_536; i++) {
            pages.add(new byte[] {(byte) i, (byte) (i >> 8)});
        }
        assertThat(new WitnessView(Hash.ZERO, pages)).isNotNull();
        pages.add(new byte[3]);
        refusedWhole("witness-too-large", pages);
        refusedWhole("witness-too-large", List.of(new byte[16 << 20], new byte[1]));
        assertThat(new WitnessView(Hash.ZERO, List.of(new byte[16 << 20]))).isNotNull();
        ByteArrayOutputStream same = new ByteArrayOutputStream();
        same.write(1);
        refusedWhole("witness-page-duplicate", List.of(same.toByteArray(), same.toByteArray()));
    }

    private static void refusedWhole(String code, List<byte[]> pages) {
        assertThatThrownBy(() -> new WitnessView(Hash.ZERO, pages))
                .isInstanceOfSatisfying(
                        CairnException.ProofInvalid.class,
                        e -> assertThat(e.code()).isEqualTo(code));
    }
}
