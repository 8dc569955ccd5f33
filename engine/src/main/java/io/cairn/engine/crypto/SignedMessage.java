package io.cairn.engine.crypto;

import io.cairn.engine.model.Hash;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a user signs: always a root, and, for wallets that show what they sign, the fields under it.
 *
 * <p>Whoever makes a message has computed the root from these very fields; nothing here checks it.
 * Only {@link Scheme#SECP256K1_EIP712} looks at the fields, so the other schemes pay nothing for
 * them.
 */
public sealed interface SignedMessage {
    /** The root of the record. */
    Hash root();

    /**
     * The fields that mutations and bundles share.
     *
     * @param version the format version
     * @param chainId the replay domain
     * @param paymentChainId the payment chain of the sender
     * @param nonce the nonce of the sender
     */
    record Origin(String version, String chainId, String paymentChainId, long nonce) {}

    /**
     * A mutation.
     *
     * @param data the exact bytes of the payload; not copied
     */
    record OfMutation(Hash root, Origin origin, String type, byte[] data) implements SignedMessage {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof OfMutation that
                    && root.equals(that.root)
                    && origin.equals(that.origin)
                    && type.equals(that.type)
                    && Arrays.equals(data, that.data);
        }

        @Override
        public int hashCode() {
            return root.hashCode();
        }

        @Override
        public String toString() {
            return "mutation " + root;
        }
    }

    /**
     * A bundle of mutations carried by a payer.
     *
     * @param mutationsRoot the root over the roots of its mutations
     */
    record OfBundle(Hash root, Origin origin, Hash mutationsRoot) implements SignedMessage {}

    /** A root without fields, such as that of a token; {@link Scheme#SECP256K1_EIP712} cannot sign it. */
    record OfRoot(Hash root) implements SignedMessage {}
}
