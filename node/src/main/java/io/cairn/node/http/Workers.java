package io.cairn.node.http;

import io.cairn.engine.model.CairnException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A bounded pool for work too long for an event loop. What does not fit in its queue is refused as busy. */
public final class Workers implements AutoCloseable {
    private static final int CLOSE_SECONDS = 10;

    private final ThreadPoolExecutor executor;

    /** A pool of {@code threads} with room for {@code queued} waiting tasks. */
    public Workers(int threads, int queued) {
        executor = new ThreadPoolExecutor(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(queued),
                Thread.ofPlatform().name("cairn-worker-", 0).daemon().factory());
    }

    /** Runs a task; its failure fails the future. A full or closed pool throws. */
    public <T> CompletableFuture<T> submit(Supplier<T> task) {
        try {
            return CompletableFuture.supplyAsync(task, executor);
        } catch (RejectedExecutionException full) {
            throw new CairnException.Busy("workers-busy", "too many long requests at once; try again later");
        }
    }

    /** Runs a task that begins something; the future is done when that is. A full or closed pool throws. */
    public <T> CompletableFuture<T> begin(Supplier<CompletableFuture<T>> task) {
        CompletableFuture<T> result = new CompletableFuture<>();
        CompletableFuture<Boolean> _ = submit(() -> {
                    var _ = task.get().whenComplete((value, failure) -> end(result, value, failure));
                    return true;
                })
                .whenComplete((_, failure) -> {
                    if (failure != null) {
                        result.completeExceptionally(failure);
                    }
                });
        return result;
    }

    private static <T> void end(CompletableFuture<T> result, T value, @Nullable Throwable failure) {
        if (failure == null) {
            result.complete(value);
        } else {
            result.completeExceptionally(failure);
        }
    }

    /** How many tasks wait. */
    public int waiting() {
        return executor.getQueue().size();
    }

    /** Lets running tasks end, for at most ten seconds. */
    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
