package io.cairn.engine.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.tree.Edits;
import io.cairn.engine.tree.MemoryPageStore;
import io.cairn.engine.tree.StateTree;
import io.cairn.engine.tree.TreeRoot;
import io.cairn.engine.view.MapView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Overlays on a tree and on one another, against a sorted map with the same edits. */
class OverlayTest {
    private static final int ROUNDS = Boolean.getBoolean("cairn.full") ? 3_000 : 100;
    private static final int STEPS = 300;

    private final StateTree tree = new StateTree(new MemoryPageStore(), 1);

    private static byte[] key(SplittableRandom random) {
        byte[] key = new byte[1 + random.nextInt(3)];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) (random.nextInt(3) == 0 ? 0 : random.nextInt(4) * 85);
        }
        return key;
    }

    private static TreeMap<byte[], byte[]> sortedMap() {
        return new TreeMap<>(Arrays::compareUnsigned);
    }

    @Test
    void readsLikeASortedMap() {
        for (int round = 0; round < ROUNDS; round++) {
            long seed = 1_000 + round;
            try {
                compare(new SplittableRandom(seed));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    private void compare(SplittableRandom random) {
        TreeMap<byte[], byte[]> model = sortedMap();
        Edits.Builder edits = Edits.builder();
        for (int i = random.nextInt(60); i > 0; i--) {
            byte[] key = key(random);
            byte[] value = {(byte) i};
            model.put(key, value);
        }
        model.forEach(edits::put);
        TreeRoot root = tree.merge(tree.empty(), edits.build()).root();
        Overlay below = new Overlay(tree.view(root));
        edit(below, model, random, random.nextInt(40));
        below.freeze();
        Overlay overlay = new Overlay(below);
        List<Kept> copies = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            switch (random.nextInt(9)) {
                case 8 -> copies.add(Kept.of(overlay, model));
                case 0, 1 -> edit(overlay, model, random, 1);
                case 2 -> transaction(overlay, model, random);
                case 3 -> walk(overlay, model, random);
                default -> read(overlay, model, key(random));
            }
        }
        for (Kept copy : copies) {
            read(copy.state(), copy.model(), key(random));
            walk(copy.state(), copy.model(), random);
        }
    }

    /** A copy that must stay as it is, whatever is edited behind it. */
    private record Kept(MapView state, TreeMap<byte[], byte[]> model) {
        static Kept of(Overlay overlay, TreeMap<byte[], byte[]> model) {
            TreeMap<byte[], byte[]> same = sortedMap();
            same.putAll(model);
            return new Kept(overlay.frozenCopy(), same);
        }
    }

    private static void edit(Overlay overlay, TreeMap<byte[], byte[]> model, SplittableRandom random, int count) {
        for (int i = 0; i < count; i++) {
            byte[] key = key(random);
            if (random.nextInt(3) == 0) {
                overlay.delete(key);
                model.remove(key);
            } else {
                byte[] value = {(byte) random.nextInt()};
                overlay.put(key, value);
                model.put(key, value);
            }
        }
    }

    private static void transaction(Overlay overlay, TreeMap<byte[], byte[]> model, SplittableRandom random) {
        TreeMap<byte[], byte[]> tried = sortedMap();
        tried.putAll(model);
        overlay.begin();
        edit(overlay, tried, random, 1 + random.nextInt(8));
        read(overlay, tried, key(random));
        walk(overlay, tried, random);
        if (random.nextBoolean()) {
            overlay.rollback();
        } else {
            overlay.commit();
            model.clear();
            model.putAll(tried);
        }
    }

    private static void read(MapView overlay, TreeMap<byte[], byte[]> model, byte[] key) {
        assertThat(overlay.get(key)).isEqualTo(model.get(key));
        assertThat(overlay.rank(key)).isEqualTo(model.headMap(key, false).size());
    }

    /** Random steps in both directions; {@code place} is the entry behind the cursor and {@code past} on which side. */
    private static void walk(MapView overlay, TreeMap<byte[], byte[]> model, SplittableRandom random) {
        byte[] start = key(random);
        MapView.Cursor cursor = overlay.seek(start);
        byte[] place = start;
        boolean past = false;
        for (int i = 0; i < 12; i++) {
            boolean forwards = random.nextInt(3) != 0;
            Map.Entry<byte[], byte[]> expected;
            if (forwards) {
                expected = past ? model.higherEntry(place) : model.ceilingEntry(place);
            } else {
                expected = past ? model.floorEntry(place) : model.lowerEntry(place);
            }
            assertThat(forwards ? cursor.next() : cursor.previous()).isEqualTo(expected != null);
            if (expected != null) {
                assertThat(cursor.key()).isEqualTo(expected.getKey());
                assertThat(cursor.value()).isEqualTo(expected.getValue());
                place = expected.getKey();
                past = forwards;
            }
        }
    }

    @Test
    void keysThatHashAlikeAreStillApart() {
        Overlay overlay = new Overlay(tree.view(tree.empty()));
        // Arrays.hashCode gives 31 * a + b: these pairs collide.
        for (int i = 0; i < 8; i++) {
            overlay.put(new byte[] {(byte) i, (byte) (100 - 31 * i)}, new byte[] {(byte) i});
        }
        for (int i = 0; i < 8; i++) {
            assertThat(overlay.get(new byte[] {(byte) i, (byte) (100 - 31 * i)}))
                    .containsExactly(i);
        }
        assertThat(overlay.size()).isEqualTo(8);
    }

    @Test
    void frozenOverlaysTakeNoEdits() {
        Overlay overlay = new Overlay(tree.view(tree.empty()));
        overlay.freeze();
        assertThatThrownBy(() -> overlay.put(new byte[1], new byte[1])).isInstanceOf(CairnException.Fault.class);
        assertThatThrownBy(() -> overlay.delete(new byte[1])).isInstanceOf(CairnException.Fault.class);
    }

    @Test
    void arraysHandedOutBelongToTheCaller() {
        Overlay overlay = new Overlay(tree.view(tree.empty()));
        overlay.put(new byte[] {1}, new byte[] {2});
        MapView.Cursor cursor = overlay.seek(new byte[0]);
        assertThat(cursor.next()).isTrue();
        cursor.key()[0] = 9;
        cursor.value()[0] = 9;
        overlay.get(new byte[] {1})[0] = 9;
        assertThat(overlay.get(new byte[] {1})).containsExactly(2);
    }
}
