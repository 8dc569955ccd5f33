package io.cairn.node.bench;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.tree.Edits;
import io.cairn.engine.tree.Merge;
import io.cairn.engine.tree.StateTree;
import io.cairn.engine.tree.TreeRoot;
import io.cairn.engine.view.MapView;
import io.cairn.node.store.DatabaseStore;
import io.cairn.node.store.NodeStore;
import io.cairn.node.store.RootRecord;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongUnaryOperator;
import org.HdrHistogram.Histogram;

/**
 * The state tree over RocksDB without a node: keys of 16 bytes, values of 200.
 *
 * <p>Four fifths of the records are appended, the rest is inserted at random, so that pages are as full as in use.
 * Write amplification is the bytes of all pages written by the bytes of the records edited; that of the store is
 * what the process handed to the system, compaction included. {@code cpu_us} is the processor time for one record
 * of the thread that edits or reads, without RocksDB's own threads.
 */
final class TreeWorkloads {
    private static final int RECORDS = 5_000_000;
    private static final int RECORDS_MIN = 50_000;
    private static final int KEY_BYTES = 16;
    private static final int VALUE_BYTES = 200;
    private static final int BATCH = 10_000;
    private static final int SMALL_BATCH = 1_000;
    private static final int FILL_BATCH = 100_000;
    private static final int PROOFS = 1_000;
    private static final long CACHE_BYTES = 256L << 20;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MICROS_PER_SECOND = 1e6;

    private final BenchSettings settings;
    private final NodeStore store;
    private final DatabaseStore database;
    private final StateTree tree;
    private final SplittableRandom random;
    private final long records;
    private TreeRoot root;
    private long commits;
    private long pageBytes;

    private TreeWorkloads(BenchSettings settings, NodeStore store) {
        this.settings = settings;
        this.store = store;
        this.database = store.database(1);
        this.tree = new StateTree(database.pages(), 1);
        this.random = new SplittableRandom(settings.seed());
        this.records = settings.scaled(RECORDS, RECORDS_MIN);
        this.root = tree.empty();
    }

    static List<BenchResult> run(BenchSettings settings) {
        try (NodeStore store = NodeStore.open(settings.folder().resolve("tree"), CACHE_BYTES)) {
            return new TreeWorkloads(settings, store).measure();
        }
    }

    private List<BenchResult> measure() {
        List<BenchResult> results = new ArrayList<>();
        long appended = records / 5 * 4;
        BenchResult append = edits("tree-append", BATCH, appended, Long.MAX_VALUE, i -> i * 5 / 4);
        fill(appended);
        if (settings.wants("tree-append")) {
            results.add(append);
        }
        long nanos = (long) (settings.seconds() * NANOS_PER_SECOND);
        if (settings.wants("tree-update-10k")) {
            results.add(edits("tree-update-10k", BATCH, Long.MAX_VALUE, nanos, _ -> random.nextLong(records)));
        }
        if (settings.wants("tree-update-1k")) {
            results.add(edits("tree-update-1k", SMALL_BATCH, Long.MAX_VALUE, nanos, _ -> random.nextLong(records)));
        }
        if (settings.wants("tree-get")) {
            results.add(gets(nanos).with("proof_bytes", proofBytes()).with("records", (double) records));
        }
        return results;
    }

    /** Inserts, in random order, the records that appending left out. */
    private void fill(long appended) {
        long missing = records - appended;
        settings.say("  tree: inserting " + missing + " more at random");
        // A step without a common divisor visits every place once, in an order that jumps about.
        long step = missing / 2 * 2 + 1 - missing / 3;
        while (gcd(step, missing) != 1) {
            step++;
        }
        long at = 0;
        for (long done = 0; done < missing; ) {
            Edits.Builder edits = Edits.builder();
            for (long end = Math.min(missing, done + FILL_BATCH); done < end; done++) {
                at = (at + step) % missing;
                edits.put(key(at * 5 + 4), value());
            }
            merge(edits);
        }
        store.flush();
    }

    private static long gcd(long left, long right) {
        return right == 0 ? left : gcd(right, left % right);
    }

    private BenchResult edits(String name, int batch, long countMax, long nanosMax, LongUnaryOperator place) {
        settings.say("  " + name);
        pageBytes = 0;
        long writtenBefore = Machine.writtenBytes();
        Histogram times = Measured.histogram();
        long nanos = 0;
        long count = 0;
        double cpu = CpuTime.ofThread();
        while (count < countMax && nanos < nanosMax) {
            Edits.Builder edits = Edits.builder();
            for (int i = 0; i < batch && count < countMax; i++) {
                edits.put(key(place.applyAsLong(count++)), value());
            }
            long begin = System.nanoTime();
            merge(edits);
            long taken = System.nanoTime() - begin;
            times.recordValue(taken);
            nanos += taken;
        }
        long begin = System.nanoTime();
        store.flush();
        nanos += System.nanoTime() - begin;
        cpu = CpuTime.ofThread() - cpu;
        double bytes = (double) count * (KEY_BYTES + VALUE_BYTES);
        Measured measured = new Measured(count * NANOS_PER_SECOND / nanos, times, -1, Machine.load());
        return BenchResult.of(name, 0, measured)
                .with("cpu_us", cpu * MICROS_PER_SECOND / count)
                .with("write_amplification", pageBytes / bytes)
                .with("store_write_amplification", (Machine.writtenBytes() - writtenBefore) / bytes);
    }

    private void merge(Edits.Builder edits) {
        Merge merge = tree.merge(root, edits.build());
        root = merge.root();
        pageBytes += merge.bytesWritten();
        for (long page : merge.replacedPages()) {
            database.pages().delete(page);
        }
        commits++;
        database.batch()
                .root(new RootRecord(commits, commits, merge.nextPageId(), new byte[0]))
                .commit();
    }

    private BenchResult gets(long nanosMax) {
        settings.say("  tree-get");
        MapView view = tree.view(root);
        Histogram times = Measured.histogram();
        double cpu = CpuTime.ofThread();
        long begin = System.nanoTime();
        long now = begin;
        while (now - begin < nanosMax) {
            if (view.get(key(random.nextLong(records))) == null) {
                throw new CairnException.Corrupt("record-missing", "tree", "the tree lost a record");
            }
            long after = System.nanoTime();
            times.recordValue(after - now);
            now = after;
        }
        double rate = times.getTotalCount() * NANOS_PER_SECOND / (now - begin);
        cpu = CpuTime.ofThread() - cpu;
        return BenchResult.of("tree-get", 1, new Measured(rate, times, -1, Machine.load()))
                .with("cpu_us", cpu * MICROS_PER_SECOND / times.getTotalCount());
    }

    private double proofBytes() {
        long[] bytes = {0};
        for (int i = 0; i < PROOFS; i++) {
            tree.view(root, (_, page) -> bytes[0] += page.length).get(key(random.nextLong(records)));
        }
        return bytes[0] / (double) PROOFS;
    }

    /** Keys in the order of their numbers, spread evenly, with a second half that says nothing. */
    private byte[] key(long number) {
        return ByteBuffer.allocate(KEY_BYTES)
                .putLong(Long.MAX_VALUE / records * number)
                .putLong(new SplittableRandom(number).nextLong())
                .array();
    }

    private byte[] value() {
        byte[] value = new byte[VALUE_BYTES];
        random.nextBytes(value);
        return value;
    }
}
