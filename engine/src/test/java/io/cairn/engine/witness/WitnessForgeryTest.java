package io.cairn.engine.witness;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Pages that break one rule each, under a root that commits to them: as from a server that built a false tree. */
class WitnessForgeryTest {
    private static final byte[] KEY = key(37);

    /** Four interior pages over four leaves of four entries each; key 37 has an external value. */
    private static PageModel model() {
        SortedMap<byte[], byte[]> map = new TreeMap<>(Arrays::compareUnsigned);
        for (int i = 0; i < 64; i++) {
            map.put(key(i), i == 37 ? new byte[1500] : key(i));
        }
        PageModel root = PageModel.build(map, 4, 4);
        assertThat(root.level).isEqualTo(2);
        return root;
    }

    private static byte[] key(int i) {
        return ("k" + (char) ('a' + i / 8) + (char) ('a' + i % 8) + "-").getBytes(US_ASCII);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(US_ASCII);
    }

    private static PageModel interiorOfKey(PageModel root) {
        return root.children.get(37 / 16);
    }

    private static PageModel leafOfKey(PageModel root) {
        return interiorOfKey(root).children.get(37 % 16 / 4);
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

    /** Bends the model, then expects all four kinds of read to stumble over the page that {@code at} picks. */
    private static void refusesForgery(String code, Consumer<PageModel> forge, Function<PageModel, PageModel> at) {
        PageModel honest = model();
        assertThat(view(honest).get(KEY)).hasSize(1500);
        PageModel forged = model();
        forge.accept(forged);
        assertThat(forged.hash()).isNotEqualTo(honest.hash());
        Hash page = at.apply(forged).hash();
        refused(code, page, () -> view(forged).get(KEY));
        refused(code, page, () -> view(forged).rank(KEY));
        refused(code, page, () -> view(forged).seek(KEY));
        for (boolean forward : new boolean[] {true, false}) {
            assertThatThrownBy(() -> walk(view(forged), forward))
                    .isInstanceOfSatisfying(
                            CairnException.ProofInvalid.class,
                            e -> assertThat(e.code()).isEqualTo(code));
        }
        Map<Hash, byte[]> pages = new LinkedHashMap<>();
        forged.encodeInto(pages);
        refused("witness-page-missing", honest.hash(), () -> new WitnessView(honest.hash(), pages.values()).get(KEY));
    }

    private static void walk(WitnessView view, boolean forward) {
        var cursor = view.seek(forward ? new byte[0] : bytes("z"));
        for (boolean more = true; more; ) {
            more = forward ? cursor.next() : cursor.previous();
        }
    }

    @Test
    void refusesAWrongLevel() {
        refusesForgery("witness-level-wrong", root -> interiorOfKey(root).level = 3, root -> interiorOfKey(root));
        refusesForgery("witness-level-wrong", root -> root.level = 5, root -> root.children.get(2));
        refusesForgery("witness-level-wrong", root -> root.level = 41, root -> root);
    }

    @Test
    void refusesALeafWhereAnInteriorPageBelongs() {
        refusesForgery(
                "witness-level-wrong",
                root -> {
                    PageModel leaf = leafOfKey(root);
                    root.children.set(2, leaf);
                    root.counts.set(2, 4L);
                },
                root -> root.children.get(2));
    }

    @Test
    void refusesACountThatTheChildDoesNotBear() {
        refusesForgery(
                "witness-count-wrong", root -> interiorOfKey(root).counts.set(1, 5L), root -> interiorOfKey(root));
        refusesForgery(
                "witness-count-wrong",
                root -> {
                    interiorOfKey(root).counts.set(1, 5L);
                    root.counts.set(2, 17L);
                },
                root -> leafOfKey(root));
    }

    @Test
    void refusesAChildWithNoEntries() {
        refusesForgery(
                "witness-page-malformed", root -> interiorOfKey(root).counts.set(1, 0L), root -> interiorOfKey(root));
        refusesForgery(
                "witness-count-wrong",
                root -> {
                    leafOfKey(root).keys.clear();
                    leafOfKey(root).values.clear();
                },
                root -> leafOfKey(root));
    }

    @Test
    void refusesCountsBeyond63Bits() {
        refusesForgery(
                "witness-page-malformed",
                root -> {
                    root.counts.set(0, Long.MAX_VALUE);
                    root.counts.set(1, Long.MAX_VALUE);
                },
                root -> root);
        refusesForgery("witness-page-malformed", root -> root.counts.set(0, -1L), root -> root);
    }

    @Test
    void refusesAKeyBelowTheSeparatorOfItsLeaf() {
        refusesForgery("witness-order-wrong", root -> leafOfKey(root).keys.set(0, key(35)), root -> leafOfKey(root));
    }

    @Test
    void refusesAKeyAtOrAboveTheSeparatorOfTheNextLeaf() {
        refusesForgery("witness-order-wrong", root -> leafOfKey(root).keys.set(3, key(40)), root -> leafOfKey(root));
        refusesForgery(
                "witness-order-wrong", root -> leafOfKey(root).keys.set(3, bytes("ki")), root -> leafOfKey(root));
    }

    @Test
    void refusesSeparatorsOutsideTheBoundsOfTheParent() {
        refusesForgery(
                "witness-order-wrong",
                root -> interiorOfKey(root).keys.set(2, root.keys.get(2)),
                root -> interiorOfKey(root));
        refusesForgery(
                "witness-order-wrong",
                root -> interiorOfKey(root).keys.set(0, root.keys.get(1)),
                root -> interiorOfKey(root));
    }

    @Test
    void refusesKeysThatDoNotAscend() {
        refusesForgery(
                "witness-order-wrong",
                root -> leafOfKey(root).keys.set(2, leafOfKey(root).keys.get(1)),
                root -> leafOfKey(root));
        refusesForgery(
                "witness-order-wrong", root -> Collections.swap(leafOfKey(root).keys, 0, 1), root -> leafOfKey(root));
        refusesForgery(
                "witness-order-wrong",
                root -> interiorOfKey(root).keys.set(1, interiorOfKey(root).keys.get(0)),
                root -> interiorOfKey(root));
    }

    @Test
    void refusesAPrefixThatIsNotTheLongest() {
        refusesForgery("witness-page-malformed", root -> leafOfKey(root).prefix = bytes("k"), root -> leafOfKey(root));
        refusesForgery(
                "witness-page-malformed",
                root -> interiorOfKey(root).prefix = new byte[0],
                root -> interiorOfKey(root));
    }

    @Test
    void refusesTrailingBytesAndWrongDomains() {
        refusesForgery(
                "witness-page-malformed", root -> leafOfKey(root).trailing = new byte[1], root -> leafOfKey(root));
        refusesForgery("witness-page-malformed", root -> root.trailing = new byte[1], root -> root);
        refusesForgery("witness-page-malformed", root -> leafOfKey(root).domain = 0xC2, root -> leafOfKey(root));
        refusesForgery("witness-page-malformed", root -> root.domain = 0xC3, root -> root);
    }

    @Test
    void refusesACountThatTheEntriesDoNotBear() {
        refusesForgery("witness-page-malformed", root -> leafOfKey(root).count = 3, root -> leafOfKey(root));
        refusesForgery("witness-page-malformed", root -> leafOfKey(root).count = 5, root -> leafOfKey(root));
        refusesForgery("witness-page-malformed", root -> root.count = 0xFFFF, root -> root);
    }

    @Test
    void refusesTheSameSubtreeTwice() {
        refusesForgery(
                "witness-order-wrong",
                root -> root.children.set(2, root.children.get(1)),
                root -> root.children.get(2));
    }

    @Test
    void refusesAnInteriorPageOfOneChild() {
        refusesForgery(
                "witness-page-malformed",
                root -> {
                    root.children.set(2, PageModel.over(List.of(leafOfKey(root))));
                    root.counts.set(2, 4L);
                },
                root -> root.children.get(2));
    }

    @Test
    void refusesAnExternalValueOfAnotherLengthOrDomain() {
        PageModel skewed = model();
        leafOfKey(skewed).externalLengthSkew = 1;
        refused(
                "witness-value-wrong",
                PageModel.sha256(skewed.valuePage(new byte[1500])),
                () -> view(skewed).get(KEY));
        PageModel domain = model();
        leafOfKey(domain).valueDomain = 0xC1;
        Hash page = PageModel.sha256(leafOfKey(domain).valuePage(new byte[1500]));
        refused("witness-page-malformed", page, () -> view(domain).get(KEY));
    }

    @Test
    void refusesATreePageThatServesAsAValuePage() {
        PageModel root = model();
        Map<Hash, byte[]> pages = new LinkedHashMap<>();
        Hash hash = root.encodeInto(pages);
        Hash valuePage = PageModel.sha256(leafOfKey(root).valuePage(new byte[1500]));
        WitnessView view = new WitnessView(valuePage, pages.values());
        refused("witness-page-malformed", valuePage, () -> view.get(KEY));
        assertThat(new WitnessView(hash, pages.values()).get(KEY)).isEqualTo(new byte[1500]);
    }
}
