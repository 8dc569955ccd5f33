package io.cairn.node.wire;

import io.cairn.engine.log.Outcome;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.mutation.OwnMutation;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;

/** What a connection commits, while it waits to be signed and carried out. Its thread waits for its turns. */
final class QueuedCommit {
    private final OwnMutation mutation;
    private final SessionWriter.Session session;

    /** A permit for each time that its thread has something to do: to lead a group, or to go on with what became of it. */
    private final Semaphore turns = new Semaphore(0);

    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private boolean isAlone;
    private boolean isLeading;
    private boolean isToLead;

    QueuedCommit(OwnMutation mutation, SessionWriter.Session session) {
        this.mutation = mutation;
        this.session = session;
    }

    OwnMutation mutation() {
        return mutation;
    }

    SessionWriter.Session session() {
        return session;
    }

    /** Whether it is signed with no other, because a bundle with it was not taken. For {@link Gathering}. */
    boolean isAlone() {
        return isAlone;
    }

    void setAlone() {
        isAlone = true;
    }

    /** Whether its thread was told to lead a group. For {@link Gathering}. */
    boolean isLeading() {
        return isLeading;
    }

    void setLeading(boolean leading) {
        isLeading = leading;
    }

    /** Waits until there is something to do: true where its thread is to lead a group, false where {@link #outcome} is known. */
    boolean awaitLead() {
        turns.acquireUninterruptibly();
        synchronized (this) {
            boolean leads = isToLead;
            isToLead = false;
            return leads;
        }
    }

    /** Tells its thread to lead: it has no outcome before it has done so. */
    void lead() {
        synchronized (this) {
            isToLead = true;
        }
        turns.release();
    }

    void done(Outcome known) {
        outcome.complete(known);
        turns.release();
    }

    void failed(Throwable failure) {
        outcome.completeExceptionally(failure);
        turns.release();
    }

    /** What became of it, once it is known. */
    Outcome outcome() {
        try {
            return outcome.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof CairnException known ? known : failed;
        }
    }
}
