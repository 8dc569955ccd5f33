package io.cairn.node.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/** Prints pages per second and bytes written per byte put; argument: an empty folder on the disk to measure. */
public final class StoreThroughput {
    private static final int PAGE_BYTES = 1600;
    private static final int PAGES = 1_000_000;
    private static final int PAGES_PER_COMMIT = 20_000;

    private StoreThroughput() {}

    /** Measures. */
    public static void main(String[] arguments) throws IOException {
        try (NodeStore store = NodeStore.open(Path.of(arguments[0]), 256L << 20)) {
            DatabaseStore database = store.database(1);
            SplittableRandom random = new SplittableRandom(1);
            long written = writtenBytes();
            long start = System.nanoTime();
            for (int id = 0; id < PAGES; id++) {
                byte[] page = new byte[PAGE_BYTES];
                random.nextBytes(page);
                database.pages().put(id, page);
                if ((id + 1) % PAGES_PER_COMMIT == 0) {
                    long height = id / PAGES_PER_COMMIT;
                    database.batch()
                            .root(new RootRecord(height, height, id, new byte[32]))
                            .commit();
                }
            }
            store.flush();
            double seconds = (System.nanoTime() - start) / 1e9;
            long bytes = (long) PAGES * PAGE_BYTES;
            System.out.println("puts: " + Math.round(PAGES / seconds) + " pages/s, " + Math.round(bytes / seconds / 1e6)
                    + " MB/s, bytes written per byte: " + (double) (writtenBytes() - written) / bytes);
            measureReads(database);
            System.out.println("memory of tables: " + store.property("rocksdb.estimate-table-readers-mem")
                    + ", memtables: " + store.property("rocksdb.cur-size-all-mem-tables"));
        }
    }

    private static void measureReads(DatabaseStore database) {
        SplittableRandom random = new SplittableRandom(2);
        int reads = 200_000;
        long start = System.nanoTime();
        long bytes = 0;
        for (int i = 0; i < reads; i++) {
            byte[] page = database.pages().get(random.nextInt(PAGES));
            bytes += page == null ? 0 : page.length;
        }
        System.out.println(
                "gets: " + Math.round(reads / ((System.nanoTime() - start) / 1e9)) + " /s, " + bytes + " bytes");
    }

    private static long writtenBytes() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("/proc/self/io"));
        for (String line : lines) {
            if (line.startsWith("wchar: ")) {
                return Long.parseLong(line.substring("wchar: ".length()));
            }
        }
        throw new IOException("no wchar in /proc/self/io");
    }
}
