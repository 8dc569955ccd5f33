package io.cairn.engine.crypto;

import io.cairn.engine.model.Account;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.PaymentChain;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Verification of users' signatures, and the accounts of their keys. */
public final class Signatures {
    private static final byte[] PERSONAL_PREFIX =
            "\u0019Ethereum Signed Message:\n32".getBytes(StandardCharsets.US_ASCII);
    private static final String ED25519_PREFIX = "Cairn mutation\n";
    private static final int ETHEREUM_ADDRESS_BYTES = 20;

    private Signatures() {}

    /**
     * Checks a signature by the rule of its scheme and returns the account that signed.
     *
     * @param publicKey the key in the form of the scheme
     * @param signature the signature without its scheme byte
     * @throws CairnException.ProofInvalid {@code public-key-invalid}, {@code signature-length}, {@code
     *     signature-high-s} or {@code signature-invalid}
     * @throws CairnException.Incorrect {@code message-untyped} where the scheme needs fields and there
     *     are none
     */
    public static Account verify(Scheme scheme, byte[] publicKey, SignedMessage message, byte[] signature) {
        return switch (scheme) {
            case SECP256K1_EIP191, SECP256K1_EIP712 ->
                ethereum(Secp256k1.verify(publicKey, digest(scheme, message), signature));
            case ED25519 -> {
                Ed25519Rule.verify(publicKey, prefixed(message), signature);
                yield Account.of(PaymentChain.SOL, publicKey);
            }
            case RSA_PSS_SHA256 -> {
                RsaPss.verify(publicKey, message.root().toBytes(), signature);
                yield arweave(publicKey);
            }
        };
    }

    /**
     * The account of a public key.
     *
     * @throws CairnException.ProofInvalid {@code public-key-invalid} where no signature by this key
     *     could ever hold
     */
    public static Account account(Scheme scheme, byte[] publicKey) {
        return switch (scheme) {
            case SECP256K1_EIP191, SECP256K1_EIP712 -> ethereum(Secp256k1.uncompressed(publicKey));
            case ED25519 -> {
                Ed25519Rule.checkKey(publicKey);
                yield Account.of(PaymentChain.SOL, publicKey);
            }
            case RSA_PSS_SHA256 -> {
                RsaPss.checkKey(publicKey);
                yield arweave(publicKey);
            }
        };
    }

    /**
     * The bytes that a signer hands to the primitive of its scheme: a 32-byte digest for secp256k1, the
     * message for Ed25519 and RSA-PSS, which hash it themselves.
     */
    public static byte[] preimage(Scheme scheme, SignedMessage message) {
        return switch (scheme) {
            case SECP256K1_EIP191, SECP256K1_EIP712 -> digest(scheme, message);
            case ED25519 -> prefixed(message);
            case RSA_PSS_SHA256 -> message.root().toBytes();
        };
    }

    private static byte[] digest(Scheme scheme, SignedMessage message) {
        return scheme == Scheme.SECP256K1_EIP712
                ? Eip712.digest(message)
                : Keccak256.hash(PERSONAL_PREFIX, message.root().toBytes());
    }

    private static byte[] prefixed(SignedMessage message) {
        return (ED25519_PREFIX + message.root().hex()).getBytes(StandardCharsets.US_ASCII);
    }

    private static Account ethereum(byte[] uncompressed) {
        byte[] hash = Keccak256.hash(Arrays.copyOfRange(uncompressed, 1, uncompressed.length));
        return Account.of(
                PaymentChain.ETH, Arrays.copyOfRange(hash, hash.length - ETHEREUM_ADDRESS_BYTES, hash.length));
    }

    private static Account arweave(byte[] modulus) {
        return Account.of(PaymentChain.AR, Sha256.digest(modulus));
    }
}
