package io.cairn.node.bench;

import io.cairn.engine.model.CairnException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Clients that each do one operation after the other, every one on a thread of its own. */
final class ClosedLoop {
    private static final double NANOS_PER_SECOND = 1e9;

    private ClosedLoop() {}

    /** One client. Used by one thread. */
    interface Client extends AutoCloseable {
        /** Does one operation and tells how many rows it took or gave. */
        int once() throws IOException;

        @Override
        void close() throws IOException;
    }

    /** Makes the client with a number. */
    interface Clients {
        Client open(int number) throws IOException;
    }

    /**
     * Runs {@code count} clients; what they do in the first fifth more of the time is not counted.
     *
     * @param server the process that they use
     */
    static Measured run(int count, int seconds, long server, Clients clients) {
        List<Client> opened = new ArrayList<>(count);
        try {
            for (int i = 0; i < count; i++) {
                opened.add(clients.open(i));
            }
            return drive(opened, seconds, server);
        } catch (IOException e) {
            throw new CairnException.Unavailable("bench-failed", "a client failed: " + e.getMessage(), e);
        } finally {
            opened.forEach(ClosedLoop::closeQuietly);
        }
    }

    private static Measured drive(List<Client> clients, int seconds, long server) {
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        long begin = System.nanoTime() + Math.round(seconds * NANOS_PER_SECOND / 5);
        long end = begin + Math.round(seconds * NANOS_PER_SECOND);
        Histogram times = Measured.histogram();
        LongAdder rows = new LongAdder();
        List<Thread> threads = new ArrayList<>(clients.size());
        for (Client client : clients) {
            threads.add(Thread.ofPlatform().name("client").start(() -> {
                Histogram own = Measured.histogram();
                try {
                    rows.add(repeat(client, begin, end, own, failure));
                } catch (IOException | RuntimeException e) {
                    // The edge of the thread: whoever started it throws this on.
                    failure.compareAndSet(null, e);
                }
                synchronized (times) {
                    times.add(own);
                }
            }));
        }
        sleepUntil(begin);
        double cpu = CpuTime.seconds(server);
        sleepUntil(end);
        cpu = CpuTime.seconds(server) - cpu;
        threads.forEach(ClosedLoop::join);
        Exception failed = failure.get();
        if (failed != null) {
            throw new CairnException.Unavailable("bench-failed", "a client failed: " + failed.getMessage(), failed);
        }
        double sum = Math.max(1, rows.sum());
        return new Measured(sum / seconds, times, cpu * 1e6 / sum, Machine.load());
    }

    private static void sleepUntil(long nanoTime) {
        try {
            TimeUnit.NANOSECONDS.sleep(nanoTime - System.nanoTime());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long repeat(
            Client client, long begin, long end, Histogram times, AtomicReference<@Nullable Exception> failure)
            throws IOException {
        long rows = 0;
        long now = System.nanoTime();
        while (now - end < 0 && failure.get() == null) {
            int done = client.once();
            long after = System.nanoTime();
            if (after - begin >= 0 && after - end < 0) {
                rows += done;
                times.recordValue(after - now);
            }
            now = after;
        }
        return rows;
    }

    private static void closeQuietly(Client client) {
        try {
            client.close();
        } catch (IOException e) {
            // The measurement is over and the server may be gone.
            System.getLogger(ClosedLoop.class.getName()).log(System.Logger.Level.DEBUG, "a client did not close", e);
        }
    }

    static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
