package io.cairn.node.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.model.CairnException;
import io.cairn.node.pgwire.TlsFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS at the node's own port of PostgreSQL's protocol. */
final class WireTlsTest {
    @TempDir
    static Path keys;

    private static TestAuthority authority;
    private static TestAuthority other;

    @TempDir
    Path folder;

    @BeforeAll
    static void makeKeys() throws Exception {
        authority = new TestAuthority(keys.resolve("tls"), "EC");
        other = new TestAuthority(keys.resolve("other"), "RSA");
    }

    private static Map<String, String> settings(TestAuthority authority, String address) {
        return Map.of(
                "wire-bind",
                address,
                "wire-tls-certificate",
                authority.certificate().toString(),
                "wire-tls-key",
                authority.key().toString());
    }

    private static SqlClients.Run psql(WireNode.Port port, String mode, Path root) throws Exception {
        return SqlClients.run(
                port.environment(),
                "psql",
                "-X",
                "-A",
                "-t",
                "-c",
                "\\conninfo",
                "-c",
                "select 40 + 2",
                "host=localhost port=" + port.number() + " user=me dbname=" + port.database() + " sslmode=" + mode
                        + " sslrootcert=" + root);
    }

    @Test
    void psqlVerifiesTheNodeInFull() throws Exception {
        try (WireNode node = WireNode.start(folder.resolve("node"), settings(authority, "127.0.0.1"))) {
            SqlClients.Run verified = psql(node.own(), "verify-full", authority.root());
            assertThat(verified.output()).contains("SSL connection (protocol: TLSv1.3", "\n42\n");
            assertThat(verified.exit()).isZero();
            SqlClients.Run strange = psql(node.own(), "verify-full", other.root());
            assertThat(strange.output()).contains("certificate verify failed");
            assertThat(strange.exit()).isEqualTo(2);
            // On loopback who does not ask for TLS is let in all the same.
            assertThat(node.own().cells("select 1")).isEqualTo("1");
        }
    }

    @Test
    void onAnotherAddressTlsIsRequired() throws Exception {
        try (WireNode node = WireNode.start(folder.resolve("node"), settings(other, "0.0.0.0"))) {
            assertThat(psql(node.own(), "verify-full", other.root()).output()).contains("\n42\n");
            SqlClients.Run plain = psql(node.own(), "disable", other.root());
            assertThat(plain.output()).contains("FATAL:  connections without TLS are not allowed");
            assertThat(plain.exit()).isEqualTo(2);
        }
    }

    @Test
    void whatCannotBeIsSaid() {
        for (Map<String, String> odd : List.of(
                Map.of("wire-bind", "0.0.0.0"),
                Map.of("wire-tls-key", "server.key"),
                Map.of("wire-tls-certificate", "server.crt"))) {
            assertThatThrownBy(() -> WireNode.start(folder.resolve("node" + odd.hashCode()), odd))
                    .isInstanceOf(CairnException.Incorrect.class)
                    .hasMessageContaining("wire-tls-key");
        }
    }

    @Test
    void keysOfOtherKindsAreRead() throws Exception {
        TestAuthority edwards = new TestAuthority(folder, "Ed25519");
        assertThat(TlsFiles.context(edwards.certificate(), edwards.key()).getProtocol())
                .isEqualTo("TLS");
    }

    @Test
    void filesThatAreNoKeyOrDoNotBelongTogetherAreRefused() throws IOException {
        refused(authority.certificate(), other.key(), "is not the key of the certificate");
        refused(authority.certificate(), authority.certificate(), "openssl pkcs8");
        refused(authority.key(), authority.key(), "");
        refused(folder.resolve("none"), authority.key(), "none");
        refused(authority.certificate(), file("empty", ""), "holds no PRIVATE KEY");
        refused(file("empty", ""), authority.key(), "holds no certificate");
        refused(
                authority.certificate(),
                file("odd", "-----BEGIN PRIVATE KEY-----\n!!\n-----END PRIVATE KEY-----\n"),
                "holds a key that is none of");
        refused(authority.certificate(), file("large", "x".repeat(2 << 20)), "larger than 1 MiB");
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static void refused(Path certificate, Path key, String why) {
        assertThatThrownBy(() -> TlsFiles.context(certificate, key))
                .isInstanceOfSatisfying(
                        CairnException.Incorrect.class,
                        refused -> assertThat(refused.code()).isEqualTo("tls-invalid"))
                .hasMessageContaining(why);
    }
}
