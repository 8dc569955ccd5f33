package io.cairn.node.wire;

import io.cairn.client.api.SignedMutations;
import io.cairn.client.key.SessionSigner;
import io.cairn.client.key.Signer;
import io.cairn.client.key.UserKey;
import io.cairn.engine.log.Outcome;
import io.cairn.engine.model.Account;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.mutation.Mutation;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.OwnMutation;
import io.cairn.engine.mutation.Payload;
import io.cairn.engine.record.AccountRecord;
import io.cairn.engine.record.Keys;
import io.cairn.node.database.Database;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Signs with the wire key for one account in one database, and waits until what was signed is applied.
 *
 * <p>Threading: any thread; all clients of the account share it, since a session has one row of nonces.
 */
final class SessionWriter {
    private static final int NONCES_TRIED_MAX = 8;
    private static final Set<String> ENDED = Set.of("session-not-found", "session-closed", "session-expired");

    private final Supplier<Database> source;
    private final String address;
    private final String chainId;
    private final Account account;
    private final WireKeys keys;
    private final InstantSource clock;
    private final SigningQueue queue;
    private @Nullable Session session;

    SessionWriter(Supplier<Database> source, Account account, WireKeys keys, InstantSource clock) {
        this.source = source;
        Database database = source.get();
        this.address = database.address();
        this.chainId = database.newest().database().chainId();
        this.account = account;
        this.keys = keys;
        this.clock = clock;
        this.queue = new SigningQueue(submission -> source.get().carryOut(submission));
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
     * Has an operation carried out. When this returns, everybody who reads meets it.
     *
     * @throws CairnException.Refused with the code of the refusal
     */
    Outcome apply(Operation operation) {
        Session used = session();
        for (int attempt = 1; ; attempt++) {
            long nonce = used.nonces().take();
            try {
                Mutation unsigned =
                        SignedMutations.unsigned(used.signer(), chainId, nonce, new Payload(operation, Long.MAX_VALUE));
                return applied(new OwnMutation(unsigned, used.signer().account()), used);
            } catch (CairnException.Refused refused) {
                if (refused.code().startsWith("nonce-") && attempt < NONCES_TRIED_MAX) {
                    used.nonces().skip(nonce);
                } else if (ENDED.contains(refused.code()) && attempt == 1) {
                    // The account has perhaps opened another.
                    used = renewed(used);
                } else {
                    throw refused;
                }
            }
        }
    }

    /** Its outcome; what is refused is so before it is ordered, or by the outcome. */
    private Outcome applied(OwnMutation mutation, Session used) {
        Outcome outcome = queue.carryOut(mutation, used);
        if (!outcome.code().equals(Outcome.OK)) {
            throw new CairnException.Refused(
                    outcome.code(),
                    outcome.at(),
                    "the database refused the statement: " + outcome.code(),
                    outcome.detail());
        }
        return outcome;
    }

    private synchronized Session session() {
        Session known = session;
        return known == null ? renewed(null) : known;
    }

    /** The session to sign in after one that has ended. All share it, for a key has one row of nonces. */
    private synchronized Session renewed(@Nullable Session ended) {
        Session known = session;
        if (known != null && !known.equals(ended)) {
            return known;
        }
        UserKey key = keys.current(source.get().newest().view(), address, account, clock.millis());
        Account signer = key.account();
        if (known != null && known.signer().account().equals(signer)) {
            return known;
        }
        Session made = new Session(
                new SessionSigner(key.signer(key.scheme()), account),
                new NonceCounter(() -> highest(Keys.account(account, signer))),
                new NonceCounter(() -> highest(Keys.account(signer))));
        session = made;
        return made;
    }

    private long highest(byte[] record) {
        byte[] stored = source.get().newest().view().get(record);
        return stored == null ? 0 : AccountRecord.decode(stored).highestNonce();
    }

    /**
     * A session of the account for a key of this node.
     *
     * @param nonces of what it signs for the account
     * @param bundles nonces of the key itself, which carries what it signs together
     */
    record Session(Signer signer, NonceCounter nonces, NonceCounter bundles) {}
}
