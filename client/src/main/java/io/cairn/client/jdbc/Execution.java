package io.cairn.client.jdbc;

import io.cairn.engine.model.CairnException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What a statement is doing, on a thread of its own, so that its caller can stop waiting. That thread is interrupted then,
 * which ends what it runs and what it waits for. A change that was sent cannot be taken back: whoever stops waiting for it
 * does not know what became of it.
 */
final class Execution {
    static final String CANCELED = "57014";

    private volatile @Nullable FutureTask<?> running;

    /** Does something and waits for it; zero waits for ever. */
    <T> T run(Duration timeout, Callable<T> work) throws SQLException {
        FutureTask<T> task = new FutureTask<>(work);
        running = task;
        Thread.ofVirtual().name("cairn-jdbc").start(task);
        try {
            return timeout.isZero() ? task.get() : task.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            task.cancel(true);
            throw Failures.of(CANCELED, "the statement took longer than " + timeout.toMillis() + " ms", late);
        } catch (CancellationException canceled) {
            throw Failures.of(CANCELED, "the statement was canceled", canceled);
        } catch (InterruptedException stopped) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw Failures.of(CANCELED, "interrupted while waiting for the statement", stopped);
        } catch (ExecutionException failed) {
            throw failure(failed.getCause());
        } finally {
            running = null;
        }
    }

    private static SQLException failure(@Nullable Throwable cause) {
        return switch (cause) {
            case CairnException known -> Failures.of(known);
            case SQLException known -> known;
            case Error error -> throw error;
            case null, default -> Failures.of("XX000", "the driver failed: " + cause, cause);
        };
    }

    /** Stops waiting for what is under way, if anything is. From any thread. */
    void cancel() {
        FutureTask<?> task = running;
        if (task != null) {
            task.cancel(true);
        }
    }
}
