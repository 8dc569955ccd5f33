package io.cairn.engine.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.tree.PageInspector.Page;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Keys and values chosen to hurt; the bounds that {@link StateTree} states hold all the same. */
class HostileKeysTest {
    private final MemoryPageStore store = new MemoryPageStore();
    private final StateTree tree = new StateTree(store, 1);
    private final PageInspector inspector = new PageInspector(store);
    private TreeRoot root = tree.empty();
    private Edits.Builder batch = Edits.builder();

    @Test
    void sequentialInsertsLeaveFullPages() {
        inBatches(4_000, 37, i -> batch.put(KeySpace.number(i, 16), new byte[200]));
        assertBounds();
        assertThat(leafFillPercent()).isGreaterThan(94);
        probe(i -> KeySpace.number(i * 71, 16), 40);
    }

    @Test
    void sequentialSingleInsertsLeaveFullPages() {
        inBatches(3_000, 1, i -> batch.put(KeySpace.number(i, 16), new byte[200]));
        assertBounds();
        assertThat(leafFillPercent()).isGreaterThan(94);
    }

    @Test
    void reverseInserts() {
        inBatches(3_000, 1, i -> batch.put(KeySpace.number(1_000_000 - i, 16), new byte[200]));
        assertBounds();
        assertThat(leafFillPercent()).isGreaterThan(45);
        probe(i -> KeySpace.number(1_000_000 - i * 31, 16), 25);
    }

    @Test
    void sharedPrefixesOfTwoHundredBytes() {
        inBatches(6_000, 61, i -> batch.put(KeySpace.behind(200, i * 0x9E3779B1), new byte[3]));
        assertBounds();
        assertThat(leafFillPercent()).isGreaterThan(45);
        probe(i -> KeySpace.behind(200, i * 0x3779B1), 25);
    }

    @Test
    void prefixesThatCompressOnlyInParts() {
        // Runs of keys with a long prefix of their own between lone keys, so that cutting by weight alone fails.
        inBatches(4_000, 400, i -> {
            byte[] key = new byte[i % 97 == 0 ? 5 : 205];
            Arrays.fill(key, (byte) (i / 97));
            key[key.length - 1] = (byte) i;
            batch.put(key, new byte[i % 3]);
        });
        assertBounds();
        assertThat(leafFillPercent()).isGreaterThan(45);
    }

    @Test
    void keysAndValuesOfGreatestLength() {
        SplittableRandom random = new SplittableRandom(5);
        inBatches(300, 7, i -> {
            byte[] key = new byte[1024];
            Arrays.fill(key, (byte) 'k');
            byte[] ending = KeySpace.number(random.nextInt(), 4);
            // Differences at the end of the key make separators as long as they can be.
            System.arraycopy(ending, 0, key, 1020, 4);
            batch.put(key, new byte[i % 2 == 0 ? 1024 : i == 31 ? 1_114_112 : 2]);
        });
        assertBounds();
        probe(i -> Arrays.copyOf(KeySpace.behind(1020, random.nextInt()), 1024), 25);
    }

    @Test
    void longSeparatorsWithoutCommonPrefix() {
        SplittableRandom random = new SplittableRandom(6);
        inBatches(600, 13, i -> {
            byte[] key = new byte[1024];
            Arrays.fill(key, (byte) (i / 2));
            key[0] = (byte) (i / 2 % 251);
            key[1023] = (byte) (i % 2);
            batch.put(key, new byte[random.nextInt(1025)]);
        });
        assertBounds();
        probe(i -> KeySpace.number(random.nextInt(), 900), 25);
    }

    @Test
    void deletingAndRefillingLeavesNoCrumbs() {
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 6; round++) {
            inBatches(3_000, 500, i -> batch.put(KeySpace.number(random.nextInt(20_000), 8), new byte[100]));
            assertBounds();
            // One entry in forty survives, which leaves every page with crumbs.
            inBatches(20_000, round % 2 == 0 ? 20_000 : 11, i -> {
                if (i % 40 != 0) {
                    batch.delete(KeySpace.number(i, 8));
                }
            });
            assertBounds();
            assertThat(leafFillPercent()).isGreaterThan(25);
        }
        inBatches(20_000, 20_000, i -> batch.delete(KeySpace.number(i, 8)));
        assertThat(root.level()).isZero();
        assertThat(root.entries()).isZero();
        assertThat(tree.pageBytes(root.pageId())).isEqualTo(new byte[] {(byte) 0xC1, 0, 0, 0, 0});
    }

    @Test
    void crumbsBetweenHugeEntriesAreSweptUp() {
        inBatches(400, 1, i -> batch.put(KeySpace.number(i, 8), new byte[i % 2 == 0 ? 1 : 1024]));
        inBatches(400, 1, i -> {
            if (i % 2 == 1) {
                batch.put(withLength(KeySpace.number(i, 8), 1020), new byte[1024]);
                batch.delete(KeySpace.number(i, 8));
            }
        });
        assertBounds();
        inBatches(400, 1, i -> {
            if (i % 2 == 1) {
                batch.delete(withLength(KeySpace.number(i, 8), 1020));
            }
        });
        assertBounds();
        assertThat(leafFillPercent()).isGreaterThan(25);
        assertThat(root.entries()).isEqualTo(200);
    }

    @Test
    void appendsAtManyPlacesAtOnce() {
        inBatches(8_000, 100, i -> batch.put(KeySpace.number(i % 50 << 24 | i / 50, 16), new byte[100]));
        assertBounds();
        assertThat(leafFillPercent()).isGreaterThan(45);
        probe(i -> KeySpace.number(i % 50 << 24 | (200 + i), 16), 25);
    }

    @Test
    void oneEditAtATimeStaysWithinItsBoundsOnRandomTrees() {
        for (long seed = 1; seed <= 25; seed++) {
            KeySpace space = new KeySpace(new SplittableRandom(seed));
            root = tree.merge(tree.empty(), Edits.of(space.batch(1_500, 2))).root();
            for (int i = 0; i < 40; i++) {
                byte[] key = space.key();
                try {
                    if (space.random.nextBoolean()) {
                        single(Edits.builder().delete(key).build());
                    } else {
                        single(Edits.builder().put(key, space.value()).build());
                    }
                } catch (AssertionError failure) {
                    throw new AssertionError("seed " + seed, failure);
                }
            }
        }
    }

    private void inBatches(int count, int size, IntConsumer edit) {
        for (int i = 0; i < count; i++) {
            edit.accept(i);
            if ((i + 1) % size == 0 || i + 1 == count) {
                long firstWritten = tree.nextPageId();
                root = tree.merge(root, batch.build()).root();
                batch = Edits.builder();
                if (i % 64 == 0) {
                    assertSmallPagesCannotBeJoined(inspector.read(root), firstWritten);
                }
            }
        }
    }

    /** Single edits spread over the tree: an insert, an update that grows the value, and a delete at each key. */
    private void probe(IntFunction<byte[]> keys, int keyCount) {
        int count = Boolean.getBoolean("cairn.full") ? keyCount : keyCount / 3;
        for (int i = 0; i < count; i++) {
            single(Edits.builder().put(keys.apply(i), new byte[10]).build());
            single(Edits.builder().put(keys.apply(i), new byte[1024]).build());
            single(Edits.builder().put(keys.apply(i), new byte[1025]).build());
        }
        for (int i = count - 1; i >= 0; i--) {
            single(Edits.builder().delete(keys.apply(i)).build());
        }
    }

    private void single(Edits edit) {
        long firstWritten = tree.nextPageId();
        TreeSet<Long> before = inspector.ids(root);
        int levelBefore = root.level();
        Merge merge = tree.merge(root, edit);
        root = merge.root();
        int[] written = new int[42];
        Page page = inspector.read(root);
        TreeSet<Long> after = new TreeSet<>();
        page.collectIds(after);
        List<Page> pages = new ArrayList<>();
        page.collectPages(pages);
        for (Page other : pages) {
            written[other.level()] += other.id() >= firstWritten ? 1 : 0;
        }
        for (int level = 0; level < written.length; level++) {
            assertThat(written[level]).as("pages written at level %d", level).isLessThanOrEqualTo(3);
        }
        assertThat(root.level()).isBetween(0, levelBefore + 1);
        before.removeAll(after);
        assertThat(merge.replacedPages())
                .containsExactly(before.stream().mapToLong(Long::longValue).toArray());
        assertSmallPagesCannotBeJoined(page, firstWritten);
    }

    private void assertBounds() {
        Page page = inspector.read(root);
        if (root.entries() > 0) {
            assertThat(1L << root.level()).isLessThanOrEqualTo(root.entries());
        }
        assertSmallPagesCannotBeJoined(page, Long.MAX_VALUE);
    }

    private static void assertSmallPagesCannotBeJoined(Page parent, long firstWritten) {
        for (int i = 0; i < parent.children().size(); i++) {
            Page child = parent.children().get(i);
            if (child.id() >= firstWritten && child.bytes() < (child.level() == 0 ? 512 : 256)) {
                assertThat(i > 0 && fitTogether(parent, i - 1)).isFalse();
                assertThat(i + 1 < parent.children().size() && fitTogether(parent, i))
                        .isFalse();
            }
            assertSmallPagesCannotBeJoined(child, firstWritten);
        }
    }

    private static boolean fitTogether(Page parent, int left) {
        Page first = parent.children().get(left);
        Page second = parent.children().get(left + 1);
        boolean leaf = first.level() == 0;
        List<byte[]> keys = new ArrayList<>(leaf ? keysOf(first) : first.separators());
        if (!leaf) {
            keys.add(parent.separators().get(left));
        }
        keys.addAll(leaf ? keysOf(second) : second.separators());
        long bodies = bodies(first) + bodies(second);
        int prefix = keys.getFirst().length;
        for (byte[] key : keys) {
            int mismatch = Arrays.mismatch(keys.getFirst(), key);
            prefix = mismatch < 0 ? prefix : Math.min(prefix, mismatch);
        }
        long size = 4 + varint(prefix) + prefix + bodies;
        for (byte[] key : keys) {
            size += varint(key.length - prefix) + key.length - prefix;
        }
        return size <= (leaf ? 2048 : 1024) || (!leaf && keys.size() <= 2);
    }

    private static List<byte[]> keysOf(Page leaf) {
        return leaf.entries().stream().map(PageInspector.Entry::key).toList();
    }

    private static long bodies(Page page) {
        long bytes = 0;
        for (PageInspector.Entry entry : page.entries()) {
            int length = entry.value().length;
            bytes += varint(2L * length + 1) + (length > 1024 ? 32 : length);
        }
        for (Page child : page.children()) {
            bytes += varint(child.count()) + 32;
        }
        return bytes;
    }

    private static int varint(long value) {
        int bytes = 1;
        for (long rest = value >>> 7; rest > 0; rest >>>= 7) {
            bytes++;
        }
        return bytes;
    }

    private int leafFillPercent() {
        List<Page> pages = new ArrayList<>();
        inspector.read(root).collectPages(pages);
        long bytes = 0;
        long leaves = 0;
        for (Page page : pages) {
            bytes += page.level() == 0 ? page.bytes() : 0;
            leaves += page.level() == 0 ? 1 : 0;
        }
        return (int) (100 * bytes / (2048 * leaves));
    }

    private static byte[] withLength(byte[] key, int length) {
        return Arrays.copyOf(key, length);
    }
}
