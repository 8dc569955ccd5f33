package io.cairn.client.api;

import io.cairn.client.key.Signer;
import io.cairn.engine.model.Account;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.mutation.Mutation;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.Payload;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Signs and submits the mutations of one account to one database. */
final class Submitter {
    private static final int NONCES_TRIED_MAX = 8;
    private static final long PAUSE_MILLIS = 50;

    private final Contact contact;
    private final CairnClient.Settings settings;
    private final Nonces nonces;
    private final Promises promises;
    private final AtomicLong highestSequence = new AtomicLong();

    Submitter(Contact contact, CairnClient.Settings settings) {
        this.contact = contact;
        this.settings = settings;
        this.promises = new Promises(contact);
        this.nonces = new Nonces(this::highestNonce);
    }

    private long highestNonce() {
        try {
            return contact.json(ofSigner()).number("highestNonce");
        } catch (CairnException.Forbidden refusal) {
            if (refusal.code().equals("session-scope")) {
                // A session that may write and not read begins where a new one does; what was used is refused and
                // skipped.
                return 0;
            }
            throw refusal;
        }
    }

    /** Where the node tells the nonces of the signer's key. */
    private String ofSigner() {
        Signer signer = settings.requireSigner();
        String key = Transport.encoded(signer.account().text());
        Account sessionOf = signer.sessionOf();
        return sessionOf == null
                ? "/accounts/" + key
                : "/accounts/" + Transport.encoded(sessionOf.text()) + "?session=" + key;
    }

    Promises promises() {
        return promises;
    }

    /** Something signed, with its nonce. */
    record Numbered(long nonce, Mutation mutation) {}

    /** Signs under the next nonce and sends nothing. */
    Numbered signed(Operation operation) {
        return signed(new Payload(operation, Long.MAX_VALUE), null);
    }

    /** Signs under a nonce that was chosen, or under the next one, and sends nothing. */
    Numbered signed(Payload payload, @Nullable Long chosen) {
        Signer signer = settings.requireSigner();
        long nonce = chosen == null ? nonces.take() : chosen;
        return new Numbered(
                nonce, SignedMutations.sign(signer, contact.heads().pin().chainId(), nonce, payload));
    }

    /** Learns that a nonce was refused. */
    void skip(Numbered refused) {
        nonces.skip(refused.nonce());
    }

    boolean maySign() {
        return settings.signer() != null;
    }

    /** For whom is signed. */
    Account sender() {
        Signer signer = settings.requireSigner();
        Account sessionOf = signer.sessionOf();
        return sessionOf == null ? signer.account() : sessionOf;
    }

    /** Refuses to go on in a session: {@code session-scope}. */
    void requireOwnKey() {
        if (settings.requireSigner().sessionOf() != null) {
            throw new CairnException.Incorrect(
                    "session-scope", "signer", "no session may do this: sign with the account's own key");
        }
    }

    /** The time by this client's clock. */
    long nowMillis() {
        return settings.clock().millis();
    }

    /** The highest sequence that any submission was answered; 0 before the first. */
    long highestSequence() {
        return highestSequence.get();
    }

    CompletableFuture<Fate> submit(Payload payload, Wait wait) {
        Signer signer = settings.requireSigner();
        String chainId = contact.heads().pin().chainId();
        return CompletableFuture.supplyAsync(
                () -> signAndSend(signer, chainId, payload, wait),
                contact.transport().threads());
    }

    /**
     * A refused nonce says that this very mutation was never applied, so signing it again under another is safe; any
     * other failure leaves that open and is the caller's.
     */
    private Fate signAndSend(Signer signer, String chainId, Payload payload, Wait wait) {
        for (int attempt = 1; ; attempt++) {
            long nonce = nonces.take();
            Mutation mutation = SignedMutations.sign(signer, chainId, nonce, payload);
            try {
                Fate fate = send(mutation.encode(), Mutation.id(mutation.root(), signer.account()), wait);
                if (!isOwnNonce(fate.code(), fate.at()) || attempt == NONCES_TRIED_MAX) {
                    return fate;
                }
            } catch (CairnException.Refused refusal) {
                if (!isOwnNonce(refusal.code(), refusal.at()) || attempt == NONCES_TRIED_MAX) {
                    throw refusal;
                }
            }
            if (attempt > 1) {
                Transport.pause(PAUSE_MILLIS << attempt);
            }
            nonces.skip(nonce);
        }
    }

    /** Whether the nonce that was signed here is refused, not that of a mutation which is only brought. */
    private static boolean isOwnNonce(String code, String at) {
        return code.startsWith("nonce-") && !at.startsWith("data/");
    }

    /** Submits canonical bytes, whose id the fate must name. */
    Fate send(byte[] mutation, @Nullable Hash id, Wait wait) {
        byte[] reply = contact.bytes(
                "/mutations?wait=" + wait.word(),
                token -> Transport.Call.post(Transport.MUTATION, mutation, Transport.JSON, token));
        Shape shape = Shape.parse(reply);
        if (id == null || !shape.hash("id").equals(id)) {
            throw new CairnException.ProofInvalid(
                    "fate-mismatch", "id", "the node told the fate of another mutation than the one it was sent");
        }
        Promise promise = null;
        if (shape.text("fate").equals(Fate.ORDERED)) {
            Pin pin = contact.heads().pin();
            promise = Promise.of(shape, pin.database(), id, pin.nodeKeyBytes());
            promises.keep(promise);
        }
        Fate fate = Fate.of(shape, promise);
        highestSequence.accumulateAndGet(fate.sequence(), Math::max);
        return fate;
    }
}
