package io.cairn.engine.tree;

import io.cairn.engine.view.MapView;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/**
 * Measures the tree in memory: {@code TreeMeasure RECORDS BATCH}, with keys of 16 bytes and values of 200.
 *
 * <p>Write amplification is the bytes of all records written over the 216 bytes of each edit.
 */
final class TreeMeasure {
    private static final int RECORD_BYTES = 216;

    private final SplittableRandom random = new SplittableRandom(1);
    private final long records;
    private final int batch;
    private final MemoryPageStore store = new MemoryPageStore();
    private final StateTree tree = new StateTree(store, 1);
    private TreeRoot root = tree.empty();
    private long pagesWritten;
    private long bytesWritten;

    private TreeMeasure(long records, int batch) {
        this.records = records;
        this.batch = batch;
    }

    public static void main(String[] args) {
        TreeMeasure measure = new TreeMeasure(Long.parseLong(args[0]), Integer.parseInt(args[1]));
        measure.run();
    }

    private void run() {
        long insertsOfMixed = Math.min(records / 2, 2_000_000);
        build(records - insertsOfMixed);
        time("random inserts", insertsOfMixed, i -> randomKey(records - insertsOfMixed + i));
        time("random updates", 60L * batch, i -> randomKey(random.nextLong(records)));
        System.out.println("levels " + (root.level() + 1) + ", pages " + store.pages());
        gets();
        witness();
        time("appends", Math.max(500_000, 10L * batch), i -> appendKey(i));
        time("appends again", Math.max(500_000, 10L * batch), i -> appendKey(10_000_000 + i));
    }

    private void build(long count) {
        long started = System.nanoTime();
        for (long done = 0; done < count; ) {
            Edits.Builder edits = Edits.builder();
            for (long end = Math.min(count, done + 500_000); done < end; done++) {
                edits.put(randomKey(done), value());
            }
            merge(edits.build());
        }
        System.out.printf("built %d in %d ms%n", count, (System.nanoTime() - started) / 1_000_000);
    }

    private void time(String what, long edits, java.util.function.LongFunction<byte[]> key) {
        pagesWritten = 0;
        bytesWritten = 0;
        long nanos = 0;
        for (long done = 0; done < edits; ) {
            Edits.Builder builder = Edits.builder();
            for (int i = 0; i < batch; i++) {
                builder.put(key.apply(done++), value());
            }
            Edits sorted = builder.build();
            long started = System.nanoTime();
            merge(sorted);
            nanos += System.nanoTime() - started;
        }
        System.out.printf(
                "%s: %d/s, WA %.2f, %.2f pages/edit%n",
                what,
                edits * 1_000_000_000L / nanos,
                (double) bytesWritten / edits / RECORD_BYTES,
                (double) pagesWritten / edits);
    }

    private void gets() {
        MapView view = tree.view(root);
        int count = 300_000;
        long started = System.nanoTime();
        for (int i = 0; i < count; i++) {
            if (view.get(randomKey(random.nextLong(records))) == null) {
                throw new IllegalStateException("a key is missing");
            }
        }
        System.out.printf("gets: %d/s%n", count * 1_000_000_000L / (System.nanoTime() - started));
        started = System.nanoTime();
        MapView.Cursor cursor = view.seek(new byte[0]);
        long rows = 0;
        while (rows < 2_000_000 && cursor.next()) {
            rows += cursor.key().length == 16 ? 1 : 0;
        }
        System.out.printf("scan: %d rows/s%n", rows * 1_000_000_000L / (System.nanoTime() - started));
    }

    private void witness() {
        long bytes = 0;
        int count = 2_000;
        for (int i = 0; i < count; i++) {
            long[] sum = new long[1];
            tree.view(root, (_, page) -> sum[0] += page.length).get(randomKey(random.nextLong(records)));
            bytes += sum[0];
        }
        System.out.println("point witness: " + bytes / count + " bytes");
    }

    private void merge(Edits edits) {
        Merge merge = tree.merge(root, edits);
        root = merge.root();
        pagesWritten += merge.pagesWritten();
        bytesWritten += merge.bytesWritten();
        for (long pageId : merge.replacedPages()) {
            store.delete(pageId);
        }
    }

    private byte[] value() {
        byte[] value = new byte[200];
        random.nextBytes(value);
        return value;
    }

    private static byte[] randomKey(long number) {
        SplittableRandom mixed = new SplittableRandom(number);
        return ByteBuffer.allocate(16)
                .putLong(mixed.nextLong() >>> 1)
                .putLong(mixed.nextLong())
                .array();
    }

    private static byte[] appendKey(long number) {
        return ByteBuffer.allocate(16)
                .putLong(-1_000_000_000L + number)
                .putLong(number * 31)
                .array();
    }
}
