package io.cairn.node.load;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Ends a process at once that takes longer than it may, so that nobody waits for it for ever; closed when it was in time. */
public final class Deadline implements AutoCloseable {
    private final AtomicBoolean isPast;
    private final CompletableFuture<Void> end;

    private Deadline(AtomicBoolean isPast, CompletableFuture<Void> end) {
        this.isPast = isPast;
        this.end = end;
    }

    static Deadline of(Process process, int seconds) {
        AtomicBoolean isPast = new AtomicBoolean();
        Runnable kill = () -> {
            // Told first: who reads from the process learns of its end at once.
            isPast.set(true);
            process.destroyForcibly();
        };
        return new Deadline(
                isPast, CompletableFuture.runAsync(kill, CompletableFuture.delayedExecutor(seconds, TimeUnit.SECONDS)));
    }

    /** Whether the process was ended. */
    public boolean isPast() {
        return isPast.get();
    }

    @Override
    public void close() {
        end.cancel(false);
    }
}
