package io.cairn.node.database;

import io.cairn.engine.log.Outcome;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.Payload;
import io.cairn.engine.mutation.Signed;
import io.cairn.engine.mutation.Submission;
import io.cairn.engine.state.ReadPolicy;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Puts reads on record before they are answered, where a database wants that. */
public final class RecordedReads {
    private RecordedReads() {}

    /**
     * The block of which a question is answered, once it is on record where it has to be: durable in the journal, and
     * carried out.
     *
     * @param asked what is answered
     * @param signed the reader's mutation, which must ask just that; null without one
     * @param block what is answered of where nothing is recorded
     * @throws CairnException.Forbidden {@code read-unsigned} where the read has to be signed and is not, {@code
     *     read-wrong} where the reader has signed something else
     */
    public static CompletableFuture<Snapshot> block(
            Database database,
            ReadPolicy.Reading reader,
            Operation.ReadSql asked,
            byte @Nullable [] signed,
            Snapshot block) {
        if (!reader.isRecorded()) {
            if (signed != null) {
                throw new CairnException.Refused(
                        "reads-not-recorded", "read", "the database does not put reads on record: ask without signing");
            }
            return CompletableFuture.completedFuture(block);
        }
        if (signed == null) {
            throw new CairnException.Forbidden(
                    "read-unsigned", "the database puts reads on record: sign this one, for an account that may read");
        }
        Submission submission = Submission.of(signed);
        requireAsks(submission, asked, reader, database);
        return database.submit(submission, Wait.APPLIED).thenCompose(fate -> {
            Outcome outcome = fate.outcomes().getFirst();
            if (!outcome.code().equals(Outcome.OK)) {
                throw new CairnException.Refused(
                        outcome.code(), outcome.at(), "the read was not put on record: " + outcome.code());
            }
            if (fate.repeated()) {
                throw new CairnException.Refused("nonce-used", "read", "this read was answered before: sign another");
            }
            return database.sealed(height(outcome));
        });
    }

    /** The height of the block that a read on record is answered of. */
    public static long height(Outcome outcome) {
        return Long.parseLong(Objects.requireNonNull(
                outcome.results().getFirst().rows().getFirst().getFirst()));
    }

    private static void requireAsks(
            Submission submission, Operation.ReadSql asked, ReadPolicy.Reading reader, Database database) {
        CairnException failure = submission.failure();
        if (failure != null) {
            throw failure;
        }
        Signed signed = submission.mutations().getFirst();
        Payload payload = signed.payload();
        boolean isThis = submission.mutations().size() == 1
                && payload != null
                && payload.operation().equals(asked)
                && ReadPolicy.callerOf(database.head().view(), signed).equals(reader.caller());
        if (!isThis) {
            throw new CairnException.Forbidden(
                    "read-wrong", "what was signed is not this question of the reader that the token names");
        }
    }
}
