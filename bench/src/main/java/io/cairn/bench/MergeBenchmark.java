package io.cairn.bench;

import io.cairn.engine.tree.Edits;
import io.cairn.engine.tree.MemoryPageStore;
import io.cairn.engine.tree.Merge;
import io.cairn.engine.tree.StateTree;
import io.cairn.engine.tree.TreeRoot;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Merging a batch of edits into a tree of 200,000 entries of 16 + 200 bytes in memory, and reading from it. Times are
 * of a whole batch.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@SuppressWarnings("NullAway.Init")
public class MergeBenchmark {
    private static final int ENTRIES = 200_000;
    private static final int VALUE_BYTES = 200;
    private static final int BATCHES = 16;

    /** How many edits one merge takes. */
    @Param({"1", "100", "10000"})
    public int edits;

    private final MemoryPageStore store = new MemoryPageStore();
    private final StateTree tree = new StateTree(store, 1);
    private final List<Edits> updates = new ArrayList<>();
    private final SplittableRandom random = new SplittableRandom(1);
    private final long[] keys = new long[ENTRIES];
    private TreeRoot filled;
    private TreeRoot root;
    private int next;
    private Edits appended;

    /** Fills the tree in batches, and makes those that will be merged. */
    @Setup(Level.Trial)
    public void fill() {
        filled = tree.empty();
        for (int from = 0; from < ENTRIES; from += 10_000) {
            Edits.Builder batch = Edits.builder();
            for (int i = from; i < from + 10_000; i++) {
                keys[i] = random.nextLong() >>> 1;
                batch.put(key(keys[i]), value());
            }
            filled = merge(filled, batch.build());
        }
        root = filled;
        // Twice the same keys with other values, so that a batch that comes round again changes something.
        for (int i = 0; i < BATCHES; i++) {
            SplittableRandom same = new SplittableRandom(i % (BATCHES / 2));
            Edits.Builder batch = Edits.builder();
            for (int j = 0; j < edits; j++) {
                batch.put(key(keys[same.nextInt(ENTRIES)]), value());
            }
            updates.add(batch.build());
        }
        Edits.Builder batch = Edits.builder();
        for (int i = 0; i < edits; i++) {
            batch.put(key(Long.MAX_VALUE - edits + i), value());
        }
        appended = batch.build();
    }

    private static byte[] key(long number) {
        return ByteBuffer.allocate(16).putLong(number).putLong(number).array();
    }

    private byte[] value() {
        byte[] value = new byte[VALUE_BYTES];
        random.nextBytes(value);
        return value;
    }

    /** Merges, and forgets what the new root does not reach. */
    private TreeRoot merge(TreeRoot base, Edits batch) {
        Merge merge = tree.merge(base, batch);
        for (long page : merge.replacedPages()) {
            store.delete(page);
        }
        return merge.root();
    }

    /** New values for keys all over the tree. */
    @Benchmark
    public TreeRoot update() {
        root = merge(root, updates.get(next));
        next = (next + 1) % BATCHES;
        return root;
    }

    /** New keys behind all others, into the tree as it was filled. */
    @Benchmark
    public TreeRoot append() {
        long first = tree.nextPageId();
        TreeRoot longer = tree.merge(filled, appended).root();
        for (long page = first; page < tree.nextPageId(); page++) {
            store.delete(page);
        }
        return longer;
    }

    /** As many reads as a merge has edits, all over the tree. */
    @Benchmark
    public byte @Nullable [] get() {
        byte @Nullable [] last = null;
        for (int i = 0; i < edits; i++) {
            last = tree.view(filled).get(key(keys[random.nextInt(ENTRIES)]));
        }
        return last;
    }
}
