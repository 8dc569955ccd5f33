package io.cairn.engine.crypto;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.PaymentChain;
import java.util.List;

/**
 * A way to sign, by the byte that stands in front of a signature.
 *
 * <p>Each scheme has one rule of verification. A rule never changes: a different rule is a new id.
 * The rules in full are in {@code docs/formats.md}.
 */
public enum Scheme {
    /**
     * ECDSA over secp256k1 of an Ethereum personal message (EIP-191).
     *
     * <p>Digest: {@code keccak256("\x19Ethereum Signed Message:\n32" || root)}. Key: 33 bytes, a
     * compressed point of the curve. Signature: 65 bytes r, s, v with 1 &lt;= r &lt; n, 1 &lt;= s &lt;=
     * n/2 and v 27 or 28. It holds when the point recovered from digest, r, s and v is the key.
     */
    SECP256K1_EIP191(1, PaymentChain.ETH),

    /** As {@link #SECP256K1_EIP191}, of typed data (EIP-712) as {@link Eip712} describes it. */
    SECP256K1_EIP712(2, PaymentChain.ETH),

    /**
     * Ed25519 (RFC 8032) of the ASCII text {@code "Cairn mutation\n"} and the 64 lower-case
     * hexadecimal digits of the root.
     *
     * <p>Key A: 32 bytes. Signature: 64 bytes R, S. It holds when A and R are canonical encodings of
     * points, A is not one of the eight points of small order, S is below the order L of the base point
     * B, and 8·S·B = 8·R + 8·k·A with k = SHA-512(R || A || message) mod L. This is the equation of RFC
     * 8032, 5.1.7, with the cofactor.
     */
    ED25519(3, PaymentChain.SOL),

    /**
     * RSA-PSS (RFC 8017, 8.1.2) with SHA-256, MGF1 with SHA-256 and public exponent 65537, of the 32
     * bytes of the root.
     *
     * <p>Key: an odd modulus n, big-endian without leading zero, of 2048 to 4096 bits, a multiple of
     * 8. Signature: as long as the modulus and below it. The salt may have any length that fits; the
     * encoding says which.
     */
    RSA_PSS_SHA256(4, PaymentChain.AR);

    /** Names of the ids from 5 on that the format keeps for schemes that are not built. */
    private static final List<String> RESERVED =
            List.of("P256_WEBAUTHN", "BABYJUBJUB", "SCHNORR_BIP340", "BLS12_381", "ML_DSA");

    private static final int RESERVED_FIRST = 5;

    private final int id;
    private final PaymentChain chain;

    Scheme(int id, PaymentChain chain) {
        this.id = id;
        this.chain = chain;
    }

    /** The byte of this scheme in a signature. */
    public int id() {
        return id;
    }

    /** The payment chain whose accounts sign this way. */
    public PaymentChain chain() {
        return chain;
    }

    /**
     * The scheme of an id between 0 and 255.
     *
     * @throws CairnException.Unsupported where the id is reserved
     * @throws CairnException.Incorrect {@code scheme-unknown} where it means nothing
     */
    public static Scheme of(int id) {
        return switch (id) {
            case 1 -> SECP256K1_EIP191;
            case 2 -> SECP256K1_EIP712;
            case 3 -> ED25519;
            case 4 -> RSA_PSS_SHA256;
            default -> throw refusal(id);
        };
    }

    private static CairnException refusal(int id) {
        int reserved = id - RESERVED_FIRST;
        if (reserved >= 0 && reserved < RESERVED.size()) {
            return new CairnException.Unsupported(
                    "signature/scheme", "signature scheme " + id + " (" + RESERVED.get(reserved) + ") is not built");
        }
        return new CairnException.Incorrect("scheme-unknown", "signature/scheme", "unknown signature scheme " + id);
    }
}
