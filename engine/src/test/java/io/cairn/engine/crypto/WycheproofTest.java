package io.cairn.engine.crypto;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.model.CairnException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.util.BigIntegers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Project Wycheproof's vectors. Every vector on which our rules differ stands in {@code wycheproof-deviations.txt} with
 * the reason; the tests fail where one is missing there and where one is too many.
 */
class WycheproofTest {
    private static final String HIGH_S = "refused: s is above n/2, one signature per message and key";
    private static final String LARGE_X = "refused: R.x is not below n, which no v of 27 or 28 can say";
    private static final String ANY_SALT = "accepted: the length of the salt is read from the encoding";
    private static final BigInteger ORDER =
            new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);

    private static final List<Secp256k1Provider> PROVIDERS =
            List.of(new Secp256k1Native(), new Secp256k1Bouncy("BouncyCastle"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ecdsa_secp256k1_sha256_bitcoin_test.json",
                "ecdsa_secp256k1_sha256_p1363_test.json",
                "ecdsa_secp256k1_sha256_test.json"
            })
    void ecdsa(String file) throws IOException {
        for (Secp256k1Provider provider : PROVIDERS) {
            List<String> deviations = new ArrayList<>();
            for (Wycheproof.Vector vector : Wycheproof.load(file)) {
                byte[] compact = file.contains("p1363") ? vector.signature() : Der.compact(vector.signature());
                boolean holds = compact != null && ecdsaHolds(provider, vector, compact);
                assertThat(holds && !vector.valid()).as(vector.toString()).isFalse();
                if (!holds && vector.valid()) {
                    deviations.add(vector + ": " + ecdsaReason(provider, vector, requireNonNull(compact)));
                }
            }
            assertThat(deviations).as(provider.name()).isEqualTo(listed(file));
        }
    }

    @Test
    void ed25519() throws IOException {
        List<String> deviations = new ArrayList<>();
        for (Wycheproof.Vector vector : Wycheproof.load("ed25519_test.json")) {
            byte[] key = vector.key("pk");
            if (holds(() -> NodeKey.verify(key, vector.message(), vector.signature())) != vector.valid()) {
                deviations.add(vector.toString());
            }
        }
        assertThat(deviations).isEqualTo(listed("ed25519_test.json"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rsa_pss_2048_sha256_mgf1_0_test.json",
                "rsa_pss_2048_sha256_mgf1_32_test.json",
                "rsa_pss_3072_sha256_mgf1_32_test.json",
                "rsa_pss_4096_sha256_mgf1_32_test.json"
            })
    void rsaPss(String file) throws IOException {
        List<String> deviations = new ArrayList<>();
        for (Wycheproof.Vector vector : Wycheproof.load(file)) {
            if (rsaHolds(vector) != vector.valid()) {
                assertThat(vector.comment()).startsWith("s_len changed to ");
                deviations.add(vector + ": " + ANY_SALT);
            }
        }
        assertThat(deviations).isEqualTo(listed(file));
    }

    /** The other hashes and masks are other schemes: ours is SHA-256 for both. */
    @Test
    void rsaPssOfOtherHashesIsRefused() {
        int ours = 0;
        for (Wycheproof.Vector vector : Wycheproof.load("rsa_pss_misc_test.json")) {
            boolean sha256 = vector.text("sha").equals("SHA-256")
                    && vector.text("mgfSha").equals("SHA-256");
            assertThat(rsaHolds(vector)).as(vector.toString()).isEqualTo(sha256 && vector.valid());
            ours += sha256 ? 1 : 0;
        }
        assertThat(ours).isEqualTo(6);
    }

    private static boolean rsaHolds(Wycheproof.Vector vector) {
        byte[] modulus = BigIntegers.asUnsignedByteArray(new BigInteger(1, vector.key("modulus")));
        return holds(() -> RsaPss.verify(modulus, vector.message(), vector.signature()));
    }

    /** Whether our rule takes r and s with v 27 or with v 28. */
    private static boolean ecdsaHolds(Secp256k1Provider provider, Wycheproof.Vector vector, byte[] compact) {
        return ecdsaCodes(provider, vector, compact).contains("");
    }

    private static String ecdsaReason(Secp256k1Provider provider, Wycheproof.Vector vector, byte[] compact) {
        BigInteger s = new BigInteger(1, compact, 32, 32);
        if (s.shiftLeft(1).compareTo(ORDER) > 0) {
            assertThat(ecdsaCodes(provider, vector, compact)).containsOnly("signature-high-s");
            byte[] low = compact.clone();
            BigIntegers.asUnsignedByteArray(ORDER.subtract(s), low, 32, 32);
            boolean lowHolds = ecdsaHolds(provider, vector, low);
            assertThat(lowHolds).as("low s of " + vector).isNotEqualTo(isLargeX(vector));
            return HIGH_S;
        }
        assertThat(isLargeX(vector)).as(vector.toString()).isTrue();
        return LARGE_X;
    }

    private static boolean isLargeX(Wycheproof.Vector vector) {
        return vector.comment().equals("k*G has a large x-coordinate")
                || vector.comment().contains("x = n + 2 ");
    }

    private static List<String> ecdsaCodes(Secp256k1Provider provider, Wycheproof.Vector vector, byte[] compact) {
        byte[] key = Secp256k1.compress(vector.key("uncompressed"));
        byte[] digest = Sha256.digest(vector.message());
        List<String> codes = new ArrayList<>();
        for (int v = 27; v <= 28; v++) {
            byte[] signature = Arrays.copyOf(compact, compact.length + 1);
            signature[compact.length] = (byte) v;
            codes.add(code(() -> Secp256k1.verify(provider, key, digest, signature)));
        }
        return codes;
    }

    private static List<String> listed(String file) throws IOException {
        try (InputStream stream =
                requireNonNull(WycheproofTest.class.getResourceAsStream("wycheproof-deviations.txt"))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith(file))
                    .toList();
        }
    }

    private static boolean holds(Runnable verification) {
        return code(verification).isEmpty();
    }

    private static String code(Runnable verification) {
        try {
            verification.run();
            return "";
        } catch (CairnException.ProofInvalid e) {
            return e.code();
        }
    }
}
