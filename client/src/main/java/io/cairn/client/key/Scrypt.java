package io.cairn.client.key;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.engines.Salsa20Engine;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * scrypt (RFC 7914) without its bound of N below 2^(16·r).
 *
 * <p>BouncyCastle keeps that bound; wallets, and the published example of the keystore format, do not.
 */
final class Scrypt {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int SALSA_INTS = 16;
    private static final int SALSA_ROUNDS = 8;

    private final int n;
    private final int[] block;
    private final int[] mixed;
    private final int[] state = new int[SALSA_INTS];

    private Scrypt(int n, int r) {
        this.n = n;
        this.block = new int[2 * r * SALSA_INTS];
        this.mixed = new int[block.length];
    }

    /** Derives bytes; n is a power of two, memory is 128·n·r bytes. */
    static byte[] derive(byte[] secret, byte[] salt, Web3Keystore.Cost cost, int length) {
        int blockBytes = 128 * cost.r();
        byte[] blocks = pbkdf2(secret, salt, 1, cost.p() * blockBytes);
        int[][] memory = new int[cost.n()][32 * cost.r()];
        Scrypt mixer = new Scrypt(cost.n(), cost.r());
        for (int i = 0; i < cost.p(); i++) {
            mixer.mix(blocks, i * blockBytes, memory);
        }
        return pbkdf2(secret, blocks, 1, length);
    }

    /** PBKDF2 with HMAC-SHA-256. */
    static byte[] pbkdf2(byte[] secret, byte[] salt, int iterations, int length) {
        PKCS5S2ParametersGenerator generator = new PKCS5S2ParametersGenerator(new SHA256Digest());
        generator.init(secret, salt, iterations);
        return ((KeyParameter) generator.generateDerivedParameters(length * Byte.SIZE)).getKey();
    }

    /** scryptROMix (RFC 7914, 5) of one block, in place. */
    private void mix(byte[] blocks, int offset, int[][] memory) {
        for (int i = 0; i < block.length; i++) {
            block[i] = (int) INTS.get(blocks, offset + i * Integer.BYTES);
        }
        for (int i = 0; i < n; i++) {
            System.arraycopy(block, 0, memory[i], 0, block.length);
            mixBlock();
        }
        for (int i = 0; i < n; i++) {
            int[] earlier = memory[block[block.length - SALSA_INTS] & (n - 1)];
            for (int j = 0; j < block.length; j++) {
                block[j] ^= earlier[j];
            }
            mixBlock();
        }
        for (int i = 0; i < block.length; i++) {
            INTS.set(blocks, offset + i * Integer.BYTES, block[i]);
        }
    }

    /** scryptBlockMix (RFC 7914, 4): the even results first, then the odd ones. */
    private void mixBlock() {
        System.arraycopy(block, block.length - SALSA_INTS, state, 0, SALSA_INTS);
        for (int from = 0; from < block.length; from += SALSA_INTS) {
            for (int j = 0; j < SALSA_INTS; j++) {
                state[j] ^= block[from + j];
            }
            Salsa20Engine.salsaCore(SALSA_ROUNDS, state, state);
            boolean odd = (from & SALSA_INTS) != 0;
            System.arraycopy(state, 0, mixed, (odd ? block.length + from - SALSA_INTS : from) / 2, SALSA_INTS);
        }
        System.arraycopy(mixed, 0, block, 0, block.length);
    }
}
