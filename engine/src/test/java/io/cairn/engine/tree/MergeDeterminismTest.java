package io.cairn.engine.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The same root and the same set of edits give the same pages, whatever else differs. */
class MergeDeterminismTest {
    @Test
    void orderOfEditsDoesNotMatter() {
        for (long seed = 1; seed <= 60; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            KeySpace space = new KeySpace(random);
            Replica sorted = new Replica(1, 100_000);
            Replica shuffled = new Replica(1_000_000, 1);
            for (int batch = 0; batch < 8; batch++) {
                TreeMap<byte[], Optional<byte[]>> edits = space.batch(1 << random.nextInt(12), random.nextInt(16));
                sorted.merge(Edits.of(edits));
                shuffled.merge(shuffled(edits, random));
                assertThat(shuffled.root.hash())
                        .as("seed %d batch %d", seed, batch)
                        .isEqualTo(sorted.root.hash());
                assertThat(shuffled.pages()).as("seed %d batch %d", seed, batch).isEqualTo(sorted.pages());
            }
        }
    }

    @Test
    void lastEditOfAKeyHolds() {
        Replica replica = new Replica(1, 1);
        byte[] key = {1};
        replica.merge(Edits.builder()
                .put(new byte[] {2}, new byte[] {9})
                .put(key, new byte[] {1})
                .delete(key)
                .put(key, new byte[] {2})
                .build());
        assertThat(replica.tree.view(replica.root).get(key)).containsExactly(2);
        assertThat(replica.root.entries()).isEqualTo(2);
    }

    private static Edits shuffled(TreeMap<byte[], Optional<byte[]>> edits, SplittableRandom random) {
        List<Map.Entry<byte[], Optional<byte[]>>> entries = new ArrayList<>(edits.entrySet());
        for (int i = entries.size() - 1; i > 0; i--) {
            entries.set(i, entries.set(random.nextInt(i + 1), entries.get(i)));
        }
        Edits.Builder builder = Edits.builder();
        for (Map.Entry<byte[], Optional<byte[]>> entry : entries) {
            // An edit that a later one of the same key overrides must leave no trace.
            builder.put(entry.getKey(), new byte[] {7, 7});
            entry.getValue()
                    .ifPresentOrElse(value -> builder.put(entry.getKey(), value), () -> builder.delete(entry.getKey()));
        }
        return builder.build();
    }

    private static final class Replica {
        private final MemoryPageStore store = new MemoryPageStore();
        private final StateTree tree;
        private TreeRoot root;

        Replica(long firstPageId, int cached) {
            tree = new StateTree(store, firstPageId, cached);
            root = tree.empty();
        }

        void merge(Edits edits) {
            root = tree.merge(root, edits).root();
        }

        /** All pages of the root by depth-first position, without ids. */
        List<String> pages() {
            List<String> pages = new ArrayList<>();
            collect(root.pageId(), pages);
            return pages;
        }

        private void collect(long pageId, List<String> pages) {
            pages.add(HexFormat.of().formatHex(tree.pageBytes(pageId)));
            for (PageLink link : tree.children(pageId)) {
                assertThat(PageInspector.sha256(tree.pageBytes(link.pageId()))).isEqualTo(link.hash());
                collect(link.pageId(), pages);
            }
        }
    }
}
