package io.cairn.engine.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.model.Account;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.PaymentChain;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SignaturesTest {
    private static final HexFormat HEX = HexFormat.of();

    /** The example of the format's description: root, key, digest and signature were computed with other code. */
    private static final Hash ROOT = Hash.parse("cd14882403142456ddfb1f5407bc62bd599a7f2c6b8c3370b5d6e46edbc17e5c");

    private static final Secp256k1Key KEY =
            Secp256k1Key.of(HEX.parseHex("ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80"));
    private static final SignedMessage.Origin ORIGIN = new SignedMessage.Origin("1", "db3-devnet", "eth", 1);
    private static final SignedMessage MUTATION =
            new SignedMessage.OfMutation(ROOT, ORIGIN, "ADD_DOCUMENT", HEX.parseHex("0500000000"));

    @Test
    void reproducesThePublishedEthereumExample() {
        byte[] digest = Signatures.preimage(Scheme.SECP256K1_EIP191, MUTATION);
        assertThat(HEX.formatHex(digest)).isEqualTo("5756bf7321b8992de0e7bc2f57c7b61410cdbcb2ca3af57ede7b878a4f8cc65a");
        byte[] signature = KEY.sign(digest);
        assertThat(HEX.formatHex(signature))
                .isEqualTo("eaf15dcfb12e04d14fdd2752f324790c359b8c71b8e852f161307fef6b8e6d16"
                        + "6c673404f0c7115a81326e552070f1ef4db1f05a6b98eaff657ba0eeafabeb7f1c");
        assertThat(HEX.formatHex(KEY.publicKey()))
                .isEqualTo("038318535b54105d4a7aae60c08fc45f9687181b4fdfc625bd1a753fa7397fed75");
        Account account = Account.parse("db3_user:eth:0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266");
        assertThat(Signatures.verify(Scheme.SECP256K1_EIP191, KEY.publicKey(), MUTATION, signature))
                .isEqualTo(account);
        assertThat(Signatures.account(Scheme.SECP256K1_EIP712, KEY.publicKey())).isEqualTo(account);
    }

    @Test
    void bindsEveryFieldOfTypedData() {
        byte[] signature = KEY.sign(Signatures.preimage(Scheme.SECP256K1_EIP712, MUTATION));
        assertThat(typed(MUTATION, signature)).isEmpty();
        byte[] data = HEX.parseHex("0500000000");
        for (SignedMessage.Origin origin : new SignedMessage.Origin[] {
            new SignedMessage.Origin("2", "db3-devnet", "eth", 1),
            new SignedMessage.Origin("1", "db3-devnet2", "eth", 1),
            new SignedMessage.Origin("1", "db3-devnet", "ar", 1),
            new SignedMessage.Origin("1", "db3-devnet", "eth", -1)
        }) {
            assertThat(typed(new SignedMessage.OfMutation(ROOT, origin, "ADD_DOCUMENT", data), signature))
                    .isEqualTo("signature-invalid");
        }
        assertThat(typed(new SignedMessage.OfMutation(ROOT, ORIGIN, "DELETE_DOCUMENT", data), signature))
                .isEqualTo("signature-invalid");
        assertThat(typed(new SignedMessage.OfMutation(ROOT, ORIGIN, "ADD_DOCUMENT", new byte[5]), signature))
                .isEqualTo("signature-invalid");
        assertThat(typed(new SignedMessage.OfBundle(ROOT, ORIGIN, Sha256.hash(data)), signature))
                .isEqualTo("signature-invalid");
    }

    @Test
    void typedDataNeedsFields() {
        assertThatThrownBy(() -> Signatures.preimage(Scheme.SECP256K1_EIP712, new SignedMessage.OfRoot(ROOT)))
                .isInstanceOfSatisfying(
                        CairnException.Incorrect.class,
                        e -> assertThat(e.code()).isEqualTo("message-untyped"));
    }

    @Test
    void ed25519SignsReadableText() {
        byte[] text = Signatures.preimage(Scheme.ED25519, MUTATION);
        assertThat(new String(text, UTF_8)).isEqualTo("Cairn mutation\n" + ROOT.hex());
        NodeKey key = NodeKey.of(new byte[32]);
        assertThat(Signatures.verify(Scheme.ED25519, key.publicKey(), MUTATION, key.sign(text)))
                .isEqualTo(Account.of(PaymentChain.SOL, key.publicKey()))
                .isEqualTo(Signatures.account(Scheme.ED25519, key.publicKey()));
        assertThat(Codes.of(
                        () -> Signatures.verify(Scheme.ED25519, key.publicKey(), MUTATION, key.sign(ROOT.toBytes()))))
                .isEqualTo("signature-invalid");
    }

    @ParameterizedTest
    @EnumSource
    void refusesKeysOfOtherForms(Scheme scheme) {
        for (int length : new int[] {0, 1, 31, 32, 33, 34, 64, 65, 255, 257, 513}) {
            byte[] key = new byte[length];
            Arrays.fill(key, (byte) (length == 32 ? 0xff : 0xfe));
            assertThat(Codes.of(() -> Signatures.account(scheme, key)))
                    .as("%s %d", scheme, length)
                    .isEqualTo("public-key-invalid");
            assertThat(Codes.of(() -> Signatures.verify(scheme, key, MUTATION, new byte[65])))
                    .as("%s %d", scheme, length)
                    .isEqualTo("public-key-invalid");
        }
    }

    private static String typed(SignedMessage message, byte[] signature) {
        return Codes.of(() -> Signatures.verify(Scheme.SECP256K1_EIP712, KEY.publicKey(), message, signature));
    }
}
