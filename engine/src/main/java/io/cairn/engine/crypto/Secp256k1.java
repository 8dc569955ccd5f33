package io.cairn.engine.crypto;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Check;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The rule of the secp256k1 schemes over any digest. Keys that sign are {@link Secp256k1Key}s.
 *
 * <p>Every check that could differ between libraries is made here, on bytes; a library only recovers
 * a point from values that are already in range. libsecp256k1 is used where it loads and agrees with
 * BouncyCastle on a fixed signature, BouncyCastle elsewhere.
 */
public final class Secp256k1 {
    /** The length of a compressed public key in bytes. */
    public static final int PUBLIC_KEY_BYTES = 33;

    /** The length of a signature r, s, v in bytes. */
    public static final int SIGNATURE_BYTES = 65;

    private static final int SCALAR_BYTES = 32;
    private static final int V_FIRST = 27;
    private static final byte[] ZERO = new byte[SCALAR_BYTES];
    private static final byte[] FIELD_PRIME = hex("fffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2f");
    private static final byte[] ORDER = hex("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141");
    private static final byte[] HALF_ORDER = hex("7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0");

    private static final Secp256k1Provider PROVIDER = Secp256k1Provider.choose();

    private Secp256k1() {}

    /** Which library is in use, and why where it is the slower one; for logs and diagnosis. */
    public static String provider() {
        return PROVIDER.name();
    }

    static boolean isSecret(byte[] secretKey) {
        return secretKey.length == SCALAR_BYTES && isScalar(secretKey, 0);
    }

    /** The uncompressed public key of a secret key. */
    static byte[] publicKey(byte[] secretKey) {
        Check.argument(
                isSecret(secretKey),
                "secret_key",
                "a secp256k1 secret key is 32 bytes from 1 to the order of the curve less 1");
        return PROVIDER.publicKey(secretKey);
    }

    static byte[] sign(Secp256k1Provider provider, byte[] secretKey, byte[] digest) {
        checkDigest(digest);
        byte[] signature = provider.sign(secretKey, digest);
        int recoveryId = signature[SIGNATURE_BYTES - 1];
        Check.invariant(recoveryId <= 1, "x beyond the order happens with negligible probability");
        signature[SIGNATURE_BYTES - 1] = (byte) (V_FIRST + recoveryId);
        return signature;
    }

    static byte[] sign(byte[] secretKey, byte[] digest) {
        return sign(PROVIDER, secretKey, digest);
    }

    /** Checks a signature and returns the uncompressed key, 65 bytes. */
    static byte[] verify(byte[] publicKey, byte[] digest, byte[] signature) {
        return verify(PROVIDER, publicKey, digest, signature);
    }

    static byte[] verify(Secp256k1Provider provider, byte[] publicKey, byte[] digest, byte[] signature) {
        checkDigest(digest);
        checkKeyForm(publicKey);
        checkSignatureForm(signature);
        byte[] recovered = recover(provider, digest, signature, signature[SIGNATURE_BYTES - 1] - V_FIRST);
        if (recovered == null || !Arrays.equals(compress(recovered), publicKey)) {
            throw invalid("the secp256k1 signature does not hold for this key");
        }
        return recovered;
    }

    /** The 65-byte form of a compressed key; refuses what is no point of the curve. */
    static byte[] uncompressed(byte[] publicKey) {
        return uncompressed(PROVIDER, publicKey);
    }

    static byte[] uncompressed(Secp256k1Provider provider, byte[] publicKey) {
        checkKeyForm(publicKey);
        byte[] uncompressed = provider.uncompressed(publicKey);
        if (uncompressed == null) {
            throw keyInvalid();
        }
        return uncompressed;
    }

    private static byte @Nullable [] recover(
            Secp256k1Provider provider, byte[] digest, byte[] signature, int recoveryId) {
        return provider.recover(digest, Arrays.copyOf(signature, 2 * SCALAR_BYTES), recoveryId);
    }

    static byte[] compress(byte[] uncompressed) {
        byte[] compressed = Arrays.copyOf(uncompressed, PUBLIC_KEY_BYTES);
        compressed[0] = (byte) (2 + (uncompressed[uncompressed.length - 1] & 1));
        return compressed;
    }

    private static void checkKeyForm(byte[] publicKey) {
        boolean wellFormed = publicKey.length == PUBLIC_KEY_BYTES
                && (publicKey[0] == 2 || publicKey[0] == 3)
                && compare(publicKey, 1, FIELD_PRIME) < 0;
        if (!wellFormed) {
            throw keyInvalid();
        }
    }

    private static void checkSignatureForm(byte[] signature) {
        if (signature.length != SIGNATURE_BYTES) {
            throw new CairnException.ProofInvalid(
                    "signature-length", "signature", "a secp256k1 signature has 65 bytes, got " + signature.length);
        }
        if (!isScalar(signature, 0) || !isScalar(signature, SCALAR_BYTES)) {
            throw invalid("r or s is zero or not below the order of the curve");
        }
        if (compare(signature, SCALAR_BYTES, HALF_ORDER) > 0) {
            throw new CairnException.ProofInvalid(
                    "signature-high-s", "signature", "s is above half the order of the curve");
        }
        int v = signature[SIGNATURE_BYTES - 1];
        if (v != V_FIRST && v != V_FIRST + 1) {
            throw invalid("v is neither 27 nor 28");
        }
    }

    private static boolean isScalar(byte[] bytes, int offset) {
        return compare(bytes, offset, ZERO) > 0 && compare(bytes, offset, ORDER) < 0;
    }

    private static int compare(byte[] bytes, int offset, byte[] bound) {
        return Arrays.compareUnsigned(bytes, offset, offset + bound.length, bound, 0, bound.length);
    }

    private static void checkDigest(byte[] digest) {
        Check.argument(digest.length == SCALAR_BYTES, "digest", "a digest has 32 bytes, got " + digest.length);
    }

    private static CairnException.ProofInvalid keyInvalid() {
        return new CairnException.ProofInvalid(
                "public-key-invalid", "public_key", "not a compressed point of secp256k1 in 33 bytes");
    }

    private static CairnException.ProofInvalid invalid(String what) {
        return new CairnException.ProofInvalid("signature-invalid", "signature", what);
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
