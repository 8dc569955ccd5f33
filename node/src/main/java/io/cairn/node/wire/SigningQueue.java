package io.cairn.node.wire;

import io.cairn.client.api.SignedMutations;
import io.cairn.client.key.Signer;
import io.cairn.engine.log.Outcome;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.mutation.OwnMutation;
import io.cairn.engine.mutation.Submission;
import io.cairn.node.database.Fate;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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
    private final Gathering gathering = new Gathering();

    /** Nobody waits; {@code submit} submits, and tells the fate once its block is the newest. */
    SigningQueue(Function<Submission, CompletableFuture<Fate>> submit) {
        this.submit = submit;
    }

    /**
     * Signs a mutation and has it carried out.
     *
     * @throws CairnException where it was not ordered, or the database is of no use any more
     */
    Outcome carryOut(OwnMutation mutation, SessionWriter.Session session) {
        QueuedCommit own = new QueuedCommit(mutation, session);
        if (gathering.add(own)) {
            lead(own);
        }
        while (own.awaitLead()) {
            lead(own);
        }
        return own.outcome();
    }

    private void lead(QueuedCommit leader) {
        List<QueuedCommit> group = gathering.take(leader);
        long nonce =
                group.size() == 1 ? 0 : group.getFirst().session().bundles().take();
        Group signed = new Group(group, nonce);
        try {
            CompletableFuture<?> _ =
                    submit.apply(signed.sign()).whenComplete((fate, failure) -> ended(signed, fate, failure));
        } catch (RuntimeException | Error broken) {
            ended(signed, null, broken);
        }
    }

    /**
     * What is signed together.
     *
     * @param nonce of the key that carries the bundle; 0 for one alone
     */
    private record Group(List<QueuedCommit> commits, long nonce) {
        Submission sign() {
            Signer signer = session().signer();
            if (nonce == 0) {
                OwnMutation alone = commits.getFirst().mutation();
                return alone.alone(SignedMutations.signature(signer, alone.message()));
            }
            OwnMutation.Together bundle = new OwnMutation.Together(
                    commits.stream().map(QueuedCommit::mutation).toList(), nonce);
            return bundle.signed(SignedMutations.signature(signer, bundle.message()));
        }

        SessionWriter.Session session() {
            return commits.getFirst().session();
        }
    }

    private void passOn(List<QueuedCommit> putBack) {
        QueuedCommit next = gathering.done(putBack);
        if (next != null) {
            next.lead();
        }
    }

    /** Lets the next go on, before those who have waited are told. */
    private void ended(Group group, @Nullable Fate fate, @Nullable Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (group.nonce() > 0 && cause instanceof CairnException.Refused refused) {
            // Nothing was ordered, and it may be the fault of one.
            if (refused.code().startsWith("nonce-")) {
                group.session().bundles().skip(group.nonce());
            }
            passOn(group.commits());
            return;
        }
        passOn(List.of());
        for (QueuedCommit each : group.commits()) {
            if (fate == null) {
                each.failed(Objects.requireNonNull(cause));
            } else {
                each.done(outcome(fate, each.mutation().id()));
            }
        }
    }

    private static Outcome outcome(Fate fate, Hash mutation) {
        return fate.outcomes().stream()
                .filter(outcome -> outcome.mutation().equals(mutation))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("every mutation has an outcome"));
    }
}
