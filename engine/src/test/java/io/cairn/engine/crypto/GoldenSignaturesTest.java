package io.cairn.engine.crypto;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.model.Hash;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is signed and by what bytes, pinned in {@code golden/signatures.txt}: these lines must never change. */
class GoldenSignaturesTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final Hash ROOT = Hash.parse("cd14882403142456ddfb1f5407bc62bd599a7f2c6b8c3370b5d6e46edbc17e5c");
    private static final SignedMessage.Origin ORIGIN = new SignedMessage.Origin("1", "db3-devnet", "eth", 1);
    private static final SignedMessage MUTATION =
            new SignedMessage.OfMutation(ROOT, ORIGIN, "ADD_DOCUMENT", HEX.parseHex("0500000000"));
    private static final SignedMessage BUNDLE = new SignedMessage.OfBundle(ROOT, ORIGIN, ROOT);
    private static final byte[] SECRET =
            HEX.parseHex("ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80");

    @Test
    void signsTheSameBytesAsEver() throws IOException {
        Secp256k1Key ethereum = Secp256k1Key.of(SECRET);
        NodeKey solana = NodeKey.of(SECRET);
        Map<String, String> actual = new LinkedHashMap<>();
        actual.put("eth public key", HEX.formatHex(ethereum.publicKey()));
        actual.put(
                "eth account",
                Signatures.account(Scheme.SECP256K1_EIP191, ethereum.publicKey())
                        .text());
        putEthereum(actual, "1 mutation", ethereum, Scheme.SECP256K1_EIP191, MUTATION);
        putEthereum(actual, "2 mutation", ethereum, Scheme.SECP256K1_EIP712, MUTATION);
        putEthereum(actual, "2 bundle", ethereum, Scheme.SECP256K1_EIP712, BUNDLE);
        actual.put("2 domain separator", HEX.formatHex(Eip712.domainSeparator("db3-devnet")));
        actual.put("sol public key", HEX.formatHex(solana.publicKey()));
        actual.put(
                "sol account",
                Signatures.account(Scheme.ED25519, solana.publicKey()).text());
        byte[] message = Signatures.preimage(Scheme.ED25519, MUTATION);
        actual.put("3 message", HEX.formatHex(message));
        actual.put("3 signature", HEX.formatHex(solana.sign(message)));
        Map<String, String> golden = golden();
        golden.keySet().removeIf(name -> name.startsWith("ar ") || name.startsWith("4 "));
        assertThat(actual).isEqualTo(golden);
    }

    /** RSA-PSS signatures are random, so an old one has to go on holding. */
    @Test
    void oldArweaveSignaturesStillHold() throws IOException {
        Map<String, String> golden = golden();
        byte[] modulus = HEX.parseHex(requireNonNull(golden.get("ar public key")));
        for (String salt : new String[] {"0", "32", "222"}) {
            byte[] signature = HEX.parseHex(requireNonNull(golden.get("4 signature with salt " + salt)));
            assertThat(Signatures.verify(Scheme.RSA_PSS_SHA256, modulus, MUTATION, signature)
                            .text())
                    .isEqualTo(golden.get("ar account"));
        }
    }

    private static void putEthereum(
            Map<String, String> lines, String name, Secp256k1Key key, Scheme scheme, SignedMessage message) {
        byte[] digest = Signatures.preimage(scheme, message);
        lines.put(name + " digest", HEX.formatHex(digest));
        lines.put(name + " signature", HEX.formatHex(key.sign(digest)));
    }

    private static Map<String, String> golden() throws IOException {
        Map<String, String> lines = new LinkedHashMap<>();
        try (InputStream stream =
                requireNonNull(GoldenSignaturesTest.class.getResourceAsStream("/golden/signatures.txt"))) {
            new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(line -> {
                int colon = line.indexOf(": ");
                lines.put(line.substring(0, colon), line.substring(colon + 2));
            });
        }
        return lines;
    }
}
