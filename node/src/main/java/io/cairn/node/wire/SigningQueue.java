package io.cairn.node.wire;

import io.cairn.client.api.SignedMutations;
import io.cairn.engine.log.Outcome;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.mutation.OwnMutation;
import io.cairn.engine.mutation.Submission;
import io.cairn.node.database.Fate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Signs the mutations of many connections that have one key. While a block is under way more wait, and what waits when it is
 * done is signed together: a bundle has one signature and one place in the log, and each mutation in it its own fate.
 *
 * <p>Threading: called by the connections' threads. One of those that wait signs for all; it is told when it is its turn.
 */
final class SigningQueue {
    private final Function<Submission, CompletableFuture<Fate>> submit;
    private final Gathering gathering;

    /** Nobody waits; {@code submit} submits, and tells the fate once its block is the newest. */
    SigningQueue(Function<Submission, CompletableFuture<Fate>> submit, Gathering gathering) {
        this.submit = submit;
        this.gathering = gathering;
    }

    /**
     * Signs a mutation and has it carried out.
     *
     * @throws CairnException where it was not ordered, or the database is of no use any more
     */
    Outcome carryOut(OwnMutation mutation, SessionWriter.Session session) {
        QueuedCommit own = new QueuedCommit(mutation, session);
        if (gathering.add(own)) {
            lead();
        }
        while (true) {
            switch (own.await()) {
                case QueuedCommit.Turn.Lead _ -> lead();
                case QueuedCommit.Turn.Done done -> {
                    return done.outcome();
                }
            }
        }
    }

    private void lead() {
        List<QueuedCommit> group = gathering.take();
        try {
            CompletableFuture<?> _ =
                    submit.apply(sign(group)).whenComplete((fate, failure) -> ended(group, fate, failure));
        } catch (RuntimeException | Error broken) {
            ended(group, null, broken);
        }
    }

    private static Submission sign(List<QueuedCommit> group) {
        SessionWriter.Session session = group.getFirst().session();
        if (group.size() == 1) {
            OwnMutation alone = group.getFirst().mutation();
            return alone.alone(SignedMutations.signature(session.signer(), alone.message()));
        }
        OwnMutation.Together bundle = new OwnMutation.Together(
                group.stream().map(QueuedCommit::mutation).toList(),
                session.bundles().take());
        return bundle.signed(SignedMutations.signature(session.signer(), bundle.message()));
    }

    /** Lets the next go on, before those who have waited are told. */
    private void ended(List<QueuedCommit> group, @Nullable Fate fate, @Nullable Throwable failure) {
        // What was refused as a whole may be the fault of one.
        boolean isTriedAgain = fate == null && group.size() > 1;
        QueuedCommit next = gathering.done(isTriedAgain ? group : List.of());
        if (next != null) {
            next.lead();
        }
        if (isTriedAgain) {
            return;
        }
        for (int i = 0; i < group.size(); i++) {
            if (fate == null) {
                group.get(i).failed(failure == null ? new IllegalStateException("no fate") : failure);
            } else {
                group.get(i).done(fate.outcomes().get(i));
            }
        }
    }
}
