package io.cairn.node.journal;

import io.cairn.engine.log.JournalRecord;
import io.cairn.engine.log.RecordKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Prints records per second for several batch sizes; argument: a folder on the disk to measure. */
public final class JournalThroughput {
    private static final int RECORD_BYTES = 512;
    private static final long NANOS_PER_SIZE = 3_000_000_000L;

    private JournalThroughput() {}

    /** Measures. */
    public static void main(String[] arguments) throws IOException {
        Path base = Files.createTempDirectory(Path.of(arguments[0]), "journal-throughput");
        for (int batch : new int[] {1, 64, 1024}) {
            Path folder = base.resolve("batch-" + batch);
            try (Journal journal =
                    Journal.open(RealDisk.INSTANCE, folder, "db3_db:throughput", JournalLimits.standard())) {
                measure(journal, batch, NANOS_PER_SIZE / 4);
                System.out.println("batch " + batch + ": " + measure(journal, batch, NANOS_PER_SIZE) + " records/s");
                System.out.println("  point reads: " + measureReads(journal) + " /s");
            }
            deleteAll(folder);
        }
        deleteAll(base);
    }

    private static long measure(Journal journal, int batch, long nanos) {
        byte[] payload = new byte[RECORD_BYTES];
        new SplittableRandom(batch).nextBytes(payload);
        long start = System.nanoTime();
        long first = journal.lastIndex();
        while (System.nanoTime() - start < nanos) {
            List<JournalRecord> records = new ArrayList<>(batch);
            long next = journal.lastIndex() + 1;
            for (int i = 0; i < batch; i++) {
                records.add(new JournalRecord(0, next + i, RecordKind.ENTRY, payload));
            }
            journal.append(records);
            journal.markHead(journal.lastIndex(), new byte[0]);
        }
        return (journal.lastIndex() - first) * 1_000_000_000L / (System.nanoTime() - start);
    }

    private static long measureReads(Journal journal) {
        SplittableRandom random = new SplittableRandom(1);
        long last = Math.min(journal.lastIndex(), 50_000);
        int reads = 20_000;
        long start = System.nanoTime();
        for (int i = 0; i < reads; i++) {
            journal.read(random.nextLong(1, last + 1));
        }
        return reads * 1_000_000_000L / (System.nanoTime() - start);
    }

    private static void deleteAll(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path path : files.toList()) {
                Files.delete(path);
            }
        }
        Files.delete(folder);
    }
}
