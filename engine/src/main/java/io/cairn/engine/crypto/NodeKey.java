package io.cairn.engine.crypto;

import io.cairn.engine.model.Check;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * The Ed25519 key with which a node signs promises and checkpoints.
 *
 * <p>Signs bytes as they are, without a prefix: whoever calls starts each kind of statement with
 * words of its own, so that none can pass for another or for a user's mutation.
 */
public final class NodeKey {
    /** The length of a secret seed in bytes. */
    public static final int SEED_BYTES = Ed25519.SECRET_KEY_SIZE;

    /** The length of a public key in bytes. */
    public static final int PUBLIC_KEY_BYTES = Ed25519.PUBLIC_KEY_SIZE;

    /** The length of a signature in bytes. */
    public static final int SIGNATURE_BYTES = Ed25519.SIGNATURE_SIZE;

    private final byte[] seed;
    private final byte[] publicKey;

    private NodeKey(byte[] seed) {
        this.seed = seed;
        this.publicKey = new byte[PUBLIC_KEY_BYTES];
        Ed25519.generatePublicKey(seed, 0, publicKey, 0);
    }

    /** The key of a secret seed of 32 bytes (RFC 8032's private key). */
    public static NodeKey of(byte[] seed) {
        Check.argument(seed.length == SEED_BYTES, "seed", "a seed has 32 bytes, got " + seed.length);
        return new NodeKey(seed.clone());
    }

    /** A copy of the public key. */
    public byte[] publicKey() {
        return publicKey.clone();
    }

    /** Signs; the same bytes always give the same signature of 64 bytes. */
    public byte[] sign(byte[] message) {
        byte[] signature = new byte[SIGNATURE_BYTES];
        Ed25519.sign(seed, 0, publicKey, 0, message, 0, message.length, signature, 0);
        return signature;
    }

    /**
     * Checks a signature by the rule of {@link Scheme#ED25519}, over the bytes as they are.
     *
     * @throws io.cairn.engine.model.CairnException.ProofInvalid {@code public-key-invalid}, {@code
     *     signature-length} or {@code signature-invalid}
     */
    public static void verify(byte[] publicKey, byte[] message, byte[] signature) {
        Ed25519Rule.verify(publicKey, message, signature);
    }
}
