package io.cairn.node.bench;

import io.cairn.engine.model.Value;
import io.cairn.node.load.LoadConnection;
import io.cairn.node.load.NodeRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Everything that a node serves, side by side with PostgreSQL at the same number of clients; then what it left. */
final class ServedWorkloads {
    private static final int[] CLIENTS = {1, 8, 128};
    private static final int WARM_UP_CLIENTS = 8;
    private static final int ROWS = 100_000;
    private static final int ROWS_MIN = 2_000;

    private final BenchSettings settings;
    private final SplittableRandom random;
    private final int rows;
    private final Path data;
    private final List<BenchResult> results = new ArrayList<>();
    private double postgresDisk;

    private ServedWorkloads(BenchSettings settings) {
        this.settings = settings;
        this.random = new SplittableRandom(settings.seed());
        this.rows = settings.scaled(ROWS, ROWS_MIN);
        this.data = settings.folder().resolve("node");
    }

    /** The databases: prepared rows to read, rows written one by one, rows written by the hundred. */
    private record Targets(Target reads, Target writes, Target batches) {}

    static List<BenchResult> run(BenchSettings settings) throws IOException {
        ServedWorkloads workloads = new ServedWorkloads(settings);
        workloads.run();
        return workloads.results;
    }

    private void run() throws IOException {
        Targets targets;
        long documents;
        try (Comparison comparison = compares() ? Comparison.start(settings, rows) : Comparison.none();
                NodeRunner node = NodeRunner.start(data, List.of())) {
            targets = new Targets(
                    Target.create(node, random.split()),
                    Target.create(node, random.split()),
                    Target.create(node, random.split()));
            settings.say("  loading " + rows + " rows");
            targets.reads().load(rows, random.split());
            warmUp(node, targets.reads());
            for (int clients : CLIENTS) {
                writes(clients, targets, comparison);
                reads(clients, targets.reads(), comparison);
            }
            documents = documents(node, targets);
            if (settings.wants("disk-per-byte") && settings.wants("signed-write")) {
                postgresDisk = comparison.load().map(PostgresLoad::diskPerByte).orElse(0.0);
            }
        }
        if (settings.wants("disk-per-byte")) {
            add(disk(documents));
        }
        after(targets);
    }

    /** Lets both virtual machines compile what will be measured; {@code cold-start} measures the opposite. */
    private void warmUp(NodeRunner node, Target reads) throws IOException {
        settings.say("  warming up");
        Target written = Target.create(node, random.split());
        List<ClosedLoop.Clients> loads = List.of(
                Workloads.writes(written, random.split()),
                Workloads.batches(written, random.split()),
                Workloads.points(reads, rows, random.split()),
                Workloads.verifiedPoints(reads, rows, random.split(), new AnswerBytes()));
        for (ClosedLoop.Clients load : loads) {
            WarmUp.run(WARM_UP_CLIENTS, settings.seconds(), node.pid(), load);
        }
    }

    private boolean compares() {
        return settings.postgres()
                && (settings.wants("signed-write")
                        || settings.wants("signed-batch-100")
                        || settings.wants("point-read")
                        || settings.wants("verified-read")
                        || settings.wants("range-100-verified"));
    }

    private void writes(int clients, Targets targets, Comparison comparison) {
        boolean single = settings.wants("signed-write");
        boolean batched = settings.wants("signed-batch-100");
        comparison.settle(targets.writes().node().pid());
        Optional<Measured> theirs = single || batched
                ? comparison.load().map(load -> load.inserts(clients, settings.seconds()))
                : Optional.empty();
        theirs.ifPresent(measured -> add(BenchResult.of("postgresql-insert", clients, measured)));
        if (single) {
            comparison.settle(targets.writes().node().pid());
            Measured ours = loop(clients, Workloads.writes(targets.writes(), random.split()), targets.writes());
            add(BenchResult.of("signed-write", clients, ours).against(theirs));
        }
        if (batched) {
            comparison.settle(targets.batches().node().pid());
            Measured ours = loop(clients, Workloads.batches(targets.batches(), random.split()), targets.batches());
            add(BenchResult.of("signed-batch-100", clients, ours).against(theirs));
        }
    }

    private void reads(int clients, Target target, Comparison comparison) {
        boolean points = settings.wants("point-read");
        boolean verified = settings.wants("verified-read");
        boolean ranges = settings.wants("range-100-verified");
        comparison.settle(target.node().pid());
        Optional<Measured> theirs = points || verified || ranges
                ? comparison.load().map(load -> load.selects(clients, settings.seconds()))
                : Optional.empty();
        theirs.ifPresent(measured -> add(BenchResult.of("postgresql-select", clients, measured)));
        if (points) {
            comparison.settle(target.node().pid());
            Measured ours = loop(clients, Workloads.points(target, rows, random.split()), target);
            add(BenchResult.of("point-read", clients, ours).against(theirs));
        }
        if (verified) {
            AnswerBytes bytes = new AnswerBytes();
            Measured ours = loop(clients, Workloads.verifiedPoints(target, rows, random.split(), bytes), target);
            add(BenchResult.of("verified-read", clients, ours).against(theirs).with("answer_bytes", bytes.mean()));
        }
        if (ranges) {
            AnswerBytes bytes = new AnswerBytes();
            Measured ours = loop(clients, Workloads.verifiedRanges(target, random.split(), bytes), target);
            add(BenchResult.of("range-100-verified", clients, ours)
                    .against(theirs)
                    .with("answer_bytes", bytes.mean()));
        }
    }

    private Measured loop(int count, ClosedLoop.Clients clients, Target target) {
        return ClosedLoop.run(count, settings.seconds(), target.node().pid(), clients);
    }

    private void add(BenchResult result) {
        results.add(result);
        settings.say("  " + BenchReport.line(result));
    }

    private long documents(NodeRunner node, Targets targets) throws IOException {
        long sum = 0;
        try (LoadConnection connection = LoadConnection.open(node)) {
            for (Target target : List.of(targets.reads(), targets.writes(), targets.batches())) {
                sum += documents(connection, target);
            }
        }
        return sum;
    }

    /** The bytes of a stopped node's files by the bytes of the values in its documents. */
    private BenchResult disk(long documents) throws IOException {
        double bytes = (double) documents * Rows.BYTES;
        double journals = Machine.folderBytes(data.resolve("databases"));
        double store = Machine.folderBytes(data.resolve("store"));
        BenchResult result = BenchResult.figure("disk-per-byte", "bytes_per_byte", (journals + store) / bytes)
                .with("journal_bytes_per_byte", journals / bytes);
        return postgresDisk > 0 ? result.with("postgresql_bytes_per_byte", postgresDisk) : result;
    }

    private static long documents(LoadConnection connection, Target target) throws IOException {
        Value.Document shown = connection
                .exchange(connection.get("/v1/databases/" + target.database()))
                .require();
        long sum = 0;
        if (shown.get("collections") instanceof Value.Array collections) {
            for (Value collection : collections.values()) {
                if (collection instanceof Value.Document fields && fields.get("documents") instanceof Value.Int count) {
                    sum += count.value();
                }
            }
        }
        return sum;
    }

    private void after(Targets targets) throws IOException {
        NodeFigures figures = new NodeFigures(settings);
        if (settings.wants("cold-start")) {
            add(figures.coldStart(data, targets.reads().documentPath(0)));
        }
        if (settings.wants("replay")) {
            Target target = settings.wants("signed-write") ? targets.writes() : targets.reads();
            String head;
            try (NodeRunner node = NodeRunner.start(data, List.of())) {
                head = NodeFigures.headHash(node, target.database());
            }
            add(figures.replay(data, target.database(), head));
        }
    }
}
