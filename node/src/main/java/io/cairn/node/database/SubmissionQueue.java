package io.cairn.node.database;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Submissions that wait to be ordered. Once it is closed whatever is in it, and whatever comes, is told why: nobody waits for
 * an order that nobody gives any more. Any thread adds, one takes.
 */
final class SubmissionQueue {
    private final ConcurrentLinkedQueue<Pending> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final AtomicInteger mutations = new AtomicInteger();
    private volatile @Nullable RuntimeException closed;

    /** Adds one where fewer than {@code most} wait; whether it was added. */
    boolean offer(Pending pending, int most) {
        if (size.incrementAndGet() > most) {
            size.decrementAndGet();
            return false;
        }
        put(pending);
        return true;
    }

    /** Adds one however many wait: it was here before. */
    void addAgain(Pending pending) {
        size.incrementAndGet();
        put(pending);
    }

    private void put(Pending pending) {
        mutations.addAndGet(pending.submission().mutations().size());
        queue.add(pending);
        RuntimeException cause = closed;
        if (cause != null) {
            close(cause);
        }
    }

    /** Takes the first, or null. */
    @Nullable
    Pending poll() {
        Pending pending = queue.poll();
        if (pending != null) {
            size.decrementAndGet();
            mutations.addAndGet(-pending.submission().mutations().size());
        }
        return pending;
    }

    /** How many wait. */
    int size() {
        return size.get();
    }

    /** How many mutations all that wait have together. */
    int mutations() {
        return mutations.get();
    }

    /** Fails whatever waits, and whatever comes from now on. */
    void close(RuntimeException cause) {
        closed = cause;
        for (Pending pending = poll(); pending != null; pending = poll()) {
            pending.failed(cause);
        }
    }
}
