package io.cairn.engine.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class Ed25519RuleTest {
    private static final BigInteger SECRET = new BigInteger("1234567890123456789012345678901234567890");
    private static final BigInteger NONCE = new BigInteger("987654321098765432109876543210987654321");
    private static final Edwards KEY = Edwards.BASE.times(SECRET);
    private static final Edwards COMMITMENT = Edwards.BASE.times(NONCE);
    private static final Edwards TORSION = Edwards.order8();
    private static final int CASES = Boolean.getBoolean("cairn.full") ? 10_000 : 50;

    @Test
    void acceptsWhatThePlainEquationAccepts() {
        byte[] message = text("hello");
        assertThat(code(KEY, COMMITMENT, message)).isEmpty();
    }

    @Test
    void refusesKeysOfSmallOrder() {
        for (int i = 0; i < 8; i++) {
            Edwards small = TORSION.times(BigInteger.valueOf(i));
            assertThat(code(small, COMMITMENT, text("small"))).isEqualTo("public-key-invalid");
        }
    }

    /** Where libraries disagree: components of small order in key and commitment, each with each. */
    @Test
    void multipliesByTheCofactor() {
        for (int i = 0; i < 64; i++) {
            Edwards key = KEY.add(TORSION.times(BigInteger.valueOf(i / 8)));
            Edwards small = TORSION.times(BigInteger.valueOf(i % 8));
            assertThat(code(key, COMMITMENT.add(small), text("mixed " + i))).isEmpty();
            byte[] signature = Edwards.sign(key.encode(), SECRET, small.encode(), BigInteger.ZERO, text("small"));
            assertThat(Codes.of(() -> NodeKey.verify(key.encode(), text("small"), signature)))
                    .isEmpty();
            assertThat(Codes.of(() -> NodeKey.verify(key.encode(), text("other"), signature)))
                    .isEqualTo("signature-invalid");
        }
    }

    @Test
    void refusesEncodingsThatAreNotCanonical() {
        for (int y = 0; y < 19; y++) {
            for (boolean odd : new boolean[] {false, true}) {
                byte[] encoded = Edwards.encode(Edwards.P.add(BigInteger.valueOf(y)), odd);
                assertThat(Codes.of(() -> NodeKey.verify(encoded, text("m"), new byte[64])))
                        .isEqualTo("public-key-invalid");
                byte[] key = KEY.encode();
                byte[] signature = Edwards.sign(key, SECRET, encoded, NONCE, text("m"));
                assertThat(Codes.of(() -> NodeKey.verify(key, text("m"), signature)))
                        .isEqualTo("signature-invalid");
            }
        }
    }

    @Test
    void refusesScalarsNotBelowTheOrder() {
        byte[] key = KEY.encode();
        byte[] signature = Edwards.sign(key, SECRET, COMMITMENT.encode(), NONCE, text("m"));
        BigInteger s = Edwards.number(java.util.Arrays.copyOfRange(signature, 32, 64));
        for (int i = 0; i < 8; i++) {
            System.arraycopy(Edwards.littleEndian(s), 0, signature, 32, 32);
            assertThat(Codes.of(() -> NodeKey.verify(key, text("m"), signature)))
                    .isEqualTo(i == 0 ? "" : "signature-invalid");
            s = s.add(Edwards.L);
        }
    }

    @Test
    void refusesOtherLengths() {
        byte[] key = KEY.encode();
        for (int length : new int[] {0, 32, 63, 65, 128}) {
            assertThat(Codes.of(() -> NodeKey.verify(key, text("m"), new byte[length])))
                    .isEqualTo("signature-length");
        }
    }

    @Test
    void agreesWithThePlatformOnHonestAndDamagedSignatures() throws Exception {
        long seed = 25519;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < CASES; i++) {
            byte[] secret = new byte[32];
            random.nextBytes(secret);
            NodeKey key = NodeKey.of(secret);
            byte[] message = new byte[random.nextInt(300)];
            random.nextBytes(message);
            byte[] signature = key.sign(message);
            assertThat(key.sign(message)).isEqualTo(signature);
            if (random.nextBoolean()) {
                signature[random.nextInt(64)] ^= (byte) (1 << random.nextInt(8));
            }
            assertThat(Codes.of(() -> NodeKey.verify(key.publicKey(), message, signature))
                            .isEmpty())
                    .as("seed %d, case %d", seed, i)
                    .isEqualTo(platformAccepts(key.publicKey(), message, signature));
        }
    }

    private static boolean platformAccepts(byte[] key, byte[] message, byte[] signature) throws Exception {
        byte[] y = key.clone();
        y[31] &= 0x7f;
        EdECPoint point = new EdECPoint(key[31] < 0, Edwards.number(y));
        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(KeyFactory.getInstance("Ed25519")
                .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point)));
        verifier.update(message);
        try {
            return verifier.verify(signature);
        } catch (java.security.SignatureException _) {
            // The platform throws for an R or S out of range.
            return false;
        }
    }

    private static String code(Edwards key, Edwards commitment, byte[] message) {
        byte[] keyBytes = key.encode();
        byte[] signature = Edwards.sign(keyBytes, SECRET, commitment.encode(), NONCE, message);
        return Codes.of(() -> NodeKey.verify(keyBytes, message, signature));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
