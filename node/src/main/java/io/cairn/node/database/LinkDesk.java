package io.cairn.node.database;

import io.cairn.engine.log.Header;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.mutation.LinkedBlock;
import io.cairn.engine.mutation.Submission;
import io.cairn.engine.state.LinkedRead;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends submissions whose rules ask for other databases away until what they ask for is with them.
 *
 * <p>Threading: {@link #sends} is for the thread that orders; what it sends away is found on {@code executor}, and comes back
 * through {@link Back}.
 */
final class LinkDesk {
    /** How often a submission is sent away: each time it may ask for more, by what it has read. */
    private static final int ROUNDS_MAX = 16;

    private static final int AWAY_MAX = 256;

    /** How long other nodes are asked for one submission, all rounds together. */
    private static final long AWAY_NANOS_MAX = TimeUnit.SECONDS.toNanos(30);

    /** The most documents that one submission, which may be a bundle, asks for. */
    private static final int READS_MAX = 256;

    private final Source source;
    private final Executor executor;
    private final Back back;
    private final AtomicInteger away = new AtomicInteger();

    /** The height of the newest block that was let through, by database and key: none behind it may carry an older one. */
    private final TreeMap<String, Long> newest = new TreeMap<>();

    /** Where other databases are read. Blocks. */
    interface Source {
        /**
         * One block for each database that is asked for, in the order in which entries carry them.
         *
         * @param endNanos when, by {@link System#nanoTime}, no other node is asked any more
         */
        List<LinkedBlock> blocks(Collection<LinkedRead> reads, long endNanos);
    }

    /** Where submissions come back to. */
    interface Back {
        /** With what they asked for. */
        void resolved(Pending pending);

        /** With nothing. */
        void failed(Pending pending, RuntimeException cause);
    }

    /** What one submission has asked for so far. */
    static final class Request {
        private final LinkedHashSet<LinkedRead> reads = new LinkedHashSet<>();
        private final long endNanos = System.nanoTime() + AWAY_NANOS_MAX;
        private int rounds;

        private void add(List<LinkedRead> more) {
            reads.addAll(more);
            rounds++;
            if (rounds > ROUNDS_MAX || reads.size() > READS_MAX) {
                throw new CairnException.Refused(
                        "link-unsettled",
                        "getLinked()",
                        "what the rules ask for of other databases is more with each answer, or their blocks are older than"
                                + " those read before: after " + ROUNDS_MAX
                                + " rounds there is still something missing");
            }
        }
    }

    LinkDesk(Source source, Executor executor, Back back) {
        this.source = source;
        this.executor = executor;
        this.back = back;
    }

    /**
     * Whether a submission was sent away for what it lacks.
     *
     * @param missing what its rules ask for and it does not carry
     * @throws CairnException.Refused {@code link-unsettled}
     * @throws CairnException.Busy {@code link-busy}
     */
    boolean sends(Pending pending, List<LinkedRead> missing) {
        if (missing.isEmpty() && !isOvertaken(pending.submission())) {
            return false;
        }
        try {
            pending.links().add(missing);
        } catch (CairnException.Refused unsettled) {
            // Where another database has begun anew its heights are lower, and nothing newer will ever come.
            newest.clear();
            throw unsettled;
        }
        if (away.incrementAndGet() > AWAY_MAX) {
            away.decrementAndGet();
            throw new CairnException.Busy(
                    "link-busy", "too many mutations wait for other databases; try again shortly");
        }
        try {
            executor.execute(() -> resolve(pending));
        } catch (RejectedExecutionException stopping) {
            throw new CairnException.Unavailable("database-closed", "the node is stopping", stopping);
        }
        return true;
    }

    /** Whether one that was let through before has a newer block; remembers what is carried where not. */
    private boolean isOvertaken(Submission submission) {
        if (!(submission instanceof Submission.Linked linked)) {
            return false;
        }
        TreeMap<String, Long> carried = new TreeMap<>();
        for (LinkedBlock block : linked.blocks()) {
            String database = block.database() + " " + HexFormat.of().formatHex(block.node());
            long height = Header.decode(block.header()).height();
            if (height < newest.getOrDefault(database, 0L)) {
                return true;
            }
            carried.put(database, height);
        }
        newest.putAll(carried);
        return false;
    }

    private void resolve(Pending pending) {
        try {
            List<LinkedBlock> blocks = source.blocks(pending.links().reads, pending.links().endNanos);
            pending.carry(Submission.linked(pending.submission().submitted(), blocks));
            away.decrementAndGet();
        } catch (RuntimeException failure) {
            away.decrementAndGet();
            back.failed(pending, failure);
            return;
        } catch (StackOverflowError | OutOfMemoryError failure) {
            away.decrementAndGet();
            back.failed(
                    pending,
                    new CairnException.Unavailable(
                            "link-unavailable", "what the other database answered cannot be read here", failure));
            return;
        }
        back.resolved(pending);
    }
}
