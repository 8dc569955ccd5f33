package io.cairn.engine.crypto;

import io.cairn.engine.model.CairnException;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * The rule of {@link Scheme#ED25519} over any message.
 *
 * <p>Libraries disagree on keys and nonces with a component of small order, and BouncyCastle's fast
 * verification even answers by the size of its intermediate scalars. Both points are therefore
 * required to lie in the subgroup of prime order, where every correct equation gives one answer.
 * Honest signers never leave it.
 */
final class Ed25519Rule {
    private Ed25519Rule() {}

    static void verify(byte[] publicKey, byte[] message, byte[] signature) {
        Ed25519.PublicPoint key = key(publicKey);
        if (signature.length != Ed25519.SIGNATURE_SIZE) {
            throw new CairnException.ProofInvalid(
                    "signature-length", "signature", "an Ed25519 signature has 64 bytes, got " + signature.length);
        }
        boolean holds = Ed25519.verify(signature, 0, key, message, 0, message.length)
                && Ed25519.validatePublicKeyFull(signature, 0);
        if (!holds) {
            throw new CairnException.ProofInvalid(
                    "signature-invalid", "signature", "the Ed25519 signature does not hold");
        }
    }

    static void checkKey(byte[] publicKey) {
        key(publicKey);
    }

    private static Ed25519.PublicPoint key(byte[] publicKey) {
        Ed25519.PublicPoint key = publicKey.length == Ed25519.PUBLIC_KEY_SIZE
                ? Ed25519.validatePublicKeyFullExport(publicKey, 0)
                : null;
        if (key == null) {
            throw new CairnException.ProofInvalid(
                    "public-key-invalid", "public_key", "not a canonical Ed25519 key of prime order");
        }
        return key;
    }
}
