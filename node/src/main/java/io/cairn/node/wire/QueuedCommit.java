package io.cairn.node.wire;

import io.cairn.engine.log.Outcome;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.mutation.OwnMutation;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** What a connection commits, while it waits to be signed and carried out. Its thread waits for its turns. */
final class QueuedCommit {
    private final OwnMutation mutation;
    private final SessionWriter.Session session;
    private volatile CompletableFuture<Turn> turn = new CompletableFuture<>();
    private volatile boolean isAlone;

    QueuedCommit(OwnMutation mutation, SessionWriter.Session session) {
        this.mutation = mutation;
        this.session = session;
    }

    /** What it waits for next. */
    sealed interface Turn {
        /** Its thread is to sign for all that wait. */
        record Lead() implements Turn {}

        /** What became of it. */
        record Done(Outcome outcome) implements Turn {}
    }

    OwnMutation mutation() {
        return mutation;
    }

    SessionWriter.Session session() {
        return session;
    }

    /** Whether it is signed with no other, because a bundle with it was not taken. */
    boolean isAlone() {
        return isAlone;
    }

    void setAlone() {
        isAlone = true;
    }

    /** Waits for a turn. */
    Turn await() {
        try {
            Turn come = turn.join();
            if (come instanceof Turn.Lead) {
                turn = new CompletableFuture<>();
            }
            return come;
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof CairnException known ? known : failed;
        }
    }

    void lead() {
        turn.complete(new Turn.Lead());
    }

    void done(Outcome outcome) {
        turn.complete(new Turn.Done(outcome));
    }

    void failed(Throwable failure) {
        turn.completeExceptionally(failure instanceof CompletionException ? failure.getCause() : failure);
    }
}
