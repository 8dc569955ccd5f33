package io.cairn.engine.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.tree.Edits;
import io.cairn.engine.tree.MemoryPageStore;
import io.cairn.engine.tree.StateTree;
import io.cairn.engine.tree.TreeRoot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the state tree records while it answers, against the verifier that shares no code with it. */
class WitnessOfTreeTest {
    private static final int QUERIES = Boolean.getBoolean("cairn.full") ? 1_000_000 : 9_000;
    private static final int[] ENTRIES = {0, 1, 2, 30, 400, 5_000, 50_000};

    /** A tree that went through several batches of puts and deletes, and its content. */
    private record Grown(StateTree tree, TreeRoot root, SortedMap<byte[], byte[]> content, List<byte[]> keys) {
        static Grown next(SplittableRandom random, int entries) {
            StateTree tree = new StateTree(new MemoryPageStore(), 1);
            TreeRoot root = tree.empty();
            SortedMap<byte[], byte[]> content = new TreeMap<>(Arrays::compareUnsigned);
            while (content.size() < entries) {
                Edits.Builder edits = Edits.builder();
                Map<byte[], byte[]> batch = RandomMaps.next(random, Math.max(2, entries / 3));
                List<byte[]> old = List.copyOf(content.keySet());
                for (int i = 0; i < old.size() / 10; i++) {
                    byte[] gone = old.get(random.nextInt(old.size()));
                    if (content.remove(gone) != null && !batch.containsKey(gone)) {
                        edits.delete(gone);
                    }
                }
                batch.forEach(edits::put);
                content.putAll(batch);
                root = tree.merge(root, edits.build()).root();
            }
            return new Grown(tree, root, content, List.copyOf(content.keySet()));
        }
    }

    private record Proof(Grown grown, RandomReads reads, List<String> answer, Map<Hash, byte[]> pages) {
        static Proof record(Grown grown, SplittableRandom random) {
            RandomReads reads = new RandomReads(random.nextLong(), 1 + random.nextInt(3), 12, grown.keys());
            Map<Hash, byte[]> pages = new LinkedHashMap<>();
            List<String> answer = reads.runOn(grown.tree().view(grown.root(), pages::put));
            return new Proof(grown, reads, answer, pages);
        }

        List<String> verify(Iterable<byte[]> pagesGiven) {
            List<byte[]> witness = new ArrayList<>();
            pagesGiven.forEach(witness::add);
            WitnessView view = new WitnessView(grown.root().hash(), witness);
            List<String> verified = reads.runOn(view);
            view.requireAllUsed();
            return verified;
        }

        void refused(String code, List<byte[]> witness) {
            assertThatThrownBy(() -> verify(witness))
                    .isInstanceOfSatisfying(
                            CairnException.ProofInvalid.class,
                            e -> assertThat(e.code()).isEqualTo(code));
        }

        void refusesDroppedAlteredAndAddedPages(byte[] surplus, SplittableRandom random) {
            List<byte[]> honest = List.copyOf(pages.values());
            for (int i = 0; i < honest.size(); i++) {
                List<byte[]> witness = new ArrayList<>(honest);
                byte[] dropped = witness.remove(i);
                refused("witness-page-missing", witness);
                byte[] altered = dropped.clone();
                altered[random.nextInt(altered.length)] ^= (byte) (1 << random.nextInt(8));
                witness.add(altered);
                refused("witness-page-missing", witness);
            }
            if (!pages.containsKey(PageModel.sha256(surplus))) {
                List<byte[]> witness = new ArrayList<>(honest);
                witness.add(surplus);
                refused("witness-page-surplus", witness);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void acceptsExactlyThePagesThatTheTreeRecords(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int entries : ENTRIES) {
            Grown grown = Grown.next(random, entries);
            for (int i = 0; i < QUERIES / 3 / ENTRIES.length; i++) {
                long queryState = random.nextLong();
                SplittableRandom query = new SplittableRandom(queryState);
                try {
                    Proof proof = Proof.record(grown, query);
                    assertThat(proof.verify(proof.pages().values())).isEqualTo(proof.answer());
                    byte[] surplus = grown.tree()
                            .pageBytes(1 + query.nextLong(grown.tree().nextPageId() - 1));
                    proof.refusesDroppedAlteredAndAddedPages(surplus, query);
                } catch (RuntimeException | AssertionError e) {
                    throw new AssertionError("seed " + seed + ", " + entries + " entries, query " + queryState, e);
                }
            }
        }
    }

    @Test
    void readsAWholeTreeAsItsContentInBothDirections() {
        SplittableRandom random = new SplittableRandom(7);
        Grown grown = Grown.next(random, 5_000);
        Map<Hash, byte[]> pages = new LinkedHashMap<>();
        var recorded = grown.tree().view(grown.root(), pages::put).seek(new byte[0]);
        while (recorded.next()) {
            recorded.value();
        }
        WitnessView view = new WitnessView(grown.root().hash(), pages.values());
        var cursor = view.seek(new byte[0]);
        long rank = 0;
        for (Map.Entry<byte[], byte[]> entry : grown.content().entrySet()) {
            assertThat(cursor.next()).isTrue();
            assertThat(cursor.key()).isEqualTo(entry.getKey());
            assertThat(cursor.value()).isEqualTo(entry.getValue());
            assertThat(view.rank(entry.getKey())).isEqualTo(rank++);
            assertThat(view.get(entry.getKey())).isEqualTo(entry.getValue());
        }
        assertThat(cursor.next()).isFalse();
        for (byte[] key : grown.keys().reversed()) {
            assertThat(cursor.previous()).isTrue();
            assertThat(cursor.key()).isEqualTo(key);
        }
        assertThat(cursor.previous()).isFalse();
        view.requireAllUsed();
    }
}
