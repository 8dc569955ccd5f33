package io.cairn.node.wire;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Who waits to be signed for, in order. Where other transactions are under way, a group that is about to be signed waits a
 * moment for those that come to their end, as PostgreSQL does with {@code commit_delay} and {@code commit_siblings}: half as
 * many blocks cost little more than half. Safe for several threads.
 */
final class Gathering {
    private static final int TOGETHER_MAX = 256;
    private static final int TOGETHER_BYTES_MAX = 4 << 20;

    /** With fewer transactions under way nobody waits for others. */
    private static final int SIBLINGS_MIN = 5;

    /** The part of the transactions under way that is waited for: the others go on while a block is made. */
    private static final double PART = 0.5;

    private static final long DELAY_NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(2);

    /** When nobody has come for so long, those who are under way are not about to commit. */
    private static final long GAP_NANOS_MAX = TimeUnit.MICROSECONDS.toNanos(300);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition come = lock.newCondition();
    private final ArrayDeque<QueuedCommit> waiting = new ArrayDeque<>();
    private boolean isUnderWay;
    private int transactions;

    /** A transaction has begun, which may come to wait. */
    void begun() {
        count(1);
    }

    /** A transaction has come to its end. */
    void ended() {
        count(-1);
    }

    private void count(int more) {
        lock.lock();
        try {
            transactions += more;
        } finally {
            lock.unlock();
        }
    }

    /** Puts one behind all others; whether no group is under way, and it has to lead the next. */
    boolean add(QueuedCommit one) {
        lock.lock();
        try {
            waiting.addLast(one);
            come.signal();
            boolean isFirst = !isUnderWay;
            isUnderWay = true;
            return isFirst;
        } finally {
            lock.unlock();
        }
    }

    /** The group that is to be signed: the first that waits, and those behind it that can be signed with it. */
    List<QueuedCommit> take() {
        lock.lock();
        try {
            awaitOthers();
            List<QueuedCommit> group = new ArrayList<>();
            int bytes = 0;
            QueuedCommit first = waiting.getFirst();
            do {
                QueuedCommit next = waiting.removeFirst();
                bytes += next.mutation().size();
                group.add(next);
            } while (!first.isAlone() && group.size() < TOGETHER_MAX && fits(waiting.peekFirst(), first, bytes));
            return group;
        } finally {
            lock.unlock();
        }
    }

    private static boolean fits(@Nullable QueuedCommit next, QueuedCommit first, int bytes) {
        return next != null
                && !next.isAlone()
                && next.session().equals(first.session())
                && bytes + next.mutation().size() <= TOGETHER_BYTES_MAX;
    }

    private void awaitOthers() {
        long end = System.nanoTime() + DELAY_NANOS_MAX;
        int before = 0;
        while (transactions >= SIBLINGS_MIN
                && waiting.size() > before
                && waiting.size() < PART * transactions
                && System.nanoTime() < end) {
            before = waiting.size();
            try {
                long _ = come.awaitNanos(Math.min(GAP_NANOS_MAX, end - System.nanoTime()));
            } catch (InterruptedException stopped) {
                // What is to be signed is signed; who is stopped finds out behind it.
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /**
     * A group has come to its end.
     *
     * @param putBack those of it that are tried again, each by itself
     * @return who has to lead the next group; null where nobody waits
     */
    @Nullable
    QueuedCommit done(List<QueuedCommit> putBack) {
        lock.lock();
        try {
            for (QueuedCommit each : putBack.reversed()) {
                each.setAlone();
                waiting.addFirst(each);
            }
            QueuedCommit next = waiting.peekFirst();
            isUnderWay = next != null;
            return next;
        } finally {
            lock.unlock();
        }
    }
}
