package io.cairn.node.drill;

import io.cairn.engine.model.Value;
import io.cairn.node.demo.Report;
import io.cairn.node.load.LoadConnection;
import io.cairn.node.load.NodeRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/** Kills a node while many write to it, starts it again, and looks for every acknowledged write. */
public final class KillDrill {
    private static final int WRITERS = 8;
    private static final int WRITES_MAX = 400;
    private static final int KILL_AFTER_MAX = 600;
    private static final long WATCH_NANOS = 200_000;

    private final Path folder;
    private final Report report;
    private final SplittableRandom random;

    /** A drill in an empty folder. */
    public KillDrill(Path folder, Report report, long seed) {
        this.folder = folder;
        this.report = report;
        this.random = new SplittableRandom(seed);
    }

    /** Runs {@code rounds} kills; keys rounds, acknowledged, lost, phantom. */
    public Value.Document run(int rounds) throws IOException {
        Path data = folder.resolve("node");
        int acknowledged = 0;
        int lost = 0;
        int phantom = 0;
        NodeRunner node = NodeRunner.start(data, List.of());
        try {
            Ledger ledger = Ledger.create(node, random);
            for (int round = 1; round <= rounds; round++) {
                killWhileWriting(node, ledger);
                node = NodeRunner.start(data, List.of());
                try (LoadConnection connection = LoadConnection.open(node)) {
                    Ledger.Tally tally = ledger.tally(connection);
                    acknowledged += tally.acknowledged();
                    lost += tally.lost();
                    phantom += tally.phantom();
                    report.say(
                            "round %d of %d: %d acknowledged, %d lost, %d phantom; ready in %d ms",
                            round, rounds, tally.acknowledged(), tally.lost(), tally.phantom(), node.startMillis());
                }
            }
        } finally {
            node.close();
        }
        report.check(lost == 0, "no acknowledged write was lost");
        report.check(phantom == 0, "nothing is there that nobody wrote");
        return Value.Document.builder()
                .put("rounds", rounds)
                .put("acknowledged", acknowledged)
                .put("lost", lost)
                .put("phantom", phantom)
                .build();
    }

    private void killWhileWriting(NodeRunner node, Ledger ledger) {
        int killAfter = 1 + random.nextInt(KILL_AFTER_MAX);
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            writers.add(Thread.ofPlatform().daemon().start(() -> ledger.writeUntilBroken(node, WRITES_MAX)));
        }
        while (ledger.acknowledgedCount() < killAfter && writers.stream().anyMatch(Thread::isAlive)) {
            LockSupport.parkNanos(WATCH_NANOS);
        }
        node.kill();
        for (Thread writer : writers) {
            try {
                writer.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
