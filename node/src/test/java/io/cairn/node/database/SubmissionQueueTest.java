package io.cairn.node.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.mutation.Clock;
import io.cairn.engine.mutation.Submission;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Nobody waits for an order that nobody gives. */
final class SubmissionQueueTest {
    private static final CairnException STOPPED = new CairnException.Unavailable("database-stopped", "it stopped");

    private final SubmissionQueue queue = new SubmissionQueue();

    private static Pending pending(long due) {
        Clock clock = new Clock(due, "0xaa");
        return new Pending(new Submission.Due(clock.encode(), clock));
    }

    private static void requireTold(CompletableFuture<Fate> waiter) {
        assertThat(waiter).isCompletedExceptionally();
        assertThatThrownBy(waiter::join).hasCause(STOPPED);
    }

    @Test
    void whatWaitsAndWhatComesBehindTheEndIsToldWhy() {
        Pending before = pending(1);
        CompletableFuture<Fate> early = before.await(Wait.SEALED, false);
        assertThat(queue.offer(before, 10)).isTrue();
        queue.close(STOPPED);
        requireTold(early);
        for (int i = 2; i < 4; i++) {
            Pending after = pending(i);
            CompletableFuture<Fate> late = after.await(Wait.SEALED, false);
            if (i == 2) {
                queue.offer(after, 10);
            } else {
                queue.addAgain(after);
            }
            requireTold(late);
        }
        assertThat(queue.size()).isZero();
        assertThat(queue.poll()).isNull();
    }

    @Test
    void moreThanMayWaitAreNotTaken() {
        assertThat(queue.offer(pending(1), 1)).isTrue();
        assertThat(queue.offer(pending(2), 1)).isFalse();
        assertThat(queue.size()).isOne();
        assertThat(queue.poll()).isNotNull();
        assertThat(queue.offer(pending(3), 1)).isTrue();
    }
}
