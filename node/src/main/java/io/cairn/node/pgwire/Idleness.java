package io.cairn.node.pgwire;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends the input of a client that says nothing for too long. The clock is looked at beside the reads: a socket that has
 * a timeout of its own asks the kernel three times for what it could be given at once.
 *
 * <p>Threading: reads from the session's thread; the rest from any.
 */
final class Idleness implements AutoCloseable {
    private final ScheduledExecutorService timer;
    private final long nanosMax;
    private final Runnable endInput;
    private volatile long since;
    private volatile boolean isWaiting;
    private volatile boolean isOver;
    private boolean isClosed;
    private @Nullable Future<?> next;

    Idleness(ScheduledExecutorService timer, long millisMax, Runnable endInput) {
        this.timer = timer;
        this.nanosMax = TimeUnit.MILLISECONDS.toNanos(millisMax);
        this.endInput = endInput;
    }

    /** The input, whose reads are watched from {@link #watch} on. */
    InputStream watched(InputStream in) {
        return new Watched(in);
    }

    /** Begins to watch. */
    void watch() {
        checkIn(nanosMax);
    }

    /** Whether the input has ended because a read took too long. */
    boolean isOver() {
        return isOver;
    }

    private synchronized void checkIn(long nanos) {
        if (!isClosed) {
            next = timer.schedule(this::check, nanos, TimeUnit.NANOSECONDS);
        }
    }

    private void check() {
        long left = isWaiting ? nanosMax - (System.nanoTime() - since) : nanosMax;
        if (left > 0) {
            checkIn(left);
        } else {
            isOver = true;
            endInput.run();
        }
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        if (next != null) {
            next.cancel(false);
        }
    }

    private final class Watched extends FilterInputStream {
        Watched(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            since = System.nanoTime();
            isWaiting = true;
            try {
                return in.read(into, offset, length);
            } finally {
                isWaiting = false;
            }
        }
    }
}
