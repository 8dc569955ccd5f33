package io.cairn.engine.crypto;

import io.cairn.engine.model.Check;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Arithmetic on secp256k1 by some library. Scalars given are in range, digests have 32 bytes, keys given are of the
 * right form; the answers of any two libraries are the same.
 */
sealed interface Secp256k1Provider permits Secp256k1Native, Secp256k1Bouncy {
    /** What to tell an operator. */
    String name();

    /** The uncompressed point that made a signature r, s, or null where there is none. */
    byte @Nullable [] recover(byte[] digest, byte[] signature, int recoveryId);

    /** The uncompressed form of a key, or null where it is no point of the curve. */
    byte @Nullable [] uncompressed(byte[] publicKey);

    /** The uncompressed public key. */
    byte[] publicKey(byte[] secretKey);

    /** r, s and the recovery id, 65 bytes; low s, the nonce by RFC 6979. */
    byte[] sign(byte[] secretKey, byte[] digest);

    /** libsecp256k1 where it loads and passes, else BouncyCastle, which has to pass. */
    static Secp256k1Provider choose() {
        String reason;
        try {
            Secp256k1Native fast = new Secp256k1Native();
            if (passes(fast)) {
                return fast;
            }
            reason = "libsecp256k1 failed its self-test";
        } catch (LinkageError e) {
            // No native code for this system, or it may not be loaded: the slower library gives the same answers.
            reason = "libsecp256k1 does not load: " + e.getClass().getSimpleName();
        }
        Secp256k1Bouncy portable = new Secp256k1Bouncy("BouncyCastle (" + reason + ")");
        Check.invariant(passes(portable), "BouncyCastle passes the self-test of secp256k1");
        return portable;
    }

    /** Whether a library signs, recovers and refuses as the published example of EIP-191 demands. */
    static boolean passes(Secp256k1Provider provider) {
        HexFormat hex = HexFormat.of();
        byte[] secretKey = hex.parseHex("ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80");
        byte[] digest = hex.parseHex("5756bf7321b8992de0e7bc2f57c7b61410cdbcb2ca3af57ede7b878a4f8cc65a");
        byte[] signature = hex.parseHex("eaf15dcfb12e04d14fdd2752f324790c359b8c71b8e852f161307fef6b8e6d16"
                + "6c673404f0c7115a81326e552070f1ef4db1f05a6b98eaff657ba0eeafabeb7f01");
        byte[] compressed = hex.parseHex("038318535b54105d4a7aae60c08fc45f9687181b4fdfc625bd1a753fa7397fed75");
        byte[] publicKey = provider.publicKey(secretKey);
        byte[] compact = Arrays.copyOf(signature, signature.length - 1);
        // x = 5 is on no point of the curve.
        byte[] noPoint = new byte[Secp256k1.PUBLIC_KEY_BYTES];
        noPoint[0] = 2;
        noPoint[noPoint.length - 1] = 5;
        return Arrays.equals(provider.sign(secretKey, digest), signature)
                && Arrays.equals(provider.uncompressed(compressed), publicKey)
                && Arrays.equals(provider.recover(digest, compact, 1), publicKey)
                && !Arrays.equals(provider.recover(digest, compact, 0), publicKey)
                && provider.uncompressed(noPoint) == null;
    }
}
