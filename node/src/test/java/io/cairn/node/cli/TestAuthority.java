package io.cairn.node.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An authority with a server's certificate that it has signed, made by the JDK's own tool, as files in PEM. */
final class TestAuthority {
    private static final String PASSWORD = "secret";

    private final Path folder;

    /** Makes one, with keys of an algorithm. */
    TestAuthority(Path folder, String algorithm) throws Exception {
        this.folder = folder;
        Files.createDirectories(folder);
        keytool("-alias", "authority", "-keyalg", algorithm, "-dname", "CN=authority", "-ext", "bc:c");
        keytool(
                "-alias",
                "server",
                "-keyalg",
                algorithm,
                "-dname",
                "CN=server",
                "-signer",
                "authority",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1");
        write();
    }

    private void keytool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                folder.resolve("keys.p12").toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD));
        command.addAll(List.of(arguments));
        Path output = folder.resolve("keytool.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException(Files.readString(output));
        }
    }

    private void write() throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve("keys.p12"))) {
            keys.load(in, PASSWORD.toCharArray());
        }
        StringBuilder chain = new StringBuilder();
        for (Certificate certificate : keys.getCertificateChain("server")) {
            chain.append(pem("CERTIFICATE", certificate.getEncoded()));
        }
        Files.writeString(certificate(), chain);
        Files.writeString(
                key(),
                pem("PRIVATE KEY", keys.getKey("server", PASSWORD.toCharArray()).getEncoded()));
        Files.writeString(
                root(), pem("CERTIFICATE", keys.getCertificate("authority").getEncoded()));
    }

    private static String pem(String kind, byte[] bytes) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n";
    }

    /** The server's certificate and the authority's. */
    Path certificate() {
        return folder.resolve("server.crt");
    }

    /** The server's key. */
    Path key() {
        return folder.resolve("server.key");
    }

    /** The authority's certificate, for who trusts it. */
    Path root() {
        return folder.resolve("root.crt");
    }
}
