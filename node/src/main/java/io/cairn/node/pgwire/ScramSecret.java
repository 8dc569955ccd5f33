package io.cairn.node.pgwire;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a server keeps of a password: enough to check it, not enough to log in elsewhere (RFC 5802, RFC 7677).
 *
 * @param salt of the password's hash
 * @param iterations of the hash
 * @param storedKey the hash of the key that a client proves to know
 * @param serverKey the key that the server proves to know
 */
public record ScramSecret(byte[] salt, int iterations, byte[] storedKey, byte[] serverKey) {
    /** What PostgreSQL 15 uses. */
    public static final int ITERATIONS = 4_096;

    private static final int KEY_BITS = 256;

    /**
     * The secret of a password.
     *
     * @throws IllegalArgumentException where it is empty or has a character that is no printable ASCII: how others are
     *     normalised differs between clients
     */
    public static ScramSecret of(String password, byte[] salt, int iterations) {
        if (password.isEmpty() || password.chars().anyMatch(c -> c < 0x20 || c > 0x7E)) {
            throw new IllegalArgumentException("a password has one printable ASCII character or more, and no other");
        }
        byte[] salted = salted(password, salt, iterations);
        byte[] clientKey = hmac(salted, "Client Key");
        return new ScramSecret(salt, iterations, sha256(clientKey), hmac(salted, "Server Key"));
    }

    private static byte[] salted(String password, byte[] salt, int iterations) {
        try {
            PBEKeySpec key = new PBEKeySpec(password.toCharArray(), salt, iterations, KEY_BITS);
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(key)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has PBKDF2WithHmacSHA256", e);
        }
    }

    static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ScramSecret secret
                && iterations == secret.iterations
                && Arrays.equals(salt, secret.salt)
                && Arrays.equals(storedKey, secret.storedKey)
                && Arrays.equals(serverKey, secret.serverKey);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(storedKey);
    }

    @Override
    public String toString() {
        return "ScramSecret[iterations=" + iterations + "]";
    }
}
