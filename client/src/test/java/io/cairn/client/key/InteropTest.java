package io.cairn.client.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.codec.Json;
import io.cairn.engine.crypto.Addresses;
import io.cairn.engine.crypto.Scheme;
import io.cairn.engine.crypto.Sha256;
import io.cairn.engine.crypto.Signatures;
import io.cairn.engine.crypto.SignedMessage;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Signatures and keystores both ways between this client and ethers, arweave-js, tweetnacl and Node itself. */
class InteropTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final String PASSPHRASE = "pässword 密";
    private static final Hash ROOT = Sha256.hash(new byte[] {7});
    private static final Hash MUTATIONS_ROOT = Sha256.hash(new byte[] {8});
    private static final byte[] DATA = HEX.parseHex("0500000000");
    private static final SignedMessage.Origin ORIGIN =
            new SignedMessage.Origin("1", "cairn:überall", "eth", Long.MIN_VALUE + 1);
    private static final SignedMessage MUTATION = new SignedMessage.OfMutation(ROOT, ORIGIN, "ADD_DOCUMENT", DATA);
    private static final SignedMessage BUNDLE = new SignedMessage.OfBundle(ROOT, ORIGIN, MUTATIONS_ROOT);
    private static final byte[] SECRET = Sha256.hash(new byte[] {9}).toBytes();

    private static final UserKey ETHEREUM = UserKey.ethereum(SECRET);
    private static final UserKey SOLANA = UserKey.solana(SECRET);
    private static final UserKey ARWEAVE = ArweaveKey.generate(Boolean.getBoolean("cairn.full") ? 4096 : 2048);

    private static Value.Document answer = Value.Document.EMPTY;

    @BeforeAll
    static void askNode() throws Exception {
        Value.Document question = Value.Document.builder()
                .put("root", ROOT.hex())
                .put("origin", origin())
                .put("type", "ADD_DOCUMENT")
                .put("data", HEX.formatHex(DATA))
                .put("mutationsRoot", MUTATIONS_ROOT.hex())
                .put("passphrase", PASSPHRASE)
                .put("eth", ethereum())
                .put("ar", arweave())
                .put("sol", solana())
                .build();
        answer = (Value.Document) Json.parse(Npm.run("interop.mjs", Json.print(question)));
    }

    @Test
    void ethersRecoversOurSignatures() {
        String address = text("eth", "address");
        assertThat("db3_user:eth:" + address).isEqualTo(Addresses.display(ETHEREUM.account()));
        assertThat(texts("eth", "recovered")).containsExactly(address, address, address);
    }

    @Test
    void weVerifyWhatEthersSigns() {
        byte[] key = HEX.parseHex(text("eth", "publicKey"));
        assertThat(text("eth", "digest"))
                .isEqualTo(HEX.formatHex(Signatures.preimage(Scheme.SECP256K1_EIP191, MUTATION)));
        verify(Scheme.SECP256K1_EIP191, key, MUTATION, text("eth", "personal"), ETHEREUM);
        verify(Scheme.SECP256K1_EIP712, key, MUTATION, text("eth", "mutation"), ETHEREUM);
        verify(Scheme.SECP256K1_EIP712, key, BUNDLE, text("eth", "bundle"), ETHEREUM);
    }

    @Test
    void ethersSignsTheSameBytes() {
        assertThat(text("eth", "personal")).isEqualTo(sign(ETHEREUM, Scheme.SECP256K1_EIP191, MUTATION));
        assertThat(text("eth", "mutation")).isEqualTo(sign(ETHEREUM, Scheme.SECP256K1_EIP712, MUTATION));
    }

    @Test
    void keystoresGoBothWays() {
        assertThat(text("eth", "decrypted")).isEqualTo(HEX.formatHex(SECRET));
        byte[] theirs = text("eth", "keystore").getBytes(StandardCharsets.UTF_8);
        assertThat(Keystore.read(theirs, PASSPHRASE::toCharArray).account()).isEqualTo(ETHEREUM.account());
    }

    @Test
    void arweaveVerifiesOurSignatures() {
        assertThat(text("ar", "address")).isEqualTo(ARWEAVE.account().address());
        assertThat(field("ar", "verified")).isEqualTo(Value.of(true));
        assertThat(field("ar", "verifiedOther")).isEqualTo(Value.of(false));
    }

    @Test
    void weVerifyWhatArweaveSigns() {
        byte[] modulus = ARWEAVE.signer().publicKey();
        assertThat(texts("ar", "signatures"))
                .hasSize(3)
                .allSatisfy(signature -> verify(Scheme.RSA_PSS_SHA256, modulus, MUTATION, signature, ARWEAVE));
    }

    @Test
    void othersVerifyOurEd25519() {
        assertThat(text("sol", "publicKey"))
                .isEqualTo(HEX.formatHex(SOLANA.signer().publicKey()));
        assertThat(field("sol", "verified")).isEqualTo(new Value.Array(List.of(Value.of(true), Value.of(true))));
    }

    @Test
    void weVerifyOthersEd25519() {
        byte[] key = SOLANA.signer().publicKey();
        assertThat(texts("sol", "signatures"))
                .hasSize(2)
                .containsOnly(sign(SOLANA, Scheme.ED25519, MUTATION))
                .allSatisfy(signature -> verify(Scheme.ED25519, key, MUTATION, signature, SOLANA));
    }

    private static Value.Document origin() {
        return Value.Document.builder()
                .put("version", ORIGIN.version())
                .put("chainId", ORIGIN.chainId())
                .put("paymentChainId", ORIGIN.paymentChainId())
                .put("nonce", Long.toString(ORIGIN.nonce()))
                .build();
    }

    private static Value.Document ethereum() {
        byte[] keystore =
                Keystore.writeEncrypted(ETHEREUM, PASSPHRASE.toCharArray(), new Web3Keystore.Cost(4096, 8, 1));
        return Value.Document.builder()
                .put("secret", HEX.formatHex(SECRET))
                .put("personal", sign(ETHEREUM, Scheme.SECP256K1_EIP191, MUTATION))
                .put("mutation", sign(ETHEREUM, Scheme.SECP256K1_EIP712, MUTATION))
                .put("bundle", sign(ETHEREUM, Scheme.SECP256K1_EIP712, BUNDLE))
                .put("keystore", new String(keystore, StandardCharsets.UTF_8))
                .build();
    }

    private static Value.Document arweave() {
        return Value.Document.builder()
                .put("jwk", Jwk.write(ARWEAVE))
                .put("signature", sign(ARWEAVE, Scheme.RSA_PSS_SHA256, MUTATION))
                .build();
    }

    private static Value.Document solana() {
        return Value.Document.builder()
                .put("jwk", Jwk.write(SOLANA))
                .put("seed", HEX.formatHex(SECRET))
                .put("signature", sign(SOLANA, Scheme.ED25519, MUTATION))
                .build();
    }

    private static String sign(UserKey key, Scheme scheme, SignedMessage message) {
        return HEX.formatHex(key.signer(scheme).sign(message));
    }

    private static void verify(Scheme scheme, byte[] key, SignedMessage message, String signature, UserKey signer) {
        assertThat(Signatures.verify(scheme, key, message, HEX.parseHex(signature)))
                .isEqualTo(signer.account());
    }

    private static Value field(String chain, String name) {
        return ((Value.Document) answer.fields().get(chain)).fields().get(name);
    }

    private static String text(String chain, String name) {
        return ((Value.Text) field(chain, name)).value();
    }

    private static List<String> texts(String chain, String name) {
        return ((Value.Array) field(chain, name))
                .values().stream().map(value -> ((Value.Text) value).value()).toList();
    }
}
