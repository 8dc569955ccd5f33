package io.cairn.client.api;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.mutation.Operation;
import java.util.Base64;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Signs questions where the database puts them on record, which the node says. Safe for several threads. */
final class SignedReads {
    private static final int TRIED_MAX = 8;

    private final Submitter submitter;
    private volatile boolean recorded;

    SignedReads(Submitter submitter) {
        this.submitter = submitter;
    }

    /** Sends a question with the text of what was signed, or without. */
    interface Asking {
        byte[] with(@Nullable String signed);
    }

    /** The answer to a question. */
    byte[] ask(Supplier<Operation.ReadSql> read, Asking asking) {
        for (int attempt = 1; ; attempt++) {
            Submitter.Numbered signed = recorded ? submitter.signed(read.get()) : null;
            try {
                return asking.with(
                        signed == null
                                ? null
                                : Base64.getUrlEncoder()
                                        .withoutPadding()
                                        .encodeToString(signed.mutation().encode()));
            } catch (CairnException.Forbidden | CairnException.Refused refusal) {
                if (attempt == TRIED_MAX || !isWorthAnother(refusal, signed)) {
                    throw refusal;
                }
            }
        }
    }

    private boolean isWorthAnother(CairnException refusal, Submitter.@Nullable Numbered signed) {
        if (signed == null) {
            recorded = refusal.code().equals("read-unsigned") && submitter.maySign();
            return recorded;
        }
        if (refusal.code().equals("reads-not-recorded")) {
            recorded = false;
            return true;
        }
        if (refusal.code().startsWith("nonce-")) {
            submitter.skip(signed);
            return true;
        }
        return false;
    }
}
