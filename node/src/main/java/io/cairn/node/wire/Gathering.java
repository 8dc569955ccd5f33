package io.cairn.node.wire;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who waits to be signed for, in order. Who has to lead a group is taken by itself alone. Safe for several threads. */
final class Gathering {
    private static final int TOGETHER_MAX = 256;
    private static final int TOGETHER_BYTES_MAX = 4 << 20;

    private final ArrayDeque<QueuedCommit> waiting = new ArrayDeque<>();
    private boolean isUnderWay;

    /** Puts one behind all others; whether it has to lead a group, because none is under way. */
    synchronized boolean add(QueuedCommit one) {
        waiting.addLast(one);
        if (isUnderWay) {
            return false;
        }
        isUnderWay = true;
        one.setLeading(true);
        return true;
    }

    /** The group that is to be signed: who leads it, and those who wait and can be signed with it. */
    synchronized List<QueuedCommit> take(QueuedCommit leader) {
        List<QueuedCommit> group = new ArrayList<>();
        waiting.remove(leader);
        group.add(leader);
        int bytes = leader.mutation().size();
        Iterator<QueuedCommit> others = waiting.iterator();
        while (others.hasNext() && !leader.isAlone() && group.size() < TOGETHER_MAX) {
            QueuedCommit next = others.next();
            if (canJoin(next, leader) && bytes + next.mutation().size() <= TOGETHER_BYTES_MAX) {
                others.remove();
                group.add(next);
                bytes += next.mutation().size();
            }
        }
        return group;
    }

    private static boolean canJoin(QueuedCommit one, QueuedCommit leader) {
        return !one.isLeading() && !one.isAlone() && one.session().equals(leader.session());
    }

    /**
     * A group has come to its end.
     *
     * @param putBack those of it that are tried again, each by itself
     * @return who has to lead the next group; null where nobody waits for one
     */
    synchronized @Nullable QueuedCommit done(List<QueuedCommit> putBack) {
        for (QueuedCommit each : putBack.reversed()) {
            each.setAlone();
            each.setLeading(false);
            waiting.addFirst(each);
        }
        for (QueuedCommit each : waiting) {
            if (!each.isLeading()) {
                each.setLeading(true);
                return each;
            }
        }
        isUnderWay = false;
        return null;
    }
}
