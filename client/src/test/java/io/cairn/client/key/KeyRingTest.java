package io.cairn.client.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.crypto.Addresses;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.PaymentChain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRingTest {
    private static final KeyRing.Passphrase NONE = key -> {
        throw new AssertionError("no passphrase is needed for " + key.name());
    };

    @TempDir
    private Path home;

    private Path folder;
    private KeyRing ring;

    @BeforeEach
    void open() {
        folder = home.resolve("keys");
        ring = KeyRing.at(folder);
    }

    @Test
    void keepsKeysUnderNamesAndAddresses() {
        KeyRing.StoredKey alice = ring.create("alice", PaymentChain.ETH, null);
        KeyRing.StoredKey bob = ring.create("bob", PaymentChain.SOL, null);
        assertThat(ring.list()).containsExactly(alice, bob);
        assertThat(ring.find("alice")).isEqualTo(alice);
        assertThat(ring.find(address(alice))).isEqualTo(alice);
        String checksummed = Addresses.display(alice.account());
        assertThat(ring.find(checksummed.substring("db3_user:eth:".length()))).isEqualTo(alice);
        assertThat(ring.find("db3_user:sol:" + address(bob))).isEqualTo(bob);
        assertThat(ring.load(bob, NONE).account()).isEqualTo(bob.account());
    }

    @Test
    void encryptsWithAPassphraseAndSaysWhenItDoesNot() {
        KeyRing.StoredKey sealed = ring.create("sealed", PaymentChain.ETH, "secret".toCharArray());
        assertThat(sealed.encrypted()).isTrue();
        assertThat(ring.list()).containsExactly(sealed);
        assertThat(ring.load(sealed, key -> "secret".toCharArray()).account()).isEqualTo(sealed.account());
        assertCode("passphrase-wrong", () -> ring.load(sealed, key -> "Secret".toCharArray()));
        assertThat(ring.create("open", PaymentChain.ETH, null).encrypted()).isFalse();
        assertCode("not-supported", () -> ring.create("sol", PaymentChain.SOL, "secret".toCharArray()));
    }

    @Test
    void nobodyElseMayReadTheFiles() throws IOException {
        KeyRing.StoredKey key = ring.create("mine", PaymentChain.ETH, null);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key.file())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        Files.setPosixFilePermissions(key.file(), PosixFilePermissions.fromString("rw-r-----"));
        assertCode("key-file-open", () -> ring.load(key, NONE));
    }

    @Test
    void neverOverwritesAKey() throws IOException {
        KeyRing.StoredKey key = ring.create("once", PaymentChain.ETH, null);
        byte[] before = Files.readAllBytes(key.file());
        assertCode("key-exists", () -> ring.create("once", PaymentChain.ETH, null));
        assertThat(Files.readAllBytes(key.file())).isEqualTo(before);
    }

    @Test
    void takesTheOnlyKeyAndNoGuess() {
        assertThat(ring.list()).isEmpty();
        assertCode("key-not-found", ring::only);
        KeyRing.StoredKey key = ring.create("first", PaymentChain.ETH, null);
        assertThat(ring.only()).isEqualTo(key);
        ring.create("second", PaymentChain.ETH, null);
        assertCode("key-ambiguous", ring::only);
        assertCode("key-not-found", () -> ring.find("third"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "../x", "a/b", "a b", "ä", "a.json"})
    void refusesNamesThatAreNoPlainWords(String name) {
        assertCode("key-name-malformed", () -> ring.create(name, PaymentChain.ETH, null));
        assertThat(Files.exists(folder)).isFalse();
    }

    @Test
    void namesTheFileThatIsNoKey() throws IOException {
        ring.create("good", PaymentChain.ETH, null);
        Files.writeString(folder.resolve("bad.json"), "{\"a\":1}");
        Files.writeString(folder.resolve("notes.txt"), "not looked at");
        assertThatThrownBy(ring::list).hasMessageContaining("bad.json");
        Files.write(folder.resolve("bad.json"), new byte[Keystore.LENGTH_MAX + 1]);
        assertCode("keystore-malformed", ring::list);
    }

    @Test
    void refusesSchemesOfOtherChains() {
        UserKey key = ring.load(ring.create("k", PaymentChain.SOL, null), NONE);
        for (io.cairn.engine.crypto.Scheme scheme :
                List.of(io.cairn.engine.crypto.Scheme.SECP256K1_EIP191, io.cairn.engine.crypto.Scheme.RSA_PSS_SHA256)) {
            assertCode("scheme-mismatch", () -> key.signer(scheme));
        }
    }

    private static String address(KeyRing.StoredKey key) {
        return java.util.Objects.requireNonNull(key.account()).address();
    }

    private static void assertCode(String code, ThrowingCallable action) {
        assertThatThrownBy(action)
                .isInstanceOfSatisfying(
                        CairnException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
