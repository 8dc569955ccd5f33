package io.cairn.engine.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every page store has to do; each store's test extends this. */
public abstract class PageStoreContract {
    private @Nullable PageStore opened;

    /** Opens an empty store. */
    protected abstract PageStore open();

    /** Closes a store and gives back what it holds. */
    protected abstract void close(PageStore store);

    @BeforeEach
    void openStore() {
        opened = open();
    }

    @AfterEach
    void closeStore() {
        if (opened != null) {
            close(opened);
        }
    }

    private PageStore store() {
        PageStore store = opened;
        if (store == null) {
            throw new IllegalStateException("not open");
        }
        return store;
    }

    @Test
    void returnsWhatWasPut() {
        store().put(1, new byte[] {1, 2, 3});
        store().put(2, new byte[] {4});
        assertThat(store().get(1)).containsExactly(1, 2, 3);
        assertThat(store().get(2)).containsExactly(4);
    }

    @Test
    void hasNothingThatWasNotPut() {
        assertThat(store().get(0)).isNull();
        assertThat(store().get(1)).isNull();
        assertThat(store().get(Long.MAX_VALUE)).isNull();
    }

    @Test
    void forgetsWhatWasDeletedAndNothingElse() {
        store().put(7, new byte[] {7});
        store().put(8, new byte[] {8});
        store().delete(7);
        store().delete(7);
        store().delete(9);
        assertThat(store().get(7)).isNull();
        assertThat(store().get(8)).containsExactly(8);
    }

    @Test
    void takesIdsFarApartAndRecordsOfAnyLength() {
        SplittableRandom random = new SplittableRandom(1);
        Map<Long, byte[]> expected = new HashMap<>();
        for (int shift = 0; shift < 62; shift++) {
            byte[] record = new byte[shift == 61 ? 1_114_113 : random.nextInt(1, 4_000)];
            random.nextBytes(record);
            store().put(1L << shift, record.clone());
            expected.put(1L << shift, record);
        }
        expected.forEach((id, record) -> assertThat(store().get(id)).isEqualTo(record));
    }

    @Test
    void carriesATreeThroughMergesAndPruning() {
        SplittableRandom random = new SplittableRandom(2);
        StateTree tree = new StateTree(store(), 1, 1);
        TreeMap<byte[], byte[]> model = new TreeMap<>(PageInspector.UNSIGNED);
        TreeRoot root = tree.empty();
        for (int batch = 0; batch < 20; batch++) {
            Edits.Builder edits = Edits.builder();
            for (int i = 0; i < 300; i++) {
                byte[] key = KeySpace.number(random.nextInt(4_000), 16);
                byte[] value = new byte[random.nextInt(20) == 0 ? 3_000 : 100];
                random.nextBytes(value);
                if (random.nextInt(4) == 0) {
                    edits.delete(key);
                    model.remove(key);
                } else {
                    edits.put(key, value);
                    model.put(key, value);
                }
            }
            Merge merge = tree.merge(root, edits.build());
            for (long dead : merge.replacedPages()) {
                store().delete(dead);
            }
            root = merge.root();
        }
        StateTreeHistoryTest.assertSame(new PageInspector(store()).entries(root), model);
        long live = 0;
        for (long id = 0; id < tree.nextPageId(); id++) {
            live += store().get(id) != null ? 1 : 0;
        }
        assertThat(live).isEqualTo(new PageInspector(store()).ids(root).size());
    }

    @Test
    void servesReadersOfOldRootsWhileMerging() throws InterruptedException {
        StateTree tree = new StateTree(store(), 1, 1);
        AtomicReference<TreeRoot> newest = new AtomicReference<>(filled(tree, tree.empty(), 0));
        AtomicBoolean stop = new AtomicBoolean();
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        List<Thread> readers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            readers.add(Thread.ofPlatform().start(() -> {
                try {
                    do {
                        assertWholeRound(tree, newest.get());
                    } while (!stop.get());
                } catch (RuntimeException | AssertionError broken) {
                    failure.set(broken);
                }
            }));
        }
        for (int round = 1; round <= 30; round++) {
            newest.set(filled(tree, newest.get(), round));
        }
        stop.set(true);
        for (Thread reader : readers) {
            reader.join();
        }
        assertThat(failure.get()).isNull();
        assertWholeRound(tree, newest.get());
    }

    private static TreeRoot filled(StateTree tree, TreeRoot base, int round) {
        Edits.Builder edits = Edits.builder();
        for (int i = 0; i < 1_000; i++) {
            edits.put(KeySpace.number(i, 8), KeySpace.number(round, 40));
        }
        return tree.merge(base, edits.build()).root();
    }

    /** Every root has the values of one round, whatever is being written beside it. */
    private static void assertWholeRound(StateTree tree, TreeRoot root) {
        var cursor = tree.view(root).seek(new byte[0]);
        int entries = 0;
        byte[] first = null;
        while (cursor.next()) {
            byte[] value = cursor.value();
            first = first == null ? value : first;
            assertThat(value).isEqualTo(first);
            entries++;
        }
        assertThat(entries).isEqualTo(1_000);
    }
}
