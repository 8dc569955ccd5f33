package io.cairn.node.gateway;

import io.cairn.engine.model.CairnException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Waits for what a statement does on a thread of its own, until somebody has enough of it. What is left then ends by its
 * budgets, and nobody hears of it.
 *
 * <p>Threading: {@link #cancel} from any thread.
 */
final class Waiting {
    static final String CANCELED = "sql-57014";

    private volatile @Nullable FutureTask<?> running;

    /**
     * Does something that changes nothing elsewhere.
     *
     * @throws CairnException.Refused {@link #CANCELED} where it was given up
     */
    <T> T call(Supplier<T> work) {
        FutureTask<T> task = new FutureTask<>(work::get);
        running = task;
        Thread.ofVirtual().name("cairn-statement").start(task);
        try {
            return task.get();
        } catch (CancellationException canceled) {
            throw canceled();
        } catch (InterruptedException stopped) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw canceled();
        } catch (ExecutionException failed) {
            throw failure(failed.getCause());
        } finally {
            running = null;
        }
    }

    private static CairnException canceled() {
        return new CairnException.Refused(CANCELED, "statement", "canceling statement due to user request");
    }

    private static RuntimeException failure(@Nullable Throwable cause) {
        return switch (cause) {
            case RuntimeException known -> known;
            case Error error -> throw error;
            case null, default -> new IllegalStateException("a statement failed", cause);
        };
    }

    /** Stops waiting, where anybody waits. */
    void cancel() {
        FutureTask<?> task = running;
        if (task != null) {
            task.cancel(true);
        }
    }
}
