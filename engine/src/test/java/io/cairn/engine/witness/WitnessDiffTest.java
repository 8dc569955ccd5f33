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
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Differences from witnesses: the tree's own, on the very pages that it loads for them. */
final class WitnessDiffTest {
    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final StateTree tree = new StateTree(new MemoryPageStore(), 1);
    private final List<TreeRoot> roots = new ArrayList<>(List.of(tree.empty()));

    private byte[] key() {
        byte[] key = new byte[1 + random.nextInt(6)];
        random.nextBytes(key);
        key[0] &= 7;
        return key;
    }

    private void grow() {
        int edits = 1 << random.nextInt(11);
        TreeMap<byte[], byte[]> values = new TreeMap<>(Arrays::compareUnsigned);
        for (int i = 0; i < edits; i++) {
            byte[] value = new byte[random.nextInt(50) == 0 ? 1_100 : random.nextInt(60)];
            random.nextBytes(value);
            values.put(key(), random.nextInt(4) == 0 ? new byte[0] : value);
        }
        Edits.Builder builder = Edits.builder();
        values.forEach((key, value) -> {
            if (value.length == 0) {
                builder.delete(key);
            } else {
                builder.put(key, value);
            }
        });
        roots.add(tree.merge(roots.getLast(), builder.build()).root());
    }

    private static String line(byte[] key, byte[] before, byte[] after) {
        return HexFormat.of().formatHex(key) + " " + hash(before) + " " + hash(after);
    }

    private static String hash(byte[] value) {
        return value == null ? "none" : Objects.toString(Arrays.hashCode(value));
    }

    @Test
    void findsWhatTheTreeFindsOnThePagesThatItLoads() {
        for (int i = 0; i < 12; i++) {
            grow();
        }
        for (int i = 0; i < 150; i++) {
            TreeRoot from = roots.get(random.nextInt(roots.size()));
            TreeRoot to = roots.get(random.nextInt(roots.size()));
            byte[] low = random.nextBoolean() ? new byte[] {0} : key();
            byte[] high = random.nextBoolean() ? new byte[] {(byte) 0xFF} : key();
            List<String> expected = new ArrayList<>();
            TreeMap<Hash, byte[]> pages = new TreeMap<>();
            List.of(from, to).forEach(root -> tree.diff(root, root, (_, _, _) -> true, low, high, pages::put));
            tree.diff(from, to, (key, before, after) -> expected.add(line(key, before, after)), low, high, pages::put);
            // Which levels the roots have, whoever compares them knows from their pages.
            pages.put(from.hash(), tree.pageBytes(from.pageId()));
            pages.put(to.hash(), tree.pageBytes(to.pageId()));
            WitnessPages witness = WitnessPages.hashing(pages.values());
            List<String> found = new ArrayList<>();
            new WitnessDiff(from.hash(), to.hash(), witness, low, high)
                    .run((key, before, after) -> found.add(line(key, before, after)));
            assertThat(found).as("seed %d", seed).isEqualTo(expected);
            witness.requireAllUsed();
            refuseWithoutOne(from, to, pages, low, high);
        }
    }

    private void refuseWithoutOne(TreeRoot from, TreeRoot to, TreeMap<Hash, byte[]> pages, byte[] low, byte[] high) {
        TreeMap<Hash, byte[]> fewer = new TreeMap<>(pages);
        fewer.remove(new ArrayList<>(pages.keySet()).get(random.nextInt(pages.size())));
        assertThatThrownBy(
                        () -> new WitnessDiff(from.hash(), to.hash(), WitnessPages.hashing(fewer.values()), low, high)
                                .run((_, _, _) -> {}))
                .as("seed %d", seed)
                .isInstanceOfSatisfying(
                        CairnException.ProofInvalid.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("witness-page-missing"));
    }
}
