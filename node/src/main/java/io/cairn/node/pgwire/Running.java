package io.cairn.node.pgwire;

import io.cairn.node.pgtype.SqlFailure;
import io.cairn.node.pgtype.SqlState;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Whether a session's statement runs, and why it should stop.
 *
 * <p>Threading: {@link #cancel} from any thread; the rest from the session's. A cancel that comes when nothing runs
 * does nothing, so it cannot hit the next statement.
 */
final class Running {
    private final SqlSession session;
    private final ScheduledExecutorService timer;
    private boolean active;
    private @Nullable String reason;
    private @Nullable Future<?> timeout;

    Running(SqlSession session, ScheduledExecutorService timer) {
        this.session = session;
        this.timer = timer;
    }

    /**
     * A statement begins.
     *
     * @param timeoutMillis after which it is cancelled; 0 for never
     */
    synchronized void begin(long timeoutMillis) {
        active = true;
        reason = null;
        if (timeoutMillis > 0) {
            timeout = timer.schedule(
                    () -> cancel("canceling statement due to statement timeout"), timeoutMillis, TimeUnit.MILLISECONDS);
        }
    }

    synchronized void end() {
        active = false;
        if (timeout != null) {
            timeout.cancel(false);
            timeout = null;
        }
    }

    synchronized void cancel(String why) {
        if (active && reason == null) {
            reason = why;
            session.cancel();
        }
    }

    /** Fails where the statement was cancelled. */
    synchronized void check() {
        if (reason != null) {
            throw SqlFailure.of(SqlState.QUERY_CANCELED, reason);
        }
    }

    /** The reason of a cancel instead of what a backend said about it. */
    synchronized RuntimeException explained(RuntimeException failure) {
        boolean canceled = failure instanceof SqlFailure sql && sql.state().equals(SqlState.QUERY_CANCELED);
        return canceled && reason != null ? SqlFailure.of(SqlState.QUERY_CANCELED, reason) : failure;
    }
}
