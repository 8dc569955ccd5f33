package io.cairn.node.wire;

import static java.util.Objects.requireNonNull;

import io.cairn.client.api.SignedMutations;
import io.cairn.client.key.SessionSigner;
import io.cairn.client.key.Signer;
import io.cairn.client.key.UserKey;
import io.cairn.engine.log.Outcome;
import io.cairn.engine.model.Account;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.mutation.Mutation;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.Payload;
import io.cairn.engine.mutation.Submission;
import io.cairn.engine.record.AccountRecord;
import io.cairn.engine.record.Keys;
import io.cairn.node.database.Database;
import io.cairn.node.database.Fate;
import io.cairn.node.database.Wait;
import java.time.InstantSource;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Signs with the wire key for one account in one database, and waits until what was signed is applied.
 *
 * <p>Threading: any thread; all clients of the account share it, since a session has one row of nonces.
 */
final class SessionWriter {
    private static final int NONCES_TRIED_MAX = 8;

    private final Supplier<Database> source;
    private final String address;
    private final String chainId;
    private final Account account;
    private final WireKeys keys;
    private final InstantSource clock;
    private @Nullable Signer signer;
    private long nextNonce;

    SessionWriter(Supplier<Database> source, Account account, WireKeys keys, InstantSource clock) {
        this.source = source;
        Database database = source.get();
        this.address = database.address();
        this.chainId = requireNonNull(database.head().database()).chainId();
        this.account = account;
        this.keys = keys;
        this.clock = clock;
    }

    /** The account that is signed for. */
    Account account() {
        return account;
    }

    /** The database's address. */
    String address() {
        return address;
    }

    /**
     * Has an operation carried out. When this returns, its block is the newest for everybody who reads.
     *
     * @throws CairnException.Refused with the code of the refusal
     */
    Outcome apply(Operation operation) {
        Signer used = signer();
        for (int attempt = 1; ; attempt++) {
            long nonce = take(used);
            try {
                Mutation signed = SignedMutations.sign(used, chainId, nonce, new Payload(operation, Long.MAX_VALUE));
                return applied(Submission.ofOwn(signed, used.account()));
            } catch (CairnException.Refused refused) {
                if (refused.code().startsWith("nonce-") && attempt < NONCES_TRIED_MAX) {
                    skip(used, nonce);
                } else if (refused.code().startsWith("session-") && attempt == 1) {
                    // It has ended, and the account has perhaps opened another.
                    used = renewed();
                } else {
                    throw refused;
                }
            }
        }
    }

    /** Its outcome; what is refused is so before it is ordered, or by the outcome. */
    private Outcome applied(Submission own) {
        try {
            Fate fate = source.get().submit(own, Wait.SEALED).join();
            Outcome outcome = fate.outcomes().getFirst();
            if (!outcome.code().equals(Outcome.OK)) {
                throw new CairnException.Refused(
                        outcome.code(),
                        outcome.at(),
                        "the database refused the statement: " + outcome.code(),
                        outcome.detail());
            }
            return outcome;
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof CairnException known) {
                throw known;
            }
            throw failed;
        }
    }

    private synchronized Signer signer() {
        Signer known = signer;
        return known == null ? renewed() : known;
    }

    private synchronized Signer renewed() {
        UserKey key = keys.current(source.get().head().view(), address, account, clock.millis());
        Signer made = new SessionSigner(key.signer(key.scheme()), account);
        signer = made;
        nextNonce = 0;
        return made;
    }

    private synchronized long take(Signer used) {
        if (nextNonce == 0) {
            nextNonce = highest(used) + 1;
        }
        return nextNonce++;
    }

    /** Learns that a nonce cannot be used; entries not yet sealed may have used more than the state tells. */
    private synchronized void skip(Signer used, long refused) {
        nextNonce = Math.max(Math.max(nextNonce, refused + 1), highest(used) + 1);
    }

    private long highest(Signer used) {
        byte[] stored = source.get().head().view().get(Keys.account(account, used.account()));
        return stored == null ? 0 : AccountRecord.decode(stored).highestNonce();
    }
}
