package io.cairn.engine.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TreeDiffTest {
    private static final HexFormat HEX = HexFormat.of();

    @Test
    void equalsTheNaiveDiff() {
        for (long seed = 1; seed <= 60; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            KeySpace space = new KeySpace(random);
            StateTree tree = new StateTree(new MemoryPageStore(), 1);
            List<TreeRoot> roots = new ArrayList<>(List.of(tree.empty()));
            List<TreeMap<byte[], byte[]>> models = new ArrayList<>();
            models.add(new TreeMap<>(PageInspector.UNSIGNED));
            for (int i = 0; i < 8; i++) {
                var batch = space.batch(1 << random.nextInt(11), random.nextInt(17));
                TreeMap<byte[], byte[]> model = new TreeMap<>(models.getLast());
                KeySpace.apply(batch, model);
                roots.add(tree.merge(roots.getLast(), Edits.of(batch)).root());
                models.add(model);
            }
            for (int i = 0; i < 20; i++) {
                int from = random.nextInt(roots.size());
                int to = random.nextInt(roots.size());
                byte[] low = random.nextBoolean() ? new byte[0] : space.key();
                byte[] high = random.nextBoolean() ? null : space.key();
                int stopAfter = random.nextInt(3) == 0 ? random.nextInt(1, 20) : Integer.MAX_VALUE;
                List<String> found = new ArrayList<>();
                tree.diff(
                        roots.get(from),
                        roots.get(to),
                        (key, before, after) -> {
                            found.add(line(key, before, after));
                            return found.size() < stopAfter;
                        },
                        low,
                        high);
                assertThat(found)
                        .as("seed %d", seed)
                        .isEqualTo(naive(models.get(from), models.get(to), low, high, stopAfter));
            }
        }
    }

    @Test
    void opensOnlyPagesThatDiffer() {
        AtomicLong reads = new AtomicLong();
        MemoryPageStore memory = new MemoryPageStore();
        PageStore counting = new PageStore() {
            @Override
            public byte @Nullable [] get(long pageId) {
                reads.incrementAndGet();
                return memory.get(pageId);
            }

            @Override
            public void put(long pageId, byte[] record) {
                memory.put(pageId, record);
            }

            @Override
            public void delete(long pageId) {
                memory.delete(pageId);
            }
        };
        StateTree tree = new StateTree(counting, 1);
        Edits.Builder edits = Edits.builder();
        for (int i = 0; i < 100_000; i++) {
            edits.put(KeySpace.number(i, 8), new byte[50]);
        }
        TreeRoot before = tree.merge(tree.empty(), edits.build()).root();
        TreeRoot after = tree.merge(
                        before,
                        Edits.builder().put(KeySpace.number(5, 9), new byte[0]).build())
                .root();
        TreeRoot later = tree.merge(
                        after,
                        Edits.builder().delete(KeySpace.number(70_000, 8)).build())
                .root();
        reads.set(0);
        List<byte[]> keys = new ArrayList<>();
        tree.diff(before, later, (key, _, _) -> keys.add(key), new byte[0], null);
        assertThat(keys).hasSize(2);
        assertThat(reads).hasValueLessThan(20);

        // The levels differ now, and still the leaves that both roots share are met as pages.
        TreeRoot higher = later;
        for (int i = 0; higher.level() == later.level(); i++) {
            Edits.Builder appended = Edits.builder();
            for (int j = 0; j < 5_000; j++) {
                appended.put(KeySpace.number(1_000_000 + 5_000 * i + j, 8), new byte[50]);
            }
            higher = tree.merge(higher, appended.build()).root();
        }
        reads.set(0);
        keys.clear();
        tree.diff(later, higher, (key, _, _) -> keys.add(key), new byte[0], KeySpace.number(1_000_010, 8));
        assertThat(keys).hasSize(10);
        assertThat(reads).hasValueLessThan(20);
    }

    private static List<String> naive(
            TreeMap<byte[], byte[]> from,
            TreeMap<byte[], byte[]> to,
            byte[] low,
            byte @Nullable [] high,
            int stopAfter) {
        TreeSet<byte[]> keys = new TreeSet<>(PageInspector.UNSIGNED);
        keys.addAll(from.keySet());
        keys.addAll(to.keySet());
        List<String> lines = new ArrayList<>();
        for (byte[] key : keys.tailSet(low)) {
            boolean behind = high != null && Arrays.compareUnsigned(key, high) >= 0;
            if (!behind && lines.size() < stopAfter && !Arrays.equals(from.get(key), to.get(key))) {
                lines.add(line(key, from.get(key), to.get(key)));
            }
        }
        return lines;
    }

    private static String line(byte[] key, byte @Nullable [] before, byte @Nullable [] after) {
        return HEX.formatHex(key) + " " + text(before) + " " + text(after);
    }

    private static String text(byte @Nullable [] value) {
        return value == null ? "none" : "=" + HEX.formatHex(value);
    }
}
