package io.cairn.engine.crypto;

import io.cairn.engine.model.CairnException;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * The rule of {@link Scheme#ED25519} over any message.
 *
 * <p>Libraries disagree on keys and nonces with a component of small order, which no honest signer
 * makes. We take the equation with the cofactor, which single and batch verification share. It is
 * what BouncyCastle computes; a test with every such component holds it to that.
 */
final class Ed25519Rule {
    private Ed25519Rule() {}

    static void verify(byte[] publicKey, byte[] message, byte[] signature) {
        Ed25519.PublicPoint key = key(publicKey);
        if (signature.length != Ed25519.SIGNATURE_SIZE) {
            throw new CairnException.ProofInvalid(
                    "signature-length", "signature", "an Ed25519 signature has 64 bytes, got " + signature.length);
        }
        if (!Ed25519.verify(signature, 0, key, message, 0, message.length)) {
            throw new CairnException.ProofInvalid(
                    "signature-invalid", "signature", "the Ed25519 signature does not hold");
        }
    }

    static void checkKey(byte[] publicKey) {
        key(publicKey);
    }

    private static Ed25519.PublicPoint key(byte[] publicKey) {
        Ed25519.PublicPoint key = publicKey.length == Ed25519.PUBLIC_KEY_SIZE
                ? Ed25519.validatePublicKeyPartialExport(publicKey, 0)
                : null;
        if (key == null) {
            throw new CairnException.ProofInvalid(
                    "public-key-invalid", "public_key", "not a canonical Ed25519 key, or one of small order");
        }
        return key;
    }
}
