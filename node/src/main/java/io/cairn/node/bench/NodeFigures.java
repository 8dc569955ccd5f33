package io.cairn.node.bench;

import io.cairn.engine.audit.Audit;
import io.cairn.engine.log.JournalRecord;
import io.cairn.engine.log.RecordKind;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.Submission;
import io.cairn.engine.mutation.Visibility;
import io.cairn.engine.state.EngineVersions;
import io.cairn.node.journal.Journal;
import io.cairn.node.journal.JournalLimits;
import io.cairn.node.journal.RealDisk;
import io.cairn.node.journal.RecordCursor;
import io.cairn.node.load.LoadConnection;
import io.cairn.node.load.NodeRunner;
import io.cairn.node.load.Writer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Figures that are no load: starting, memory, replay. */
final class NodeFigures {
    private static final int STARTS = 3;
    private static final int DATABASES = 1_000;
    private static final int DATABASES_MIN = 20;
    private static final int REPLAY_BATCH = 2_048;
    private static final long IDLE_MILLIS = 4_000;
    private static final double NANOS_PER_MILLI = 1e6;

    private final BenchSettings settings;

    NodeFigures(BenchSettings settings) {
        this.settings = settings;
    }

    /** Starts a node over folders that hold data, and reads one document; the middle of three times. */
    BenchResult coldStart(Path data, String firstPath) throws IOException {
        settings.say("  cold-start");
        double[] ready = new double[STARTS];
        double[] read = new double[STARTS];
        for (int i = 0; i < STARTS; i++) {
            try (NodeRunner node = NodeRunner.start(data, List.of())) {
                ready[i] = node.startMillis();
                long begin = System.nanoTime();
                try (LoadConnection connection = LoadConnection.open(node)) {
                    connection.exchange(connection.get(firstPath)).require();
                }
                read[i] = (System.nanoTime() - begin) / NANOS_PER_MILLI;
            }
        }
        Arrays.sort(ready);
        Arrays.sort(read);
        return BenchResult.figure("cold-start", "ready_ms", ready[STARTS / 2]).with("first_read_ms", read[STARTS / 2]);
    }

    /** The memory of a node with one database, and with many: just made, and closed for not being used. */
    List<BenchResult> idleMemory() throws IOException {
        int count = settings.scaled(DATABASES, DATABASES_MIN);
        settings.say("  idle-memory, " + count + " databases");
        SplittableRandom random = new SplittableRandom(settings.seed());
        Path data = settings.folder().resolve("idle");
        List<String> flags = List.of("--idle-seconds-max", "2");
        try (NodeRunner node = NodeRunner.start(data, flags);
                LoadConnection connection = LoadConnection.open(node)) {
            Target.create(node, random);
            pause();
            BenchResult one = BenchResult.figure("idle-memory", "mib", Machine.residentMebibytes(node.pid()));
            Writer owner = new Writer(Target.signer(random), node.network());
            long begin = System.nanoTime();
            for (int i = 1; i < count; i++) {
                byte[] create = owner.sign(new Operation.CreateDatabase("idle", Visibility.PUBLIC));
                connection
                        .exchange(connection.post("/v1/databases", Target.BINARY, create))
                        .require();
            }
            double each = (System.nanoTime() - begin) / NANOS_PER_MILLI / Math.max(1, count - 1);
            pause();
            BenchResult many = BenchResult.figure("idle-memory-" + count, "mib", Machine.residentMebibytes(node.pid()))
                    .with("create_ms", each);
            return List.of(one, many);
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(IDLE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The newest block of a database: the hash that a replay must come to. */
    static String headHash(NodeRunner node, String database) throws IOException {
        try (LoadConnection connection = LoadConnection.open(node)) {
            Value.Document block = connection
                    .exchange(connection.get("/v1/databases/" + database + "/blocks/head"))
                    .require();
            return String.valueOf(block.get("hash"));
        }
    }

    /** Replays a journal into an empty tree, checking signatures on all cores, and compares the last header. */
    BenchResult replay(Path data, String database, String headHash) {
        settings.say("  replay");
        Path folder = data.resolve("databases").resolve(database).resolve("journal");
        Audit audit = new Audit(EngineVersions.released());
        long begin = System.nanoTime();
        try (Journal journal = Journal.open(RealDisk.INSTANCE, folder, database, JournalLimits.standard());
                RecordCursor records = journal.readFrom(journal.firstIndex());
                ExecutorService checking =
                        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            List<Checked> next = read(records, checking);
            while (!next.isEmpty()) {
                List<Checked> current = next;
                // Read ahead, so that signatures are checked while the records before are applied.
                next = read(records, checking);
                for (Checked record : current) {
                    audit.accept(record.record(), record.submission() == null ? null : done(record.submission()));
                }
            }
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        String replayed = audit.head() == null ? "" : audit.head().hash().hex();
        if (!replayed.equals(headHash)) {
            throw new CairnException.Corrupt(
                    "replay-differs", database, "replay came to " + replayed + ", the node says " + headHash);
        }
        return BenchResult.of("replay", 0, Measured.rate(audit.mutations() / seconds))
                .with("mutations", (double) audit.mutations());
    }

    private record Checked(JournalRecord record, @Nullable Future<Submission> submission) {}

    private static List<Checked> read(RecordCursor records, ExecutorService checking) {
        List<Checked> batch = new ArrayList<>(REPLAY_BATCH);
        while (batch.size() < REPLAY_BATCH) {
            Optional<JournalRecord> next = records.next();
            if (next.isEmpty()) {
                break;
            }
            JournalRecord record = next.get();
            batch.add(new Checked(
                    record,
                    record.kind() == RecordKind.ENTRY ? checking.submit(() -> Audit.submission(record)) : null));
        }
        return batch;
    }

    private static Submission done(Future<Submission> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new CairnException.Corrupt("replay-differs", "journal", "an entry does not parse: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CairnException.Unavailable("bench-failed", "interrupted", e);
        }
    }
}
