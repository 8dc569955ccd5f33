package io.cairn.engine.crypto;

import io.cairn.engine.model.CairnException;
import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.util.BigIntegers;

/**
 * The rule of {@link Scheme#RSA_PSS_SHA256} over any message.
 *
 * <p>Written out because the platform's verifier wants to be told the length of the salt, and wallets
 * differ in it. All inputs are public, so nothing here has to run in constant time.
 */
final class RsaPss {
    static final int MODULUS_BYTES_MIN = 2048 / 8;
    static final int MODULUS_BYTES_MAX = 4096 / 8;

    private static final BigInteger EXPONENT = BigInteger.valueOf(65_537);
    private static final int HASH_BYTES = 32;
    private static final byte TRAILER = (byte) 0xbc;
    private static final byte[] EIGHT_ZEROS = new byte[8];

    private RsaPss() {}

    static void verify(byte[] modulus, byte[] message, byte[] signature) {
        checkKey(modulus);
        if (signature.length != modulus.length) {
            throw new CairnException.ProofInvalid(
                    "signature-length",
                    "signature",
                    "an RSA signature is as long as its modulus, " + modulus.length + " bytes, got "
                            + signature.length);
        }
        boolean holds = Arrays.compareUnsigned(signature, modulus) < 0 && holds(modulus, message, signature);
        if (!holds) {
            throw new CairnException.ProofInvalid(
                    "signature-invalid", "signature", "the RSA-PSS signature does not hold");
        }
    }

    static void checkKey(byte[] modulus) {
        boolean wellFormed = modulus.length >= MODULUS_BYTES_MIN
                && modulus.length <= MODULUS_BYTES_MAX
                && modulus[0] < 0
                && (modulus[modulus.length - 1] & 1) == 1;
        if (!wellFormed) {
            throw new CairnException.ProofInvalid(
                    "public-key-invalid",
                    "public_key",
                    "an RSA key is an odd modulus of 2048 to 4096 bits, a multiple of 8, without leading zeros");
        }
    }

    private static boolean holds(byte[] modulus, byte[] message, byte[] signature) {
        BigInteger power = new BigInteger(1, signature).modPow(EXPONENT, new BigInteger(1, modulus));
        return encodes(BigIntegers.asUnsignedByteArray(modulus.length, power), Sha256.digest(message));
    }

    /** EMSA-PSS-VERIFY (RFC 8017, 9.1.2) with emBits = 8 * length - 1 and the salt's length read from the padding. */
    private static boolean encodes(byte[] encoded, byte[] messageHash) {
        if (encoded[encoded.length - 1] != TRAILER || encoded[0] < 0) {
            return false;
        }
        int blockLength = encoded.length - HASH_BYTES - 1;
        byte[] hash = Arrays.copyOfRange(encoded, blockLength, blockLength + HASH_BYTES);
        byte[] block = unmask(Arrays.copyOf(encoded, blockLength), hash);
        int padding = 0;
        while (padding < blockLength && block[padding] == 0) {
            padding++;
        }
        if (padding == blockLength || block[padding] != 1) {
            return false;
        }
        byte[] salt = Arrays.copyOfRange(block, padding + 1, blockLength);
        return Arrays.equals(hash, Sha256.digest(EIGHT_ZEROS, messageHash, salt));
    }

    /** Removes MGF1's mask in place and clears the bit above emBits. */
    private static byte[] unmask(byte[] block, byte[] seed) {
        for (int offset = 0, counter = 0; offset < block.length; offset += HASH_BYTES, counter++) {
            byte[] mask = Sha256.digest(seed, new byte[] {0, 0, 0, (byte) counter});
            int end = Math.min(HASH_BYTES, block.length - offset);
            for (int i = 0; i < end; i++) {
                block[offset + i] ^= mask[i];
            }
        }
        block[0] &= 0x7f;
        return block;
    }
}
