package io.cairn.client.key;

import io.cairn.engine.crypto.Secp256k1Key;
import io.cairn.engine.model.CairnException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;

/** Random secrets and the bytes of passphrases. */
final class Secrets {
    private Secrets() {}

    static byte[] bytes(SecureRandom random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** 32 bytes that are a secret key of secp256k1. */
    static byte[] scalar(SecureRandom random) {
        while (true) {
            byte[] secret = bytes(random, Secp256k1Key.SECRET_KEY_BYTES);
            if (Secp256k1Key.isSecret(secret)) {
                return secret;
            }
        }
    }

    /** The UTF-8 bytes, in an array that the caller may clear. */
    static byte[] utf8(char[] passphrase) {
        ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(passphrase));
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(0, bytes);
        while (encoded.hasRemaining()) {
            encoded.put((byte) 0);
        }
        return bytes;
    }

    static CairnException.Fault platformBroken(GeneralSecurityException cause) {
        return new CairnException.Fault("platform-broken", "this Java platform lacks an algorithm it must have", cause);
    }
}
