package io.cairn.engine.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.tree.MemoryPageStore;
import io.cairn.engine.tree.StateTree;
import io.cairn.engine.view.MapView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SortedEditsTest {
    private static final int ROUNDS = 300;
    private static final int STEPS = 200;
    private static final int MANY = 100_000;
    private static final MapView EMPTY = empty();

    private static MapView empty() {
        StateTree tree = new StateTree(new MemoryPageStore(), 1);
        return tree.view(tree.empty());
    }

    private static byte[] key(SplittableRandom random) {
        byte[] key = new byte[random.nextInt(3)];
        random.nextBytes(key);
        return key;
    }

    private static TreeMap<byte[], Optional<byte[]>> sortedMap() {
        return new TreeMap<>(Arrays::compareUnsigned);
    }

    private static void compare(SortedEdits edits, TreeMap<byte[], Optional<byte[]>> model, byte[] key, String when) {
        SortedEdits.Edit found = edits.find(key);
        assertThat(found == null ? null : found.value()).as(when).isEqualTo(model.get(key));
        assertSame(edits.ceiling(key), model.ceilingEntry(key));
        assertSame(edits.higher(key), model.higherEntry(key));
        assertSame(edits.lower(key), model.lowerEntry(key));
        long present = model.headMap(key, false).values().stream()
                .filter(Optional::isPresent)
                .count();
        assertThat(edits.rank(EMPTY, key)).as(when).isEqualTo(present);
        assertThat(edits.steadyRank(EMPTY, key)).as(when).isEqualTo(present);
    }

    private static void assertSame(
            SortedEdits.@Nullable Edit edit, Map.@Nullable Entry<byte[], Optional<byte[]>> expected) {
        assertThat(edit == null).isEqualTo(expected == null);
        if (edit != null && expected != null) {
            assertThat(edit.key()).isEqualTo(expected.getKey());
            assertThat(edit.value()).isSameAs(expected.getValue());
        }
    }

    @Test
    void answersAsASortedMapDoesHoweverItWasMade() {
        for (int round = 0; round < ROUNDS; round++) {
            long seed = 40_000 + round;
            SplittableRandom random = new SplittableRandom(seed);
            SortedEdits edits = SortedEdits.NONE;
            TreeMap<byte[], Optional<byte[]>> model = sortedMap();
            for (int step = 0; step < STEPS; step++) {
                byte[] key = key(random);
                if (random.nextInt(3) == 0) {
                    edits = edits.remove(key);
                    model.remove(key);
                } else {
                    Optional<byte[]> value =
                            random.nextInt(4) == 0 ? Optional.empty() : Optional.of(new byte[] {(byte) step});
                    edits = edits.put(key, value);
                    model.put(key, value);
                }
                compare(edits, model, key(random), "seed " + seed + ", step " + step);
            }
        }
    }

    @Test
    void whatIsPutLaterDoesNotChangeWhatWasMadeBefore() {
        SplittableRandom random = new SplittableRandom(50_000);
        SortedEdits edits = SortedEdits.NONE;
        TreeMap<byte[], Optional<byte[]>> model = sortedMap();
        List<SortedEdits> versions = new ArrayList<>();
        List<TreeMap<byte[], Optional<byte[]>>> models = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            byte[] key = key(random);
            Optional<byte[]> value = Optional.of(new byte[] {(byte) step});
            edits = step % 3 == 2 ? edits.remove(key) : edits.put(key, value);
            if (step % 3 == 2) {
                model.remove(key);
            } else {
                model.put(key, value);
            }
            TreeMap<byte[], Optional<byte[]>> copy = sortedMap();
            copy.putAll(model);
            versions.add(edits);
            models.add(copy);
        }
        for (int i = 0; i < versions.size(); i++) {
            for (int probe = 0; probe < 20; probe++) {
                compare(versions.get(i), models.get(i), key(random), "version " + i);
            }
        }
    }

    /** A list of so many would overflow the stack. */
    @Test
    void keysInOrderMakeNoList() {
        SortedEdits rising = SortedEdits.NONE;
        SortedEdits falling = SortedEdits.NONE;
        for (int i = 0; i < MANY; i++) {
            rising = rising.put(number(i), Optional.of(new byte[1]));
            falling = falling.put(number(MANY - i), Optional.of(new byte[1]));
        }
        assertThat(rising.rank(EMPTY, number(MANY))).isEqualTo(MANY);
        assertThat(falling.rank(EMPTY, number(MANY))).isEqualTo(MANY - 1);
        for (int i = 0; i < MANY; i++) {
            rising = rising.remove(number(i));
        }
        assertThat(rising.ceiling(new byte[0])).isNull();
    }

    private static byte[] number(int value) {
        return new byte[] {(byte) (value >>> 16), (byte) (value >>> 8), (byte) value};
    }
}
