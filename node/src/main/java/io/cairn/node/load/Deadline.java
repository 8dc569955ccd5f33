package io.cairn.node.load;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Ends a process at once that takes longer than it may, so that nobody waits for it for ever; closed when it was in time. */
public final class Deadline implements AutoCloseable {
    private final CompletableFuture<Void> end;

    private Deadline(CompletableFuture<Void> end) {
        this.end = end;
    }

    static Deadline of(Process process, int seconds) {
        return new Deadline(CompletableFuture.runAsync(
                process::destroyForcibly, CompletableFuture.delayedExecutor(seconds, TimeUnit.SECONDS)));
    }

    /** Whether the process was ended. */
    public boolean isPast() {
        return end.isDone() && !end.isCancelled();
    }

    @Override
    public void close() {
        end.cancel(false);
    }
}
