package io.cairn.engine.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class WitnessViewTest {
    private static final int ROUNDS = Boolean.getBoolean("cairn.full") ? 20_000 : 200;

    /** A root, some reads, what they must give, and exactly the pages they need. */
    private record Proof(PageModel model, Hash root, RandomReads reads, List<String> answer, List<byte[]> pages) {
        static Proof next(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            SortedMap<byte[], byte[]> map = RandomMaps.next(random, 1 + random.nextInt(300));
            PageModel model = PageModel.build(map, 1 + random.nextInt(40), 2 + random.nextInt(20));
            RandomReads reads =
                    new RandomReads(random.nextLong(), 1 + random.nextInt(4), 20, List.copyOf(map.keySet()));
            RecordingReader reader = new RecordingReader(model);
            List<String> answer = reads.runOn(reader);
            return new Proof(model, model.hash(), reads, answer, reader.recordedPages());
        }

        List<String> verify(Hash trustedRoot, List<byte[]> witness) {
            WitnessView view = new WitnessView(trustedRoot, witness);
            List<String> verified = reads.runOn(view);
            view.requireAllUsed();
            return verified;
        }
    }

    private static void forEachProof(Consumer<Proof> check) {
        for (long seed = 1; seed <= ROUNDS; seed++) {
            try {
                check.accept(Proof.next(seed));
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    private static void refused(String code, Runnable read) {
        assertThat(catchThrowable(read::run))
                .isInstanceOfSatisfying(
                        CairnException.ProofInvalid.class,
                        e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void givesTheSameAnswersOnExactlyThePagesTouched() {
        forEachProof(proof -> {
            List<byte[]> shuffled = new ArrayList<>(proof.pages());
            Collections.shuffle(shuffled, new Random(proof.reads().seed()));
            assertThat(proof.verify(proof.root(), shuffled)).isEqualTo(proof.answer());
        });
    }

    @Test
    void refusesEveryWitnessWithOnePageLess() {
        forEachProof(proof -> {
            for (int i = 0; i < proof.pages().size(); i++) {
                List<byte[]> fewer = new ArrayList<>(proof.pages());
                String hash = PageModel.sha256(fewer.remove(i)).hex();
                assertThatThrownBy(() -> proof.verify(proof.root(), fewer))
                        .isInstanceOfSatisfying(CairnException.ProofInvalid.class, e -> {
                            assertThat(e.code()).isEqualTo("witness-page-missing");
                            assertThat(e.at()).isEqualTo(hash);
                        });
            }
        });
    }

    @Test
    void refusesEveryStrictSubsetOfASmallWitness() {
        forEachProof(proof -> {
            int size = Math.min(proof.pages().size(), 10);
            for (int chosen = 0; chosen < (1 << size) - 1; chosen++) {
                List<byte[]> subset = new ArrayList<>(
                        proof.pages().subList(size, proof.pages().size()));
                for (int i = 0; i < size; i++) {
                    if ((chosen >> i & 1) != 0) {
                        subset.add(proof.pages().get(i));
                    }
                }
                refused("witness-page-missing", () -> proof.verify(proof.root(), subset));
            }
        });
    }

    @Test
    void refusesASurplusPage() {
        forEachProof(proof -> {
            Map<Hash, byte[]> everyPage = new LinkedHashMap<>();
            proof.model().encodeInto(everyPage);
            proof.pages().forEach(page -> everyPage.remove(PageModel.sha256(page)));
            everyPage.put(PageModel.sha256(new byte[] {7}), new byte[] {7});
            everyPage.values().forEach(page -> {
                List<byte[]> more = new ArrayList<>(proof.pages());
                more.addFirst(page);
                refused("witness-page-surplus", () -> proof.verify(proof.root(), more));
            });
        });
    }

    @Test
    void refusesAnyOtherRoot() {
        forEachProof(proof -> {
            byte[] other = proof.root().toBytes();
            other[(int) (proof.reads().seed() & 31)] ^= 1;
            refused("witness-page-missing", () -> proof.verify(Hash.of(other), proof.pages()));
            List<byte[]> withoutRoot = proof.pages().stream()
                    .filter(page -> !PageModel.sha256(page).equals(proof.root()))
                    .toList();
            refused("witness-page-missing", () -> proof.verify(proof.root(), withoutRoot));
        });
    }

    @Test
    void refusesAnInnerPageAsTheRoot() {
        SortedMap<byte[], byte[]> map = RandomMaps.next(new SplittableRandom(3), 400);
        PageModel model = PageModel.build(map, 4, 4);
        assertThat(model.level).isGreaterThan(1);
        PageModel inner = model.children.getFirst();
        RecordingReader reader = new RecordingReader(inner);
        assertThat(reader.get(inner.firstKey())).isNotNull();
        refused(
                "witness-page-missing",
                () -> new WitnessView(model.hash(), reader.recordedPages()).get(inner.firstKey()));
    }

    @Test
    void refusesAChangedByteAnywhere() {
        long rounds = Math.max(20, ROUNDS / 20);
        for (long seed = 1; seed <= rounds; seed++) {
            Proof proof = Proof.next(seed);
            SplittableRandom random = new SplittableRandom(seed);
            for (int i = 0; i < proof.pages().size(); i++) {
                byte[] page = proof.pages().get(i);
                for (int at = 0; at < page.length; at++) {
                    byte[] changed = page.clone();
                    changed[at] ^= (byte) (1 + random.nextInt(255));
                    List<byte[]> witness = new ArrayList<>(proof.pages());
                    witness.set(i, changed);
                    refused("witness-page-missing", () -> proof.verify(proof.root(), witness));
                }
            }
        }
    }

    @Test
    void refusesAChangedValueWhoseParentsWereRebuilt() {
        forEachProof(proof -> {
            PageModel forged = PageModel.build(
                    RandomMaps.next(new SplittableRandom(proof.reads().seed()), 50), 8, 8);
            if (!forged.hash().equals(proof.root())) {
                RecordingReader reader = new RecordingReader(forged);
                proof.reads().runOn(reader);
                refused("witness-page-missing", () -> proof.verify(proof.root(), reader.recordedPages()));
            }
        });
    }

    @Test
    void answersFromTheEmptyTreeNeedItsOnePage() {
        PageModel empty = new PageModel();
        WitnessView view = new WitnessView(empty.hash(), List.of(empty.bytes()));
        assertThat(view.get(new byte[] {1})).isNull();
        assertThat(view.rank(new byte[] {1})).isZero();
        assertThat(view.seek(new byte[0]).next()).isFalse();
        assertThat(view.seek(new byte[0]).previous()).isFalse();
        view.requireAllUsed();
        refused("witness-page-missing", () -> new WitnessView(empty.hash(), List.of()).get(new byte[] {1}));
    }

    @Test
    void arraysHandedOutAndTakenInAreCopies() {
        PageModel leaf = new PageModel();
        leaf.keys.add(new byte[] {1});
        leaf.values.add(new byte[] {2});
        byte[] page = leaf.bytes();
        WitnessView view = new WitnessView(leaf.hash(), List.of(page));
        page[page.length - 1] = 9;
        MapCursor.first(view).key()[0] = 9;
        MapCursor.first(view).value()[0] = 9;
        assertThat(MapCursor.first(view).key()).containsExactly(1);
        assertThat(MapCursor.first(view).value()).containsExactly(2);
    }

    @Test
    void refusesKeyBeforeTheFirstStep() {
        PageModel empty = new PageModel();
        var cursor = new WitnessView(empty.hash(), List.of(empty.bytes())).seek(new byte[0]);
        assertThatThrownBy(cursor::key).hasMessageContaining("not stepped");
    }

    private static final class MapCursor {
        static io.cairn.engine.view.MapView.Cursor first(WitnessView view) {
            var cursor = view.seek(new byte[0]);
            assertThat(cursor.next()).isTrue();
            return cursor;
        }
    }
}
