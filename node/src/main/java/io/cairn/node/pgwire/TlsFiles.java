package io.cairn.node.pgwire;

import io.cairn.engine.model.CairnException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A server's key and certificate, from files as certificate authorities hand them out. */
public final class TlsFiles {
    private static final int FILE_BYTES_MAX = 1 << 20;
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";
    private static final List<String> ALGORITHMS = List.of("EC", "RSA", "Ed25519");
    private static final String CODE = "tls-invalid";

    private TlsFiles() {}

    /**
     * TLS with a key.
     *
     * @param certificates PEM: the server's certificate, then those between it and the authority's
     * @param key PEM: the private key as PKCS #8, not encrypted; EC, RSA or Ed25519
     * @throws CairnException.Incorrect {@code tls-invalid} where they are not so, or do not belong together
     */
    public static SSLContext context(Path certificates, Path key) {
        try {
            Certificate[] chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(bytes(certificates)))
                    .toArray(new Certificate[0]);
            if (chain.length == 0) {
                throw new CairnException.Incorrect(CODE, certificates + " holds no certificate in PEM");
            }
            PrivateKey secret = key(key);
            if (!belongs(secret, chain[0].getPublicKey())) {
                throw new CairnException.Incorrect(CODE, key + " is not the key of the certificate in " + certificates);
            }
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(null, null);
            keys.setKeyEntry("server", secret, new char[0], chain);
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(keys, new char[0]);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(factory.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException odd) {
            throw new CairnException.Incorrect(
                    CODE, "no TLS with " + certificates + " and " + key + ": " + odd.getMessage());
        }
    }

    /** Whether what the one signs is what the other verifies. */
    private static boolean belongs(PrivateKey secret, PublicKey open) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(
                switch (secret.getAlgorithm()) {
                    case "EC" -> "SHA256withECDSA";
                    case "RSA" -> "SHA256withRSA";
                    default -> "Ed25519";
                });
        byte[] text = CODE.getBytes(StandardCharsets.US_ASCII);
        signature.initSign(secret);
        signature.update(text);
        byte[] signed = signature.sign();
        try {
            signature.initVerify(open);
            signature.update(text);
            return signature.verify(signed);
        } catch (InvalidKeyException | SignatureException _) {
            // A key of another kind.
            return false;
        }
    }

    private static byte[] bytes(Path file) throws IOException {
        if (Files.size(file) > FILE_BYTES_MAX) {
            throw new CairnException.Incorrect(CODE, file + " is larger than 1 MiB");
        }
        return Files.readAllBytes(file);
    }

    private static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
        String text = new String(bytes(file), StandardCharsets.US_ASCII);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new CairnException.Incorrect(
                    CODE, file + " holds no PRIVATE KEY in PEM; openssl pkcs8 -topk8 -nodes makes one of other forms");
        }
        byte[] encoded = Base64.getMimeDecoder().decode(text.substring(begin + BEGIN.length(), end));
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            } catch (GeneralSecurityException _) {
                // It is a key of another kind.
            }
        }
        throw new CairnException.Incorrect(CODE, file + " holds a key that is none of " + ALGORITHMS);
    }
}
