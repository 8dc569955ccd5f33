package io.cairn.client.key;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.SplittableRandom;
import org.bouncycastle.crypto.generators.SCrypt;
import org.junit.jupiter.api.Test;

class ScryptTest {
    /** RFC 7914, 12. */
    @Test
    void derivesThePublishedExamples() {
        assertThat(derive("", "", 16, 1, 1))
                .isEqualTo("77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442"
                        + "fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906");
        assertThat(derive("password", "NaCl", 1024, 8, 16))
                .isEqualTo("fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
                        + "2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640");
        assertThat(derive("pleaseletmein", "SodiumChloride", 16384, 8, 1))
                .isEqualTo("7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
                        + "d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887");
    }

    @Test
    void agreesWithBouncyCastle() {
        long seed = 7914;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 50; i++) {
            byte[] secret = new byte[random.nextInt(100)];
            byte[] salt = new byte[random.nextInt(100)];
            random.nextBytes(secret);
            random.nextBytes(salt);
            Web3Keystore.Cost cost =
                    new Web3Keystore.Cost(2 << random.nextInt(8), random.nextInt(1, 9), random.nextInt(1, 4));
            assertThat(Scrypt.derive(secret, salt, cost, 32))
                    .as("seed %d, %s", seed, cost)
                    .isEqualTo(SCrypt.generate(secret, salt, cost.n(), cost.r(), cost.p(), 32));
        }
    }

    private static String derive(String secret, String salt, int n, int r, int p) {
        Web3Keystore.Cost cost = new Web3Keystore.Cost(n, r, p);
        return HexFormat.of().formatHex(Scrypt.derive(secret.getBytes(US_ASCII), salt.getBytes(US_ASCII), cost, 64));
    }
}
