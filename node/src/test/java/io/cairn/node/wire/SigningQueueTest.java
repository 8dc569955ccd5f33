package io.cairn.node.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.client.api.SignedMutations;
import io.cairn.client.key.SessionSigner;
import io.cairn.client.key.UserKey;
import io.cairn.engine.log.Outcome;
import io.cairn.engine.model.Account;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.PaymentChain;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.OwnMutation;
import io.cairn.engine.mutation.Payload;
import io.cairn.engine.mutation.Signed;
import io.cairn.engine.mutation.SqlText;
import io.cairn.engine.mutation.Submission;
import io.cairn.node.database.Fate;
import io.cairn.node.database.Wait;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is signed together, and who is told what. */
final class SigningQueueTest {
    private static final long PATIENCE_SECONDS = 60;
    private static final String CHAIN = "test/aa";
    private static final String DATABASE = "0x" + "a1".repeat(20);

    private final Account owner = UserKey.generate(PaymentChain.ETH).account();
    private final BlockingQueue<Submitted> submitted = new LinkedBlockingQueue<>();
    private final SigningQueue queue = new SigningQueue(submission -> {
        Submitted one = new Submitted(submission, new CompletableFuture<>());
        submitted.add(one);
        return one.fate();
    });
    private final SessionWriter.Session session = session();
    private long nonce;

    /** What came to be ordered, and who waits for it. */
    private record Submitted(Submission submission, CompletableFuture<Fate> fate) {
        /** As a node that reads its bytes sees it. */
        Submission read() {
            return Submission.of(submission.bytes());
        }

        void seal(String... codes) {
            List<Outcome> outcomes = new ArrayList<>();
            for (int i = 0; i < codes.length; i++) {
                Hash id = submission.mutations().get(i).id();
                outcomes.add(new Outcome(7, i, id, codes[i], "", 1, List.of(), List.of(), null));
            }
            fate.complete(new Fate(submission.id(), 7, 1, Wait.SEALED, outcomes, 1, false));
        }
    }

    private SessionWriter.Session session() {
        UserKey key = UserKey.generate(PaymentChain.ETH);
        return new SessionWriter.Session(
                new SessionSigner(key.signer(key.scheme()), owner),
                new NonceCounter(() -> 0),
                new NonceCounter(() -> 40));
    }

    private CompletableFuture<Outcome> begin(SessionWriter.Session in, String text) throws InterruptedException {
        OwnMutation mutation = new OwnMutation(
                SignedMutations.unsigned(
                        in.signer(),
                        CHAIN,
                        ++nonce,
                        new Payload(
                                new Operation.ExecuteSql(DATABASE, List.of(new SqlText(text, List.of()))),
                                Long.MAX_VALUE)),
                in.signer().account());
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        Thread thread = Thread.ofPlatform().daemon().start(() -> {
            try {
                outcome.complete(queue.carryOut(mutation, in));
            } catch (RuntimeException failed) {
                outcome.completeExceptionally(failed);
            }
        });
        // It waits in the queue, or for what it has submitted.
        while (thread.getState() != Thread.State.WAITING && thread.isAlive()) {
            Thread.onSpinWait();
        }
        return outcome;
    }

    private Submitted next() throws InterruptedException {
        Submitted one = submitted.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(one).as("something is submitted").isNotNull();
        return one;
    }

    private static Outcome outcome(CompletableFuture<Outcome> future) throws Exception {
        return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private List<CompletableFuture<Outcome>> three() throws InterruptedException {
        return List.of(begin(session, "select 1"), begin(session, "select 2"), begin(session, "select 3"));
    }

    private void requireSigned(Signed each) {
        assertThat(each.failure()).isNull();
        assertThat(each.sender()).isEqualTo(session.signer().account());
        assertThat(each.actor()).isEqualTo(owner);
    }

    @Test
    void oneAloneIsAMutationWithItsOwnSignature() throws Exception {
        CompletableFuture<Outcome> only = begin(session, "select 1");
        Submitted alone = next();

        assertThat(alone.read()).isInstanceOf(Submission.Single.class);
        requireSigned(alone.read().mutations().getFirst());
        assertThat(alone.read().id()).isEqualTo(alone.submission().id());
        alone.seal(Outcome.OK);
        assertThat(outcome(only).isOk()).isTrue();
    }

    @Test
    void whatWaitsMeanwhileIsOneBundleUnderOneSignatureAndEachHasItsOwnFate() throws Exception {
        CompletableFuture<Outcome> first = begin(session, "select 0");
        List<CompletableFuture<Outcome>> others = three();
        assertThat(submitted).hasSize(1);
        Submitted underWay = next();
        underWay.seal(Outcome.OK);
        outcome(first);
        Submitted together = next();

        Submission.Bundled read = (Submission.Bundled) together.read();
        assertThat(read.failure()).isNull();
        assertThat(read.payer()).isEqualTo(session.signer().account());
        assertThat(read.nonce()).isEqualTo(41);
        assertThat(read.id()).isEqualTo(together.submission().id());
        assertThat(read.mutations()).hasSize(3).allSatisfy(this::requireSigned);
        for (int i = 0; i < 3; i++) {
            Signed made = together.submission().mutations().get(i);
            assertThat(made.id()).isEqualTo(read.mutations().get(i).id());
            assertThat(made.bytes()).isEqualTo(read.mutations().get(i).bytes());
            assertThat(read.bundle().mutations().get(i).signature()).isEmpty();
        }
        together.seal(Outcome.OK, "sql-40001", Outcome.OK);
        assertThat(outcome(others.get(0)).isOk()).isTrue();
        assertThat(outcome(others.get(1)).code()).isEqualTo("sql-40001");
        assertThat(outcome(others.get(2)).index()).isEqualTo(2);
    }

    @Test
    void whereABundleIsNotTakenEachGoesByItself() throws Exception {
        CompletableFuture<Outcome> first = begin(session, "select 0");
        List<CompletableFuture<Outcome>> others = three();
        Submitted underWay = next();
        underWay.seal(Outcome.OK);
        outcome(first);
        Submitted together = next();
        together.fate()
                .completeExceptionally(new CompletionException(
                        new CairnException.Refused("session-budget", "", "the budget is used up")));
        for (int i = 0; i < 3; i++) {
            Submitted alone = next();
            assertThat(alone.read()).isInstanceOf(Submission.Single.class);
            if (i == 1) {
                alone.fate().completeExceptionally(new CairnException.Refused("session-budget", "", "used up"));
            } else {
                alone.seal(Outcome.OK);
            }
        }
        assertThat(outcome(others.get(0)).isOk()).isTrue();
        assertThatThrownBy(() -> outcome(others.get(1)))
                .hasCauseInstanceOf(CairnException.Refused.class)
                .hasMessageContaining("used up");
        assertThat(outcome(others.get(2)).isOk()).isTrue();
        assertThat(submitted).isEmpty();
    }

    @Test
    void anotherSessionIsNotSignedForByThisOne() throws Exception {
        SessionWriter.Session other = session();
        CompletableFuture<Outcome> first = begin(session, "select 0");
        CompletableFuture<Outcome> mine = begin(session, "select 1");
        CompletableFuture<Outcome> theirs = begin(other, "select 2");
        Submitted underWay = next();
        underWay.seal(Outcome.OK);
        outcome(first);
        Submitted one = next();
        assertThat(one.read().payer()).isEqualTo(session.signer().account());
        one.seal(Outcome.OK);
        outcome(mine);
        Submitted two = next();
        assertThat(two.read().payer()).isEqualTo(other.signer().account());
        two.seal(Outcome.OK);
        assertThat(outcome(theirs).isOk()).isTrue();
    }

    @Test
    void whoComesBehindAFailureIsServed() throws Exception {
        CompletableFuture<Outcome> first = begin(session, "select 0");
        CompletableFuture<Outcome> second = begin(session, "select 1");
        next().fate().completeExceptionally(new CairnException.Unavailable("database-stopped", "it stopped"));
        assertThatThrownBy(() -> outcome(first)).hasCauseInstanceOf(CairnException.Unavailable.class);
        next().seal(Outcome.OK);
        assertThat(outcome(second).isOk()).isTrue();
        CompletableFuture<Outcome> third = begin(session, "select 2");
        next().seal(Outcome.OK);
        assertThat(outcome(third).isOk()).isTrue();
    }
}
