package io.cairn.engine.crypto;

import fr.acinq.secp256k1.Secp256k1Exception;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** libsecp256k1 through its binding by ACINQ. */
final class Secp256k1Native implements Secp256k1Provider {
    private final fr.acinq.secp256k1.Secp256k1 library;
    private final @Nullable Secp256k1Signing signing;

    /** Loads the library; throws a {@link LinkageError} where that fails. */
    Secp256k1Native() {
        this.library = fr.acinq.secp256k1.Secp256k1.get();
        this.signing = Secp256k1Signing.find();
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
        Secp256k1Signing direct = signing;
        return direct == null ? signAndRecover(secretKey, digest) : direct.sign(secretKey, digest);
    }

    /** Finds the recovery id by recovering the key. */
    byte[] signAndRecover(byte[] secretKey, byte[] digest) {
        byte[] compact = library.sign(digest, secretKey, null);
        byte[] signature = Arrays.copyOf(compact, compact.length + 1);
        byte[] even = recover(digest, compact, 0);
        signature[compact.length] = (byte) (Arrays.equals(even, publicKey(secretKey)) ? 0 : 1);
        return signature;
    }
}
