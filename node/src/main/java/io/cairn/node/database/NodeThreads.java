package io.cairn.node.database;

import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** The threads that all databases of a node share. */
final class NodeThreads {
    private static final int SEQUENCING_THREADS = 2;
    private static final int PATIENCE_SECONDS = 30;

    private final ExecutorService sequencing = Executors.newFixedThreadPool(SEQUENCING_THREADS, named("sequencer"));
    private final ExecutorService merging = Executors.newFixedThreadPool(SEQUENCING_THREADS, named("merger"));

    /** As many as are sequencing, each of which waits for at most one. */
    private final ExecutorService writing = Executors.newFixedThreadPool(SEQUENCING_THREADS, named("log-writer"));

    private final ExecutorService linking = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(named("timer"));

    private static ThreadFactory named(String name) {
        return Thread.ofPlatform().name("cairn-" + name + "-", 0).daemon().factory();
    }

    /** What the sequencer of each database uses. */
    Sequencer.Threads lent(InstantSource clock, LinkDesk.Source links) {
        return new Sequencer.Threads(sequencing, merging, writing, timer, clock, linking, links);
    }

    /** Does something over and over, every {@code period} milliseconds. */
    void repeat(Runnable task, long period) {
        ScheduledFuture<?> _ = timer.scheduleWithFixedDelay(task, period, period, TimeUnit.MILLISECONDS);
    }

    /** Does something that may take a while, beside the merging of blocks. */
    void beside(Runnable task) {
        merging.execute(task);
    }

    /** Nothing begins by itself any more, and no other node is asked. */
    void stopBeginning() {
        timer.shutdownNow();
        linking.shutdownNow();
    }

    /** Returns when all have come to their ends; the databases are closed. Nobody is interrupted: a write would close its file. */
    void stop() {
        sequencing.shutdown();
        merging.shutdown();
        try {
            linking.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
            sequencing.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
            merging.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // Only a sequencer begins a write, and it waits for the end of it.
        writing.shutdown();
    }
}
