package io.cairn.client.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.codec.Json;
import io.cairn.engine.crypto.Secp256k1Key;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.PaymentChain;
import io.cairn.engine.model.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeystoreTest {
    private static final Web3Keystore.Cost LIGHT = new Web3Keystore.Cost(16, 8, 1);
    private static final byte[] SECRET =
            HexFormat.of().parseHex("7a28b5ba57c53603b0b07b56bba752f7784bf506fa95edc395f5cf6c7514fe9d");

    /** The two test vectors of the Web3 Secret Storage Definition. */
    private static final String PBKDF2 = """
            {"crypto": {"cipher": "aes-128-ctr",
              "cipherparams": {"iv": "6087dab2f9fdbbfaddc31a909735c1e6"},
              "ciphertext": "5318b4d5bcd28de64ee5559e671353e16f075ecae9f99c7a79a38af5f869aa46",
              "kdf": "pbkdf2",
              "kdfparams": {"c": 262144, "dklen": 32, "prf": "hmac-sha256",
                "salt": "ae3cd4e7013836a3df6bd7241b12db061dbe2c6785853cce422d148a624ce0bd"},
              "mac": "517ead924a9d0dc3124507e3393d175ce3ff7c1e96529c6c555ce9e51205e9b2"},
             "id": "3198bc9c-6672-5ab3-d995-4942343ae5b6", "version": 3}""";

    private static final String SCRYPT = """
            {"crypto": {"cipher": "aes-128-ctr",
              "cipherparams": {"iv": "83dbcc02d8ccb40e466191a123791e0e"},
              "ciphertext": "d172bf743a674da9cdad04534d56926ef8358534d458fffccd4e6ad2fbde479c",
              "kdf": "scrypt",
              "kdfparams": {"dklen": 32, "n": 262144, "r": 1, "p": 8,
                "salt": "ab0c7876052600dd703518d6fc3fe8984592145b591fc8fb5c6d43190334ba19"},
              "mac": "2103ac29920d71da29f15d75b4a16dbe95cfd7ff8faea1056c33131d846e3097"},
             "id": "3198bc9c-6672-5ab3-d995-4942343ae5b6", "version": 3}""";

    @ParameterizedTest
    @ValueSource(strings = {PBKDF2, SCRYPT})
    void decryptsThePublishedKeystores(String json) {
        UserKey key = Keystore.read(bytes(json), "testpassword"::toCharArray);
        assertThat(((EthereumKey) key).key().secretKey()).isEqualTo(SECRET);
        assertThat(Keystore.summary(bytes(json))).isEqualTo(new Keystore.Summary(null, true));
    }

    @Test
    void encryptsWithAPassphraseThatMustFit() {
        UserKey key = UserKey.ethereum(SECRET);
        byte[] json = Keystore.writeEncrypted(key, "pass".toCharArray(), LIGHT);
        assertThat(Keystore.summary(json)).isEqualTo(new Keystore.Summary(key.account(), true));
        assertThat(Keystore.read(json, "pass"::toCharArray).account()).isEqualTo(key.account());
        assertThat(new String(json, StandardCharsets.UTF_8))
                .doesNotContain(HexFormat.of().formatHex(SECRET));
        assertCode("passphrase-wrong", () -> Keystore.read(json, "Pass"::toCharArray));
        assertCode("passphrase-empty", () -> Keystore.writeEncrypted(key, new char[0], LIGHT));
    }

    @Test
    void clearsThePassphraseItWasGiven() {
        byte[] json = Keystore.writeEncrypted(UserKey.ethereum(SECRET), "pass".toCharArray(), LIGHT);
        char[] passphrase = "pass".toCharArray();
        UserKey key = Keystore.read(json, () -> passphrase);
        assertThat(key.account()).isEqualTo(UserKey.ethereum(SECRET).account());
        assertThat(passphrase).containsOnly('\0');
    }

    @Test
    void jsonWebKeysSurviveARoundTrip() {
        for (UserKey key : List.of(UserKey.ethereum(SECRET), UserKey.solana(SECRET), ArweaveKey.generate(2048))) {
            byte[] json = Keystore.write(key);
            UserKey read = Keystore.read(json, () -> {
                throw new AssertionError("a JSON Web Key needs no passphrase");
            });
            assertThat(read.account()).isEqualTo(key.account());
            assertThat(Keystore.write(read)).isEqualTo(json);
            assertThat(Keystore.summary(json)).isEqualTo(new Keystore.Summary(key.account(), false));
        }
    }

    /** The example key of RFC 8037, A.1. */
    @Test
    void readsThePublishedEd25519Key() {
        String json = """
                {"kty":"OKP","crv":"Ed25519",
                 "d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A",
                 "x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}""";
        UserKey key = Keystore.read(bytes(json), () -> new char[0]);
        assertThat(HexFormat.of().formatHex(key.account().addressBytes()))
                .isEqualTo("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    }

    /** Any one field changed to something else of the same form. */
    @Test
    void refusesKeysWhosePartsDoNotFit() {
        for (UserKey key : List.of(UserKey.ethereum(SECRET), UserKey.solana(SECRET), ArweaveKey.generate(2048))) {
            Value.Document jwk = (Value.Document) Json.parse(Keystore.write(key));
            for (String field : new ArrayList<>(jwk.fields().keySet())) {
                String text = ((Value.Text) jwk.fields().get(field)).value();
                int middle = text.length() / 2;
                char other = text.charAt(middle) == 'A' ? 'B' : 'A';
                Value.Document changed = jwk.toBuilder()
                        .put(field, text.substring(0, middle) + other + text.substring(middle + 1))
                        .build();
                assertThatThrownBy(() -> Keystore.read(bytes(Json.print(changed)), () -> new char[0]))
                        .as("%s of %s", field, jwk.get("kty"))
                        .isInstanceOfSatisfying(
                                CairnException.class,
                                e -> assertThat(e.code()).isIn("keystore-malformed", "not-supported"));
            }
        }
    }

    @Test
    void refusesAnAddressThatIsNotTheKeys() {
        Value.Document json = (Value.Document)
                Json.parse(Keystore.writeEncrypted(UserKey.ethereum(SECRET), "pass".toCharArray(), LIGHT));
        byte[] other = bytes(
                Json.print(json.toBuilder().put("address", "00".repeat(20)).build()));
        assertCode("keystore-malformed", () -> Keystore.read(other, "pass"::toCharArray));
    }

    @Test
    void boundsTheWorkAFileMayAskFor() {
        for (String kdfparams : List.of(
                "\"n\": 4194304, \"r\": 8, \"p\": 1",
                "\"n\": 262143, \"r\": 8, \"p\": 1",
                "\"n\": 1, \"r\": 8, \"p\": 1",
                "\"n\": 262144, \"r\": 0, \"p\": 1",
                "\"n\": 262144, \"r\": 1, \"p\": 1000",
                "\"n\": 262144.5, \"r\": 1, \"p\": 1",
                "\"n\": 262144, \"r\": 1")) {
            String json = SCRYPT.replace("\"n\": 262144, \"r\": 1, \"p\": 8", kdfparams);
            assertThat(json).isNotEqualTo(SCRYPT);
            assertCode("keystore-malformed", () -> Keystore.read(bytes(json), "testpassword"::toCharArray));
        }
        String slow = PBKDF2.replace("262144", "2000000000");
        assertCode("keystore-malformed", () -> Keystore.read(bytes(slow), "testpassword"::toCharArray));
    }

    @Test
    void namesWhatItDoesNotKnow() {
        for (String json : List.of(
                SCRYPT.replace("aes-128-ctr", "aes-256-gcm"),
                SCRYPT.replace("\"scrypt\"", "\"argon2id\""),
                PBKDF2.replace("hmac-sha256", "hmac-sha512"),
                "{\"kty\":\"oct\",\"k\":\"AA\"}",
                "{\"kty\":\"EC\",\"crv\":\"P-256\"}")) {
            assertCode("not-supported", () -> Keystore.read(bytes(json), "testpassword"::toCharArray));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"version\":3}",
                "{\"version\":1,\"crypto\":{}}",
                "{\"kty\":\"EC\",\"crv\":\"secp256k1\",\"d\":\"AA\"}",
                "{\"kty\":\"EC\",\"crv\":\"secp256k1\",\"d\":17}",
                "{\"kty\":\"EC\",\"crv\":\"secp256k1\",\"d\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"}",
                "{\"kty\":\"RSA\",\"n\":\"AQAB\"}"
            })
    void refusesWhatIsNoKeyFile(String json) {
        assertCode("keystore-malformed", () -> Keystore.read(bytes(json), "testpassword"::toCharArray));
    }

    @Test
    void neverRepeatsASecretInAMessage() {
        String secret = "7a28b5ba57c53603b0b07b56bba752f7784bf506fa95edc395f5cf6c7514fe9";
        assertThatThrownBy(() -> Keystore.readHex(PaymentChain.ETH, bytes(secret + "!")))
                .message()
                .doesNotContain("7a28", "!");
        assertThatThrownBy(() -> Keystore.read(bytes("{\"kty\":\"EC\",\"d\":" + secret), () -> new char[0]))
                .message()
                .doesNotContain("7a28");
        assertThat(UserKey.solana(SECRET).toString()).doesNotContain("7a28", "[B");
    }

    @Test
    void readsBareSecrets() {
        String digits = HexFormat.of().formatHex(SECRET);
        for (String text :
                List.of(digits, "0x" + digits, digits + "\n", " " + digits.toUpperCase(java.util.Locale.ROOT))) {
            assertThat(Keystore.readHex(PaymentChain.ETH, bytes(text)).account())
                    .isEqualTo(UserKey.ethereum(SECRET).account());
            assertThat(Keystore.readHex(PaymentChain.SOL, bytes(text)).account())
                    .isEqualTo(UserKey.solana(SECRET).account());
        }
        for (String text : List.of("", "0x", digits + "00", digits.substring(2), "00".repeat(32), "ff".repeat(32))) {
            assertCode("keystore-malformed", () -> Keystore.readHex(PaymentChain.ETH, bytes(text)));
        }
        assertCode("not-supported", () -> Keystore.readHex(PaymentChain.AR, bytes(digits)));
        assertThat(Secp256k1Key.isSecret(SECRET)).isTrue();
    }

    private static void assertCode(String code, ThrowingCallable reading) {
        assertThatThrownBy(reading)
                .isInstanceOfSatisfying(
                        CairnException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
