package io.cairn.engine.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.view.MapView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Random histories of batches against a sorted map, and against the letter of the page format. */
class StateTreeHistoryTest {
    private static final long OPERATIONS = Boolean.getBoolean("cairn.full") ? 1_000_000 : 60_000;

    @Test
    void behavesLikeASortedMap() {
        long operations = 0;
        for (long seed = 1; operations < OPERATIONS; seed++) {
            try {
                operations += new History(seed).run();
            } catch (RuntimeException | AssertionError failure) {
                throw new AssertionError("seed " + seed, failure);
            }
        }
        assertThat(operations).isGreaterThanOrEqualTo(OPERATIONS);
    }

    @Test
    void everyPageIsLiveOrInExactlyOneDeadList() {
        int histories = Boolean.getBoolean("cairn.full") ? 400 : 40;
        for (long seed = 1; seed <= histories; seed++) {
            try {
                checkDeadLists(seed);
            } catch (RuntimeException | AssertionError failure) {
                throw new AssertionError("seed " + seed, failure);
            }
        }
    }

    private static void checkDeadLists(long seed) {
        KeySpace space = new KeySpace(new SplittableRandom(seed));
        MemoryPageStore store = new MemoryPageStore();
        StateTree tree = new StateTree(store, 1);
        PageInspector inspector = new PageInspector(store);
        TreeMap<byte[], byte[]> model = new TreeMap<>(PageInspector.UNSIGNED);
        List<TreeRoot> roots = new ArrayList<>(List.of(tree.empty()));
        List<TreeMap<byte[], byte[]>> models = new ArrayList<>(List.of(new TreeMap<>(model)));
        List<long[]> deadLists = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            TreeMap<byte[], Optional<byte[]>> batch = space.batch(i % 5 == 0 ? 600 : 30, space.random.nextInt(17));
            Merge merge = tree.merge(roots.getLast(), Edits.of(batch));
            KeySpace.apply(batch, model);
            roots.add(merge.root());
            deadLists.add(merge.replacedPages());
            models.add(new TreeMap<>(model));
        }
        TreeSet<Long> accounted = inspector.ids(roots.getLast());
        for (long[] deadList : deadLists) {
            for (long id : deadList) {
                assertThat(accounted.add(id)).as("page %d accounted once", id).isTrue();
            }
        }
        assertThat(accounted).hasSize((int) tree.nextPageId() - 1);
        assertThat(store.pages()).isEqualTo(tree.nextPageId() - 1);
        for (int i = 0; i < roots.size(); i++) {
            assertSame(inspector.entries(roots.get(i)), models.get(i));
            if (i > 0) {
                for (long id : deadLists.get(i - 1)) {
                    store.delete(id);
                }
            }
        }
        assertThat(store.pages()).isEqualTo(inspector.ids(roots.getLast()).size());
    }

    static void assertSame(TreeMap<byte[], byte[]> actual, TreeMap<byte[], byte[]> expected) {
        assertThat(actual.size()).isEqualTo(expected.size());
        var expectedEntries = expected.entrySet().iterator();
        for (Map.Entry<byte[], byte[]> entry : actual.entrySet()) {
            Map.Entry<byte[], byte[]> other = expectedEntries.next();
            assertThat(entry.getKey()).isEqualTo(other.getKey());
            assertThat(entry.getValue()).isEqualTo(other.getValue());
        }
    }

    /** One history; counts every edit, read and step as an operation. */
    private static final class History {
        private final KeySpace space;
        private final SplittableRandom random;
        private final MemoryPageStore store = new MemoryPageStore();
        private final StateTree tree = new StateTree(store, 1, 1);
        private final TreeMap<byte[], byte[]> model = new TreeMap<>(PageInspector.UNSIGNED);
        private TreeRoot root = tree.empty();
        private long operations;

        History(long seed) {
            random = new SplittableRandom(seed);
            space = new KeySpace(random);
        }

        long run() {
            int batches = random.nextInt(1, 20);
            int deletes = random.nextInt(13);
            for (int i = 0; i < batches; i++) {
                if (random.nextInt(5) == 0) {
                    deletes = random.nextInt(17);
                }
                int sizeMax = 1 << random.nextInt(1, 11);
                apply(space.batch(sizeMax, deletes));
                new PageInspector(store).read(root);
                readAtRandom();
            }
            assertSame(new PageInspector(store).entries(root), model);
            return operations;
        }

        private void apply(TreeMap<byte[], Optional<byte[]>> batch) {
            TreeMap<byte[], byte[]> before = new TreeMap<>(model);
            KeySpace.apply(batch, model);
            Merge merge = tree.merge(root, Edits.of(batch));
            if (sameContent(before, model)) {
                assertThat(merge.root()).isEqualTo(root);
                assertThat(merge.pagesWritten()).isZero();
                assertThat(merge.replacedPages()).isEmpty();
            } else {
                assertThat(merge.root().hash()).isNotEqualTo(root.hash());
            }
            root = merge.root();
            assertThat(tree.open(root.pageId())).isEqualTo(root);
            operations += batch.size();
        }

        private void readAtRandom() {
            MapView view = tree.view(root);
            for (int i = 0; i < 40; i++) {
                byte[] key = probe();
                assertThat(view.get(key)).isEqualTo(model.get(key));
                assertThat(view.rank(key)).isEqualTo(model.headMap(key).size());
                walk(view.seek(key), key);
                operations += 2;
            }
        }

        private byte[] probe() {
            byte[] key = space.key();
            return switch (random.nextInt(6)) {
                case 0 -> new byte[0];
                case 1 -> Arrays.copyOf(key, random.nextInt(key.length + 1));
                case 2 -> Arrays.copyOf(key, 1500);
                default -> key;
            };
        }

        private void walk(MapView.Cursor cursor, byte[] key) {
            // The key that the next step down, or up, has to find; the gap lies between them.
            byte[] below = model.lowerKey(key);
            byte[] above = model.ceilingKey(key);
            int steps = random.nextInt(30);
            for (int i = 0; i < steps; i++) {
                boolean forward = random.nextInt(8) < (steps % 2 == 0 ? 6 : 2);
                byte[] found = forward ? above : below;
                assertThat(forward ? cursor.next() : cursor.previous()).isEqualTo(found != null);
                if (found != null) {
                    assertThat(cursor.key()).isEqualTo(found);
                    assertThat(cursor.value()).isEqualTo(model.get(found));
                    below = forward ? found : model.lowerKey(found);
                    above = forward ? model.higherKey(found) : found;
                }
                operations++;
            }
        }

        private static boolean sameContent(TreeMap<byte[], byte[]> left, TreeMap<byte[], byte[]> right) {
            if (left.size() != right.size()) {
                return false;
            }
            for (Map.Entry<byte[], byte[]> entry : left.entrySet()) {
                byte @Nullable [] other = right.get(entry.getKey());
                if (other == null || !Arrays.equals(entry.getValue(), other)) {
                    return false;
                }
            }
            return true;
        }
    }
}
