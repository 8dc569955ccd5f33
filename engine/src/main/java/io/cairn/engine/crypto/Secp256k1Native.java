package io.cairn.engine.crypto;

import fr.acinq.secp256k1.Secp256k1Exception;
import org.jspecify.annotations.Nullable;

/** libsecp256k1 through its binding by ACINQ. */
final class Secp256k1Native implements Secp256k1Provider {
    private final fr.acinq.secp256k1.Secp256k1 library;

    /** Loads the library; throws a {@link LinkageError} where that fails. */
    Secp256k1Native() {
        this.library = fr.acinq.secp256k1.Secp256k1.get();
    }

    @Override
    public String name() {
        return "libsecp256k1";
    }

    @Override
    public byte @Nullable [] recover(byte[] digest, byte[] signature, int recoveryId) {
        try {
            return library.ecdsaRecover(signature, digest, recoveryId);
        } catch (Secp256k1Exception _) {
            // The binding's only way to say that there is no such point.
            return null;
        }
    }

    @Override
    public byte @Nullable [] uncompressed(byte[] publicKey) {
        try {
            return library.pubkeyParse(publicKey);
        } catch (Secp256k1Exception _) {
            // The binding's only way to say that this is no point.
            return null;
        }
    }

    @Override
    public byte[] publicKey(byte[] secretKey) {
        return library.pubkeyCreate(secretKey);
    }

    @Override
    public byte[] sign(byte[] secretKey, byte[] digest) {
        return library.sign(digest, secretKey, null);
    }
}
