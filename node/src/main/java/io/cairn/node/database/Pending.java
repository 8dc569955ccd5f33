package io.cairn.node.database;

import io.cairn.engine.log.Entry;
import io.cairn.engine.log.Outcome;
import io.cairn.engine.model.Hash;
import io.cairn.engine.mutation.Submission;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A submission on its way, with everybody who waits for it. Lives until its block is published.
 *
 * <p>Threading: {@code waiters} and the fields of progress are guarded by this object's monitor; futures are
 * completed outside of it.
 */
final class Pending {
    private volatile Submission submission;
    private final boolean isShown;
    private final Hash id;
    private final List<Waiter> waiters = new ArrayList<>(1);
    private @Nullable Fate fate;
    private @Nullable RuntimeException failure;
    private @Nullable Entry entry;
    private LinkDesk.@Nullable Request links;

    /** Somebody who waits for a fate. */
    record Waiter(Wait goal, boolean repeated, CompletableFuture<Fate> future) {}

    Pending(Submission submission) {
        this(submission, false);
    }

    private Pending(Submission submission, boolean isShown) {
        this.submission = submission;
        this.isShown = isShown;
        this.id = Objects.requireNonNull(submission.id());
    }

    /** A submission of which the newest state knows, once it is applied, although its block is not sealed. */
    static Pending shown(Submission submission) {
        return new Pending(submission, true);
    }

    /** Whether others are shown what it did before its block is sealed. */
    boolean isShown() {
        return isShown;
    }

    Submission submission() {
        return submission;
    }

    /** From now on it is submitted with what its rules read of other databases; its id stays. */
    void carry(Submission.Linked linked) {
        submission = linked;
    }

    /** What its rules have asked for of other databases; for who orders, and for who finds it while it is away. */
    LinkDesk.Request links() {
        LinkDesk.Request known = links;
        if (known == null) {
            known = new LinkDesk.Request();
            links = known;
        }
        return known;
    }

    Hash id() {
        return id;
    }

    @Nullable
    Entry entry() {
        return entry;
    }

    synchronized @Nullable Fate fate() {
        return fate;
    }

    /** A future for a fate; done at once where it is reached already. */
    CompletableFuture<Fate> await(Wait wait, boolean repeated) {
        CompletableFuture<Fate> future = new CompletableFuture<>();
        Fate reached;
        RuntimeException failed;
        synchronized (this) {
            reached = fate;
            failed = failure;
            if (failed == null && (reached == null || reached.reached().compareTo(wait) < 0)) {
                waiters.add(new Waiter(wait, repeated, future));
                return future;
            }
        }
        if (failed != null) {
            future.completeExceptionally(failed);
        } else if (reached != null) {
            future.complete(repeated ? reached.asRepeated() : reached);
        }
        return future;
    }

    void ordered(Entry newEntry) {
        entry = newEntry;
        advance(new Fate(id, newEntry.sequence(), newEntry.timeMillis(), Wait.ORDERED, List.of(), 0, false));
    }

    void applied(List<Outcome> outcomes) {
        Entry placed = Objects.requireNonNull(entry);
        advance(new Fate(id, placed.sequence(), placed.timeMillis(), Wait.APPLIED, outcomes, 0, false));
    }

    void sealed(long height) {
        Fate before = Objects.requireNonNull(fate());
        // With one replica its own seal is the quorum's, so a sealed fate is final.
        advance(new Fate(id, before.sequence(), before.timeMillis(), Wait.FINAL, before.outcomes(), height, false));
    }

    private void advance(Fate reached) {
        List<Waiter> done = new ArrayList<>(1);
        synchronized (this) {
            fate = reached;
            waiters.removeIf(waiter -> {
                boolean ready = waiter.goal().compareTo(reached.reached()) <= 0;
                if (ready) {
                    done.add(waiter);
                }
                return ready;
            });
        }
        done.forEach(waiter -> waiter.future().complete(waiter.repeated() ? reached.asRepeated() : reached));
    }

    void failed(RuntimeException cause) {
        List<Waiter> left;
        synchronized (this) {
            failure = cause;
            left = List.copyOf(waiters);
            waiters.clear();
        }
        left.forEach(waiter -> waiter.future().completeExceptionally(cause));
    }

    /** Answers everybody with the fate of the same submission made before. */
    void repeatOf(Fate earlier) {
        followers().forEach(waiter -> waiter.future().complete(earlier.asRepeated()));
    }

    /** Takes over everybody who waits here. */
    synchronized List<Waiter> followers() {
        List<Waiter> left = List.copyOf(waiters);
        waiters.clear();
        return left;
    }
}
