package io.cairn.engine.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Arrays;
import org.bouncycastle.util.BigIntegers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RsaPssTest {
    private static final byte[] MESSAGE = Sha256.digest(new byte[] {42});
    private static KeyPair pair;
    private static byte[] modulus;

    @BeforeAll
    static void makeKey() throws GeneralSecurityException {
        pair = generate(2048, RSAKeyGenParameterSpec.F4);
        modulus = modulus(pair);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 20, 32, 64, 222})
    void acceptsSaltsOfAnyLengthThatFits(int saltLength) throws GeneralSecurityException {
        byte[] signature = sign(pair, "SHA-256", "SHA-256", saltLength);
        assertThat(code(modulus, signature)).isEmpty();
        assertThat(Codes.of(() -> RsaPss.verify(modulus, new byte[32], signature)))
                .isEqualTo("signature-invalid");
    }

    @Test
    void refusesEveryDamagedByte() throws GeneralSecurityException {
        byte[] signature = sign(pair, "SHA-256", "SHA-256", 32);
        for (int i = 0; i < signature.length; i++) {
            byte[] damaged = signature.clone();
            damaged[i] ^= 1;
            assertThat(code(modulus, damaged)).as("byte %d", i).isEqualTo("signature-invalid");
        }
    }

    /** Each check of the encoding is met alone: the rest of the encoded message is right. */
    @Test
    void refusesEncodingsThatBreakOneRule() throws GeneralSecurityException {
        BigInteger n = new BigInteger(1, modulus);
        BigInteger d = ((java.security.interfaces.RSAPrivateKey) pair.getPrivate()).getPrivateExponent();
        byte[] good = BigIntegers.asUnsignedByteArray(
                256, new BigInteger(1, sign(pair, "SHA-256", "SHA-256", 32)).modPow(BigInteger.valueOf(65537), n));
        assertThat(code(modulus, BigIntegers.asUnsignedByteArray(256, new BigInteger(1, good).modPow(d, n))))
                .isEmpty();
        for (int at : new int[] {0, 1, 189, 190, 191, 222, 223, 254, 255}) {
            byte[] encoded = good.clone();
            // The first byte keeps the value below the modulus: its second bit is part of the padding.
            encoded[at] ^= (byte) (at == 0 ? 0x01 : 0x40);
            byte[] signature = BigIntegers.asUnsignedByteArray(256, new BigInteger(1, encoded).modPow(d, n));
            assertThat(code(modulus, signature)).as("encoded byte %d", at).isEqualTo("signature-invalid");
        }
    }

    @Test
    void refusesOtherHashesAndPadding() throws GeneralSecurityException {
        assertThat(code(modulus, sign(pair, "SHA-512", "SHA-512", 32))).isEqualTo("signature-invalid");
        assertThat(code(modulus, sign(pair, "SHA-256", "SHA-1", 32))).isEqualTo("signature-invalid");
        Signature pkcs1 = Signature.getInstance("SHA256withRSA");
        pkcs1.initSign(pair.getPrivate());
        pkcs1.update(MESSAGE);
        assertThat(code(modulus, pkcs1.sign())).isEqualTo("signature-invalid");
    }

    @Test
    void refusesOtherExponents() throws GeneralSecurityException {
        KeyPair three = generate(2048, RSAKeyGenParameterSpec.F0);
        assertThat(code(modulus(three), sign(three, "SHA-256", "SHA-256", 32))).isEqualTo("signature-invalid");
    }

    @Test
    void refusesSignaturesNotBelowTheModulusOrOfOtherLength() throws GeneralSecurityException {
        byte[] signature = sign(pair, "SHA-256", "SHA-256", 32);
        assertThat(code(modulus, modulus)).isEqualTo("signature-invalid");
        byte[] all = new byte[256];
        Arrays.fill(all, (byte) 0xff);
        assertThat(code(modulus, all)).isEqualTo("signature-invalid");
        assertThat(code(modulus, new byte[256])).isEqualTo("signature-invalid");
        assertThat(code(modulus, Arrays.copyOf(signature, 255))).isEqualTo("signature-length");
        assertThat(code(modulus, Arrays.copyOf(signature, 257))).isEqualTo("signature-length");
    }

    @Test
    void refusesModuliOfOtherForms() {
        byte[] even = modulus.clone();
        even[255] &= (byte) 0xfe;
        byte[] short2047 = modulus.clone();
        short2047[0] &= 0x7f;
        byte[] leading = new byte[257];
        System.arraycopy(modulus, 0, leading, 1, 256);
        for (byte[] wrong : new byte[][] {even, short2047, leading, new byte[256], Arrays.copyOf(modulus, 128)}) {
            assertThat(code(wrong, new byte[wrong.length])).isEqualTo("public-key-invalid");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2056, 3072, 4096})
    void takesKeysUpTo4096Bits(int bits) throws GeneralSecurityException {
        KeyPair key = generate(bits, RSAKeyGenParameterSpec.F4);
        assertThat(code(modulus(key), sign(key, "SHA-256", "SHA-256", 32))).isEmpty();
    }

    private static String code(byte[] key, byte[] signature) {
        return Codes.of(() -> RsaPss.verify(key, MESSAGE, signature));
    }

    private static KeyPair generate(int bits, BigInteger exponent) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(new RSAKeyGenParameterSpec(bits, exponent));
        return generator.generateKeyPair();
    }

    private static byte[] modulus(KeyPair key) {
        return BigIntegers.asUnsignedByteArray(((RSAPublicKey) key.getPublic()).getModulus());
    }

    private static byte[] sign(KeyPair key, String hash, String mask, int saltLength) throws GeneralSecurityException {
        Signature signer = Signature.getInstance("RSASSA-PSS");
        signer.setParameter(new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(mask), saltLength, 1));
        signer.initSign(key.getPrivate());
        signer.update(MESSAGE);
        return signer.sign();
    }
}
