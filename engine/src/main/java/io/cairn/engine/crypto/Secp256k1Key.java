package io.cairn.engine.crypto;

import java.util.Arrays;

/** A secp256k1 key that signs: deterministic, so that it needs no random source. */
public final class Secp256k1Key {
    /** The length of a secret key in bytes. */
    public static final int SECRET_KEY_BYTES = 32;

    private final byte[] secretKey;
    private final byte[] uncompressed;

    private Secp256k1Key(byte[] secretKey) {
        this.secretKey = secretKey;
        this.uncompressed = Secp256k1.publicKey(secretKey);
    }

    /** The key of a secret scalar, 32 bytes big-endian, between 1 and the order of the curve. */
    public static Secp256k1Key of(byte[] secretKey) {
        return new Secp256k1Key(secretKey.clone());
    }

    /** Whether {@link #of} takes these bytes: 32 of them, neither zero nor too large. */
    public static boolean isSecret(byte[] secretKey) {
        return Secp256k1.isSecret(secretKey);
    }

    /** A copy of the secret scalar, for keystores. */
    public byte[] secretKey() {
        return secretKey.clone();
    }

    /** The compressed public key, 33 bytes. */
    public byte[] publicKey() {
        return Secp256k1.compress(uncompressed);
    }

    /** The affine coordinates x and y, 64 bytes, for keystores. */
    public byte[] coordinates() {
        return Arrays.copyOfRange(uncompressed, 1, uncompressed.length);
    }

    /**
     * Signs a 32-byte digest: r, s, v with low s and v 27 or 28, the nonce by RFC 6979 with SHA-256. The same digest
     * always gives the same 65 bytes.
     */
    public byte[] sign(byte[] digest) {
        return Secp256k1.sign(secretKey, digest);
    }
}
