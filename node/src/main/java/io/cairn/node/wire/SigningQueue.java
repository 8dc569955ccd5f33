package io.cairn.node.wire;

import io.cairn.client.api.SignedMutations;
import io.cairn.engine.log.Outcome;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.mutation.OwnMutation;
import io.cairn.engine.mutation.Submission;
import io.cairn.node.database.Fate;
import java.util.ArrayDeque;
import java.util.ArrayList;
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
    private static final int TOGETHER_MAX = 256;
    private static final int TOGETHER_BYTES_MAX = 4 << 20;

    private final Function<Submission, CompletableFuture<Fate>> submit;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private boolean isUnderWay;

    /** Nobody waits; {@code submit} submits, and tells the fate once its block is the newest. */
    SigningQueue(Function<Submission, CompletableFuture<Fate>> submit) {
        this.submit = submit;
    }

    /** What a mutation comes to: what it waits for next. */
    private sealed interface Turn {
        /** It is the first of those that wait. */
        record Lead() implements Turn {}

        record Done(Outcome outcome) implements Turn {}
    }

    /** A mutation that waits, and in which session it is signed. */
    private static final class Waiting {
        final OwnMutation mutation;
        final SessionWriter.Session session;
        volatile CompletableFuture<Turn> turn = new CompletableFuture<>();
        boolean isAlone;

        Waiting(OwnMutation mutation, SessionWriter.Session session) {
            this.mutation = mutation;
            this.session = session;
        }
    }

    /**
     * Signs a mutation and has it carried out.
     *
     * @throws CairnException where it was not ordered, or the database is of no use any more
     */
    Outcome carryOut(OwnMutation mutation, SessionWriter.Session session) {
        Waiting own = new Waiting(mutation, session);
        boolean isFirst;
        synchronized (this) {
            waiting.add(own);
            isFirst = !isUnderWay;
            isUnderWay = true;
        }
        if (isFirst) {
            lead();
        }
        try {
            Turn turn = own.turn.join();
            while (turn instanceof Turn.Lead) {
                own.turn = new CompletableFuture<>();
                lead();
                turn = own.turn.join();
            }
            return ((Turn.Done) turn).outcome();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof CairnException known ? known : failed;
        }
    }

    private void lead() {
        List<Waiting> group = take();
        try {
            CompletableFuture<?> _ =
                    submit.apply(sign(group)).whenComplete((fate, failure) -> ended(group, fate, failure));
        } catch (RuntimeException | Error broken) {
            ended(group, null, broken);
        }
    }

    private synchronized List<Waiting> take() {
        List<Waiting> group = new ArrayList<>();
        Waiting first = waiting.getFirst();
        int bytes = 0;
        do {
            Waiting next = waiting.removeFirst();
            bytes += next.mutation.size();
            group.add(next);
        } while (!first.isAlone && group.size() < TOGETHER_MAX && fits(waiting.peekFirst(), first, bytes));
        return group;
    }

    private static boolean fits(@Nullable Waiting next, Waiting first, int bytes) {
        return next != null
                && !next.isAlone
                && Objects.equals(next.session, first.session)
                && bytes + next.mutation.size() <= TOGETHER_BYTES_MAX;
    }

    private static Submission sign(List<Waiting> group) {
        SessionWriter.Session session = group.getFirst().session;
        if (group.size() == 1) {
            OwnMutation alone = group.getFirst().mutation;
            return alone.alone(SignedMutations.signature(session.signer(), alone.message()));
        }
        OwnMutation.Together bundle = new OwnMutation.Together(
                group.stream().map(each -> each.mutation).toList(),
                session.bundles().take());
        return bundle.signed(SignedMutations.signature(session.signer(), bundle.message()));
    }

    /** Lets the next go on, before those who have waited are told. */
    private void ended(List<Waiting> group, @Nullable Fate fate, @Nullable Throwable failure) {
        boolean isTriedAgain = failure != null && group.size() > 1;
        Waiting next;
        synchronized (this) {
            if (isTriedAgain) {
                putBack(group);
            }
            next = waiting.peekFirst();
            isUnderWay = next != null;
        }
        if (next != null) {
            next.turn.complete(new Turn.Lead());
        }
        if (isTriedAgain) {
            return;
        }
        for (int i = 0; i < group.size(); i++) {
            CompletableFuture<Turn> turn = group.get(i).turn;
            if (fate == null) {
                turn.completeExceptionally(failure instanceof CompletionException ? failure.getCause() : failure);
            } else {
                turn.complete(new Turn.Done(fate.outcomes().get(i)));
            }
        }
    }

    /** What was refused as a whole may be the fault of one: each goes by itself. */
    private void putBack(List<Waiting> group) {
        for (Waiting each : group.reversed()) {
            each.isAlone = true;
            waiting.addFirst(each);
        }
    }
}
