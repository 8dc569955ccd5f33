package io.cairn.engine.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.view.MapView;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StateTreeTest {
    private final MemoryPageStore store = new MemoryPageStore();
    private final StateTree tree = new StateTree(store, 10);

    @Test
    void emptyTreeHasOnePageAndNothingInIt() {
        TreeRoot root = tree.empty();
        assertThat(root.pageId()).isEqualTo(10);
        assertThat(tree.nextPageId()).isEqualTo(11);
        assertThat(tree.pageBytes(10)).isEqualTo(new byte[] {(byte) 0xC1, 0, 0, 0, 0});
        MapView view = tree.view(root);
        assertThat(view.get(new byte[] {1})).isNull();
        assertThat(view.rank(new byte[] {1})).isZero();
        MapView.Cursor cursor = view.seek(new byte[0]);
        assertThat(cursor.next()).isFalse();
        assertThat(cursor.previous()).isFalse();
        assertThatThrownBy(cursor::key).isInstanceOf(CairnException.Incorrect.class);
        assertThatThrownBy(cursor::value).isInstanceOf(CairnException.Incorrect.class);
        tree.diff(root, root, (_, _, _) -> false, new byte[0], null);
    }

    @Test
    void deletingFromNothingChangesNothing() {
        TreeRoot root = tree.empty();
        Merge merge = tree.merge(root, Edits.builder().delete(new byte[] {1}).build());
        assertThat(merge.root()).isSameAs(root);
        assertThat(merge.pagesWritten()).isZero();
        assertThat(merge.nextPageId()).isEqualTo(11);
        assertThat(tree.merge(root, Edits.builder().build()).root()).isSameAs(root);
    }

    @Test
    void refusesKeysAndValuesOutsideTheirLimits() {
        Edits.Builder edits = Edits.builder();
        assertThatThrownBy(() -> edits.put(new byte[0], new byte[1])).isInstanceOf(CairnException.Incorrect.class);
        assertThatThrownBy(() -> edits.delete(new byte[1025])).isInstanceOf(CairnException.Incorrect.class);
        assertThatThrownBy(() -> edits.put(new byte[1], new byte[Edits.VALUE_BYTES_MAX + 1]))
                .isInstanceOf(CairnException.Incorrect.class);
        assertThat(edits.put(new byte[1024], new byte[Edits.VALUE_BYTES_MAX])
                        .build()
                        .size())
                .isEqualTo(1);
    }

    @Test
    void sameExternalValueIsNotWrittenAgain() {
        byte[] key = {1};
        Merge first = tree.merge(
                tree.empty(), Edits.builder().put(key, new byte[5_000]).build());
        assertThat(first.pagesWritten()).isEqualTo(2);
        assertThat(first.replacedPages()).containsExactly(10);
        Merge same = tree.merge(
                first.root(), Edits.builder().put(key, new byte[5_000]).build());
        assertThat(same.root()).isSameAs(first.root());
        assertThat(same.pagesWritten()).isZero();
        Merge other = tree.merge(
                first.root(), Edits.builder().put(new byte[] {2}, key).build());
        assertThat(other.pagesWritten()).isEqualTo(1);
        assertThat(tree.view(other.root()).get(key)).isEqualTo(new byte[5_000]);
        Merge shorter = tree.merge(other.root(), Edits.builder().put(key, key).build());
        assertThat(shorter.replacedPages()).contains(11).hasSize(2);
    }

    @Test
    void callersMayChangeTheArraysTheyAreGiven() {
        byte[] key = {1};
        TreeRoot root = tree.merge(
                        tree.empty(), Edits.builder().put(key, new byte[] {5}).build())
                .root();
        MapView view = tree.view(root, (_, page) -> page[0] = 0);
        MapView.Cursor cursor = view.seek(new byte[0]);
        assertThat(cursor.next()).isTrue();
        cursor.key()[0] = 9;
        cursor.value()[0] = 9;
        tree.pageBytes(root.pageId())[0] = 0;
        assertThat(cursor.key()).containsExactly(1);
        assertThat(view.get(key)).containsExactly(5);
        assertThat(tree.open(root.pageId())).isEqualTo(root);
    }

    @Test
    void missingPagesAreReportedByTheirId() {
        TreeRoot root = tree.empty();
        store.delete(root.pageId());
        StateTree reopened = new StateTree(store, tree.nextPageId());
        assertThatThrownBy(() -> reopened.view(root).get(new byte[] {1}))
                .isInstanceOf(CairnException.Corrupt.class)
                .hasMessageContaining("page 10");
        assertThatThrownBy(() -> tree.open(77)).isInstanceOf(CairnException.Corrupt.class);
    }

    @Test
    void valuePagesAreNoRoots() {
        Merge merge = tree.merge(
                tree.empty(),
                Edits.builder().put(new byte[] {1}, new byte[2_000]).build());
        long valuePage = merge.root().pageId() - 1;
        assertThat(tree.pageBytes(valuePage)).hasSize(2_001);
        assertThat(tree.children(valuePage)).isEmpty();
        assertThatThrownBy(() -> tree.open(valuePage)).isInstanceOf(CairnException.Corrupt.class);
    }

    @Test
    void damagedRecordsNeverEndInAnythingButAReport() {
        int damages = Boolean.getBoolean("cairn.full") ? 200_000 : 5_000;
        SplittableRandom random = new SplittableRandom(3);
        TreeMap<Long, byte[]> sound = new TreeMap<>();
        KeySpace space = new KeySpace(new SplittableRandom(12));
        TreeRoot root =
                tree.merge(tree.empty(), Edits.of(space.batch(3_000, 0))).root();
        for (long id : new PageInspector(store).ids(root)) {
            sound.put(id, tree.pageBytes(id));
        }
        Long[] ids = sound.keySet().toArray(new Long[0]);
        for (int i = 0; i < damages; i++) {
            long id = ids[random.nextInt(ids.length)];
            byte[] record = store.get(id);
            assertThat(record).isNotNull();
            store.put(id, damaged(record, random));
            byte[] key = space.key();
            StateTree reopened = new StateTree(store, tree.nextPageId(), 1);
            try {
                useEverything(reopened, root, key, id);
            } catch (CairnException.Corrupt | CairnException.Fault expected) {
                assertThat(expected.code()).isIn("page-corrupt", "page-missing", "invariant-broken");
            } catch (RuntimeException failure) {
                throw new AssertionError("damage " + i, failure);
            }
            store.put(id, record);
        }
    }

    private static void useEverything(StateTree tree, TreeRoot root, byte[] key, long id) {
        MapView view = tree.view(root, (_, _) -> {});
        view.get(key);
        view.rank(key);
        MapView.Cursor cursor = view.seek(key);
        for (int step = 0; step < 50 && cursor.next(); step++) {
            cursor.value();
        }
        tree.pageBytes(id);
        tree.children(id);
        tree.merge(root, Edits.builder().put(key, new byte[] {1}).build());
    }

    private static byte[] damaged(byte[] record, SplittableRandom random) {
        if (random.nextInt(4) == 0) {
            return Arrays.copyOf(record, random.nextInt(record.length));
        }
        byte[] damaged = record.clone();
        int at = random.nextBoolean() ? random.nextInt(Math.min(12, record.length)) : random.nextInt(record.length);
        damaged[at] ^= (byte) (1 << random.nextInt(8));
        return damaged;
    }
}
