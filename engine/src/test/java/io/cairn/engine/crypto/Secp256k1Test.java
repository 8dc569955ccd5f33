package io.cairn.engine.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.model.CairnException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.bouncycastle.util.BigIntegers;
import org.junit.jupiter.api.Test;

class Secp256k1Test {
    private static final HexFormat HEX = HexFormat.of();
    private static final BigInteger ORDER =
            new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);
    private static final BigInteger PRIME =
            BigInteger.TWO.pow(256).subtract(BigInteger.TWO.pow(32)).subtract(BigInteger.valueOf(977));
    private static final int CASES = Boolean.getBoolean("cairn.full") ? 20_000 : 1_000;

    private final Secp256k1Native fast = new Secp256k1Native();
    private final Secp256k1Provider portable = new Secp256k1Bouncy("BouncyCastle");

    @Test
    void usesTheNativeLibraryHereAndSaysSo() {
        assertThat(Secp256k1.provider()).isEqualTo("libsecp256k1");
        assertThat(Secp256k1Provider.passes(fast)).isTrue();
        assertThat(Secp256k1Provider.passes(portable)).isTrue();
    }

    @Test
    void bothLibrariesSignTheSameAndAcceptIt() {
        long seed = 4711;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < CASES; i++) {
            byte[] secret = bytes(random, 32);
            byte[] digest = bytes(random, 32);
            secret[0] &= 0x7f;
            byte[] key = fast.publicKey(secret);
            assertThat(portable.publicKey(secret)).as("seed %d", seed).isEqualTo(key);
            byte[] signature = Secp256k1.sign(fast, secret, digest);
            assertThat(Secp256k1.sign(portable, secret, digest))
                    .as("seed %d", seed)
                    .isEqualTo(signature);
            byte[] recovering = fast.signAndRecover(secret, digest);
            recovering[64] = (byte) (27 + recovering[64]);
            assertThat(recovering).as("seed %d", seed).isEqualTo(signature);
            byte[] compressed = Secp256k1.compress(key);
            assertThat(Secp256k1.verify(fast, compressed, digest, signature)).isEqualTo(key);
            assertThat(Secp256k1.verify(portable, compressed, digest, signature))
                    .isEqualTo(key);
        }
    }

    /** Whatever is wrong, both libraries give the same code. */
    @Test
    void bothLibrariesRefuseTheSame() {
        long seed = 1337;
        SplittableRandom random = new SplittableRandom(seed);
        BigInteger[] edges = {
            BigInteger.ZERO,
            BigInteger.ONE,
            BigInteger.TWO,
            ORDER.shiftRight(1),
            ORDER.shiftRight(1).add(BigInteger.ONE),
            ORDER.subtract(BigInteger.ONE),
            ORDER,
            ORDER.add(BigInteger.ONE),
            PRIME.subtract(BigInteger.ONE),
            PRIME,
            BigInteger.TWO.pow(256).subtract(BigInteger.ONE)
        };
        int held = 0;
        for (int i = 0; i < CASES; i++) {
            byte[] secret = BigIntegers.asUnsignedByteArray(32, BigInteger.valueOf(1 + random.nextInt(3)));
            byte[] digest = BigIntegers.asUnsignedByteArray(32, edges[random.nextInt(edges.length)]);
            byte[] key = fast.publicKey(secret);
            byte[] signature = Secp256k1.sign(fast, secret, digest);
            byte[] compressed = Secp256k1.compress(key);
            switch (random.nextInt(6)) {
                case 0 -> edge(signature, 0, edges, random);
                case 1 -> edge(signature, 32, edges, random);
                case 2 -> edge(compressed, 1, edges, random);
                case 3 -> signature[64] = (byte) random.nextInt(24, 32);
                case 4 -> signature[random.nextInt(64)] ^= (byte) (1 << random.nextInt(8));
                default -> digest[random.nextInt(32)] ^= (byte) random.nextInt(2);
            }
            String expected = Codes.of(() -> Secp256k1.verify(portable, compressed, digest, signature));
            assertThat(Codes.of(() -> Secp256k1.verify(fast, compressed, digest, signature)))
                    .as("seed %d, case %d", seed, i)
                    .isEqualTo(expected);
            assertThat(Codes.of(() -> Secp256k1.uncompressed(fast, compressed)))
                    .as("seed %d, case %d", seed, i)
                    .isEqualTo(Codes.of(() -> Secp256k1.uncompressed(portable, compressed)));
            held += expected.isEmpty() ? 1 : 0;
        }
        assertThat(held).isBetween(1, CASES / 2);
    }

    @Test
    void namesEachReasonToRefuse() {
        Secp256k1Key key = Secp256k1Key.of(BigIntegers.asUnsignedByteArray(32, BigInteger.valueOf(7)));
        byte[] digest = Sha256.digest(new byte[] {1});
        byte[] good = key.sign(digest);
        assertThat(code(key, digest, good)).isEmpty();
        assertThat(code(key, digest, Arrays.copyOf(good, 64))).isEqualTo("signature-length");
        assertThat(code(key, digest, Arrays.copyOf(good, 66))).isEqualTo("signature-length");
        assertThat(code(key, Sha256.digest(digest), good)).isEqualTo("signature-invalid");
        assertThat(code(Secp256k1Key.of(digest), digest, good)).isEqualTo("signature-invalid");
        byte[] high = good.clone();
        BigIntegers.asUnsignedByteArray(ORDER.subtract(new BigInteger(1, good, 32, 32)), high, 32, 32);
        high[64] = (byte) (27 + 28 - good[64]);
        assertThat(code(key, digest, high)).isEqualTo("signature-high-s");
        for (int v : new int[] {0, 1, 26, 27 + 28 - good[64], 29, 30, 35, 255}) {
            byte[] other = good.clone();
            other[64] = (byte) v;
            assertThat(code(key, digest, other)).isEqualTo("signature-invalid");
        }
    }

    /** Q = r^-1 (sR - eG) is the point at infinity when R = G and s = e. */
    @Test
    void refusesTheNeutralKey() {
        byte[] one = BigIntegers.asUnsignedByteArray(32, BigInteger.ONE);
        byte[] base = fast.publicKey(one);
        byte[] signature = new byte[64];
        System.arraycopy(base, 1, signature, 0, 32);
        signature[63] = 5;
        byte[] digest = BigIntegers.asUnsignedByteArray(32, BigInteger.valueOf(5));
        int recoveryId = base[64] & 1;
        assertThat(fast.recover(digest, signature, recoveryId)).isNull();
        assertThat(portable.recover(digest, signature, recoveryId)).isNull();
        assertThat(fast.recover(digest, signature, 1 - recoveryId)).isNotNull();
        assertThat(portable.recover(digest, signature, 1 - recoveryId)).isNotNull();
    }

    @Test
    void refusesSecretsOutOfRange() {
        for (BigInteger secret : new BigInteger[] {BigInteger.ZERO, ORDER, ORDER.add(BigInteger.ONE)}) {
            assertThatThrownBy(() -> Secp256k1Key.of(BigIntegers.asUnsignedByteArray(32, secret)))
                    .isInstanceOf(CairnException.Incorrect.class);
        }
        assertThatThrownBy(() -> Secp256k1Key.of(new byte[31])).isInstanceOf(CairnException.Incorrect.class);
        Secp256k1Key largest = Secp256k1Key.of(BigIntegers.asUnsignedByteArray(32, ORDER.subtract(BigInteger.ONE)));
        assertThat(HEX.formatHex(largest.publicKey()))
                .isEqualTo("0379be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798");
    }

    private static String code(Secp256k1Key key, byte[] digest, byte[] signature) {
        return Codes.of(() -> Secp256k1.verify(key.publicKey(), digest, signature));
    }

    private static void edge(byte[] target, int offset, BigInteger[] edges, SplittableRandom random) {
        BigIntegers.asUnsignedByteArray(edges[random.nextInt(edges.length)], target, offset, 32);
    }

    private static byte[] bytes(SplittableRandom random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
