package io.cairn.engine.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The tree against a second, naive writing of the documented merge rule: every root has to agree. */
class MergeRuleTest {
    @Test
    void rootsAreThoseOfTheDocumentedRule() {
        int histories = Boolean.getBoolean("cairn.full") ? 600 : 60;
        for (long seed = 1; seed <= histories; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            KeySpace space = new KeySpace(random);
            StateTree tree = new StateTree(new MemoryPageStore(), 1);
            TreeRoot root = tree.empty();
            NaiveTree naive = new NaiveTree();
            for (int i = 0; i < 6; i++) {
                TreeMap<byte[], Optional<byte[]>> batch = space.batch(1 << random.nextInt(1, 9), random.nextInt(17));
                if (random.nextInt(3) == 0) {
                    for (int j = random.nextInt(40); j > 0; j--) {
                        batch.put(ascending(i * 100 - j), Optional.of(space.value()));
                    }
                }
                root = tree.merge(root, Edits.of(batch)).root();
                naive.merge(batch);
                assertThat(root.hash()).as("seed %d batch %d", seed, i).isEqualTo(naive.hash());
            }
        }
    }

    /** A key behind all keys of every key space, greater for a greater number. */
    private static byte[] ascending(int number) {
        return KeySpace.number(0x7FFF_0000 + number | 0x8000_0000, 8);
    }
}
