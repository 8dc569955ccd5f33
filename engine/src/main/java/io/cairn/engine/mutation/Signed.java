package io.cairn.engine.mutation;

import io.cairn.engine.crypto.Scheme;
import io.cairn.engine.crypto.Signatures;
import io.cairn.engine.crypto.SignedMessage;
import io.cairn.engine.model.Account;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A mutation after every check that needs no state: signature, version, type, payload.
 *
 * <p>Made from the mutation's bytes alone, so it may be made on any thread and in any order. {@code
 * failure} is why the mutation can never be applied; {@code sender} and {@code id} are null where the
 * signature did not hold, {@code payload} is null wherever there is a failure.
 */
public final class Signed {
    private final Mutation mutation;
    private final Hash root;
    private final @Nullable Account sender;
    private final @Nullable Hash id;
    private final @Nullable Payload payload;
    private final @Nullable CairnException failure;
    private final int bytes;

    private Signed(
            Mutation mutation,
            Hash root,
            @Nullable Account sender,
            @Nullable Payload payload,
            @Nullable CairnException failure,
            int bytes) {
        this.mutation = mutation;
        this.root = root;
        this.sender = sender;
        this.id = sender == null ? null : Mutation.id(root, sender);
        this.payload = payload;
        this.failure = failure;
        this.bytes = bytes;
    }

    /** Checks a mutation that stands alone. */
    public static Signed of(Mutation mutation, int bytes) {
        return of(mutation, mutation.root(), null, bytes);
    }

    /** A mutation that this process signs with a key of its own: its signature is not checked again. */
    static Signed ofOwn(Mutation mutation, Hash root, Account signer, Payload payload, int bytes) {
        return new Signed(mutation, root, signer, payload, null, bytes);
    }

    /** Checks a mutation; {@code payer} is the bundle around it, whose key may sign for it. */
    static Signed of(Mutation mutation, Hash root, @Nullable Bundle payer, int bytes) {
        Account sender = null;
        try {
            sender = sender(mutation, root, payer);
            requireVersion(mutation.version());
            Payload payload = PayloadReader.read(MutationType.of(mutation.type()), mutation.data());
            return new Signed(mutation, root, sender, payload, null, bytes);
        } catch (CairnException failure) {
            return new Signed(mutation, root, sender, null, failure, bytes);
        }
    }

    private static Account sender(Mutation mutation, Hash root, @Nullable Bundle payer) {
        if (payer != null && isCarried(mutation, payer)) {
            return Signatures.account(payer.scheme(), mutation.publicKey());
        }
        SignedMessage.Origin origin = new SignedMessage.Origin(
                mutation.version(), mutation.chainId(), mutation.paymentChain(), mutation.nonce());
        return verify(
                mutation.paymentChain(),
                mutation.publicKey(),
                new SignedMessage.OfMutation(root, origin, mutation.type(), mutation.data()),
                mutation.signature());
    }

    private static boolean isCarried(Mutation mutation, Bundle payer) {
        return mutation.signature().length == 0
                && Arrays.equals(mutation.publicKey(), payer.publicKey())
                && mutation.paymentChain().equals(payer.paymentChain());
    }

    static Account verify(String paymentChain, byte[] publicKey, SignedMessage message, byte[] signature) {
        Scheme scheme = Mutation.scheme(signature);
        if (!scheme.chain().symbol().equals(paymentChain)) {
            throw new CairnException.Incorrect(
                    "scheme-chain-mismatch",
                    "sender_payment_chain_id",
                    "signature scheme " + scheme + " does not belong to payment chain " + Names.shown(paymentChain));
        }
        return Signatures.verify(scheme, publicKey, message, Arrays.copyOfRange(signature, 1, signature.length));
    }

    static void requireVersion(String version) {
        if (!version.equals(Mutation.VERSION)) {
            throw new CairnException.Incorrect(
                    "version-unknown", "version", "unknown format version " + Names.shown(version));
        }
    }

    /** The mutation as sent. */
    public Mutation mutation() {
        return mutation;
    }

    /** The root of its signed fields. */
    public Hash root() {
        return root;
    }

    /** The account of the key that signed; null where the signature does not hold. */
    public @Nullable Account sender() {
        return sender;
    }

    /**
     * The account that the mutation says to act for: that of the session, else who signed; null where the signature does
     * not hold. Whether there is such a session is for the state to say.
     */
    public @Nullable Account actor() {
        return payload == null || payload.sessionOf() == null ? sender : payload.sessionOf();
    }

    /** The id; null where the signature does not hold. */
    public @Nullable Hash id() {
        return id;
    }

    /** The parsed payload; null where there is a failure. */
    public @Nullable Payload payload() {
        return payload;
    }

    /** Why this can never be applied, or null. */
    public @Nullable CairnException failure() {
        return failure;
    }

    /** The length of the encoded mutation, which its payer is charged. */
    public int bytes() {
        return bytes;
    }
}
