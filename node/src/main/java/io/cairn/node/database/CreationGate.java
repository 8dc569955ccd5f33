package io.cairn.node.database;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.Payload;
import io.cairn.engine.mutation.Submission;
import io.cairn.engine.record.AccountRecord;
import org.jspecify.annotations.Nullable;

/**
 * What is checked before a folder and a journal are made for a new database: all that the engine would refuse
 * entry 1 for, since a journal whose first entry makes no database can never be opened.
 */
final class CreationGate {
    private CreationGate() {}

    /** Why a submission makes no database, or null. */
    static @Nullable CairnException refusal(Submission submission, String network) {
        CairnException failure = submission.failure();
        if (failure != null) {
            return failure;
        }
        Payload payload = payload(submission);
        if (payload == null || !(payload.operation() instanceof Operation.CreateDatabase)) {
            return new CairnException.Incorrect(
                    "type-not-applicable", "type", "a new database begins with a CREATE_DATABASE mutation");
        }
        if (!submission.chainId().equals(network)) {
            return new CairnException.Refused(
                    "chain-mismatch", "chain_id", "the mutation is signed for another network; this one is " + network);
        }
        if (AccountRecord.NEW.nonceState(submission.nonce()) != AccountRecord.NonceState.FREE) {
            return new CairnException.Refused(
                    "nonce-too-far", "nonce", "nonce " + submission.nonce() + " is too far above 0");
        }
        return null;
    }

    /** Refuses an expired submission; one that has made its database before is not asked this. */
    static void requireInTime(Submission submission, long nowMillis) {
        Payload payload = payload(submission);
        if (payload != null && nowMillis > payload.expiresMillis()) {
            throw new CairnException.Refused("expired", "data/expires", "the mutation has expired");
        }
    }

    private static @Nullable Payload payload(Submission submission) {
        return submission instanceof Submission.Single single ? single.signed().payload() : null;
    }
}
