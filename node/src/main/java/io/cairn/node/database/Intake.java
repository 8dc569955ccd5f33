package io.cairn.node.database;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.mutation.Submission;
import io.cairn.engine.state.StateMachine;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What waits for its place in the log, and everything by its id until its block is published, so that a repeat gets the
 * fate of the first.
 *
 * <p>Threading: any thread offers, looks up and forgets; {@link #take} and what it calls run where the state machine is
 * owned.
 */
final class Intake {
    private static final long BATCH_BYTES_MAX = 4L << 20;

    private final StateMachine machine;
    private final InstantSource clock;
    private final Function<Hash, @Nullable Fate> sealed;
    private final Sequencing sequencing;
    private final SubmissionQueue queue = new SubmissionQueue();
    private final ConcurrentHashMap<Hash, Pending> unsealed = new ConcurrentHashMap<>();
    private final LinkDesk links;

    /** What it asks of who gives places. */
    interface Sequencing {
        /** Something waits. */
        void wake();

        /** Somebody waits for the open block to be sealed. */
        void hasten();

        /** Somebody is told what the newest entries have done. */
        void show();
    }

    /**
     * Nothing waits.
     *
     * @param sealed the fate of a submission whose block was published, or null
     */
    Intake(
            StateMachine machine,
            Sequencer.Threads threads,
            Function<Hash, @Nullable Fate> sealed,
            Sequencing sequencing) {
        this.machine = machine;
        this.clock = threads.clock();
        this.sealed = sealed;
        this.sequencing = sequencing;
        this.links = new LinkDesk(threads.links(), threads.linking(), new Returning());
    }

    /** Lets a submission wait where fewer than {@code most} do; whether it does. */
    boolean offer(Pending pending, int most) {
        return queue.offer(pending, most);
    }

    /** Knows a submission that did not wait: it was recovered, or is due by itself. */
    void add(Pending pending) {
        unsealed.put(pending.id(), pending);
    }

    /** A submission that is not in a published block yet, or null. */
    @Nullable
    Pending unsealed(Hash id) {
        return unsealed.get(id);
    }

    /** Its block is published. */
    void forget(Pending pending) {
        unsealed.remove(pending.id(), pending);
    }

    /** It gets no place. */
    void fail(Pending pending, RuntimeException cause) {
        unsealed.remove(pending.id(), pending);
        pending.failed(cause);
    }

    /** Fails whatever waits or is not sealed, and whatever comes from now on. */
    void failAll(RuntimeException cause) {
        unsealed.values().forEach(pending -> pending.failed(cause));
        queue.close(cause);
    }

    boolean isEmpty() {
        return queue.size() == 0 && unsealed.isEmpty();
    }

    int queued() {
        return queue.size();
    }

    /** How many mutations all submissions that wait have together. */
    int queuedMutations() {
        return queue.mutations();
    }

    /** At most so many of those that have waited longest, and may have a place. */
    List<Pending> take(int most) {
        List<Pending> batch = new ArrayList<>();
        long bytes = 0;
        while (batch.size() < most && bytes < BATCH_BYTES_MAX) {
            Pending pending = queue.poll();
            if (pending == null) {
                break;
            }
            if (isNew(pending)) {
                batch.add(pending);
                bytes += pending.submission().bytes().length;
            }
        }
        return batch;
    }

    /** Sorts out repeats, who get the first fate, and what the engine would surely refuse. */
    private boolean isNew(Pending pending) {
        Pending first = unsealed.putIfAbsent(pending.id(), pending);
        if (first != null && !isBack(first, pending)) {
            forward(first, pending);
            return false;
        }
        try {
            long now = clock.millis();
            Submission submission = pending.submission();
            machine.mutations().requireAdmissible(submission, now);
            return !links.sends(pending, machine.missingLinkedReads(submission, now));
        } catch (CairnException refusal) {
            refuse(pending, refusal);
            return false;
        }
    }

    private void refuse(Pending pending, CairnException refusal) {
        unsealed.remove(pending.id());
        if (pending.isShown()) {
            // It is told what it was refused for, which may be the work of an entry that nobody was shown.
            sequencing.show();
        }
        Fate earlier = sealed.apply(pending.id());
        if (earlier != null) {
            pending.repeatOf(earlier);
        } else {
            pending.failed(refusal);
        }
    }

    /** Whether what was taken is what is known already: it was sent away, and comes back with what it lacked. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isBack(Pending known, Pending taken) {
        return known == taken;
    }

    private void forward(Pending first, Pending repeat) {
        boolean isLess = repeat.isShown() && !first.isShown();
        if (isLess) {
            sequencing.hasten();
        }
        for (Pending.Waiter waiter : repeat.followers()) {
            CompletableFuture<Fate> _ = first.await(isLess ? Wait.SEALED : waiter.goal(), true)
                    .whenComplete((fate, failure) -> {
                        if (failure != null) {
                            waiter.future().completeExceptionally(failure);
                        } else {
                            waiter.future().complete(fate);
                        }
                    });
        }
    }

    /** Takes what was sent away for what its rules read of other databases. */
    private final class Returning implements LinkDesk.Back {
        @Override
        public void resolved(Pending pending) {
            queue.addAgain(pending);
            sequencing.wake();
        }

        @Override
        public void failed(Pending pending, RuntimeException cause) {
            fail(pending, cause);
        }
    }
}
