package io.cairn.client.key;

import io.cairn.engine.crypto.Keccak256;
import io.cairn.engine.crypto.Secp256k1Key;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A secp256k1 key under a passphrase: Web3 Secret Storage, version 3, as geth and ethers read it.
 *
 * <p>Source of the format: <a
 * href="https://ethereum.org/developers/docs/data-structures-and-encoding/web3-secret-storage/">Web3
 * Secret Storage Definition</a>. Read: scrypt and PBKDF2 with HMAC-SHA-256, AES-128-CTR. Written:
 * scrypt. A passphrase counts as its UTF-8 bytes.
 */
final class Web3Keystore {
    private static final int VERSION = 3;
    private static final int DERIVED_BYTES = 32;
    private static final int CIPHER_KEY_BYTES = 16;
    private static final int IV_BYTES = 16;
    private static final int SALT_BYTES_MAX = 1024;
    private static final int ITERATIONS_MAX = 10_000_000;
    private static final int SCRYPT_N_MAX = 1 << 22;
    private static final int SCRYPT_R_MAX = 64;
    private static final int SCRYPT_P_MAX = 64;

    /** More memory than any wallet in use asks for: geth's default is 256 MiB. */
    private static final long SCRYPT_MEMORY_BYTES_MAX = 512L << 20;

    private Web3Keystore() {}

    /**
     * The work of scrypt.
     *
     * @param n a power of two; memory is 128·n·r bytes
     */
    record Cost(int n, int r, int p) {
        /** Equal to OWASP's first choice in time, with a quarter of its memory: 32 MiB. */
        static final Cost DEFAULT = new Cost(1 << 15, 8, 3);
    }

    static boolean isKeystore(Fields file) {
        return file.document().has("version");
    }

    /**
     * Decrypts.
     *
     * @throws CairnException.Incorrect {@code keystore-malformed} or {@code
     *     passphrase-wrong}
     */
    static UserKey read(Fields file, char[] passphrase) {
        file.integer("version", VERSION, VERSION);
        Fields crypto = file.object(file.document().has("Crypto") ? "Crypto" : "crypto");
        checkWord(crypto, "cipher", "aes-128-ctr");
        byte[] iv = crypto.object("cipherparams").hex("iv", IV_BYTES, IV_BYTES);
        byte[] encrypted = crypto.hex("ciphertext", Secp256k1Key.SECRET_KEY_BYTES, Secp256k1Key.SECRET_KEY_BYTES);
        byte[] mac = crypto.hex("mac", DERIVED_BYTES, DERIVED_BYTES);
        byte[] derived = derive(crypto, passphrase);
        if (!MessageDigest.isEqual(mac, mac(derived, encrypted))) {
            throw new CairnException.Incorrect(
                    "passphrase-wrong", "passphrase", "the passphrase does not fit this key");
        }
        byte[] secret = cipher(derived, iv, encrypted);
        if (!Secp256k1Key.isSecret(secret)) {
            throw crypto.refusal("ciphertext", "the decrypted bytes are no secp256k1 key");
        }
        return UserKey.ethereum(secret);
    }

    /** Encrypts. */
    static Value.Document write(EthereumKey key, char[] passphrase, Cost cost) {
        SecureRandom random = new SecureRandom();
        byte[] salt = Secrets.bytes(random, DERIVED_BYTES);
        byte[] iv = Secrets.bytes(random, IV_BYTES);
        byte[] derived = scrypt(passphrase, salt, cost);
        byte[] encrypted = cipher(derived, iv, key.key().secretKey());
        HexFormat hex = HexFormat.of();
        Value.Document parameters = Value.Document.builder()
                .put("dklen", DERIVED_BYTES)
                .put("n", cost.n())
                .put("p", cost.p())
                .put("r", cost.r())
                .put("salt", hex.formatHex(salt))
                .build();
        Value.Document crypto = Value.Document.builder()
                .put("cipher", "aes-128-ctr")
                .put(
                        "cipherparams",
                        Value.Document.builder().put("iv", hex.formatHex(iv)).build())
                .put("ciphertext", hex.formatHex(encrypted))
                .put("kdf", "scrypt")
                .put("kdfparams", parameters)
                .put("mac", hex.formatHex(mac(derived, encrypted)))
                .build();
        return Value.Document.builder()
                .put("address", hex.formatHex(key.account().addressBytes()))
                .put("crypto", crypto)
                .put("id", randomId(random))
                .put("version", VERSION)
                .build();
    }

    private static String randomId(SecureRandom random) {
        ByteBuffer bits = ByteBuffer.wrap(Secrets.bytes(random, 2 * Long.BYTES));
        long high = (bits.getLong() & ~0xf000L) | 0x4000L;
        long low = (bits.getLong() & ~(3L << 62)) | (2L << 62);
        return new UUID(high, low).toString();
    }

    private static byte[] derive(Fields crypto, char[] passphrase) {
        Fields parameters = crypto.object("kdfparams");
        parameters.integer("dklen", DERIVED_BYTES, DERIVED_BYTES);
        byte[] salt = parameters.hex("salt", 1, SALT_BYTES_MAX);
        return switch (crypto.text("kdf")) {
            case "scrypt" -> scrypt(passphrase, salt, cost(parameters));
            case "pbkdf2" -> {
                checkWord(parameters, "prf", "hmac-sha256");
                yield pbkdf2(passphrase, salt, parameters.integer("c", 1, ITERATIONS_MAX));
            }
            default -> throw unsupported(crypto, "kdf");
        };
    }

    private static Cost cost(Fields parameters) {
        int n = parameters.integer("n", 2, SCRYPT_N_MAX);
        int r = parameters.integer("r", 1, SCRYPT_R_MAX);
        int p = parameters.integer("p", 1, SCRYPT_P_MAX);
        if (Integer.bitCount(n) != 1 || 128L * n * r > SCRYPT_MEMORY_BYTES_MAX) {
            throw parameters.refusal("n", "expected a power of two, and at most 512 MiB of memory");
        }
        return new Cost(n, r, p);
    }

    private static byte[] scrypt(char[] passphrase, byte[] salt, Cost cost) {
        byte[] secret = Secrets.utf8(passphrase);
        byte[] derived = Scrypt.derive(secret, salt, cost, DERIVED_BYTES);
        Arrays.fill(secret, (byte) 0);
        return derived;
    }

    private static byte[] pbkdf2(char[] passphrase, byte[] salt, int iterations) {
        byte[] secret = Secrets.utf8(passphrase);
        byte[] derived = Scrypt.pbkdf2(secret, salt, iterations, DERIVED_BYTES);
        Arrays.fill(secret, (byte) 0);
        return derived;
    }

    private static byte[] mac(byte[] derived, byte[] encrypted) {
        return Keccak256.hash(Arrays.copyOfRange(derived, CIPHER_KEY_BYTES, DERIVED_BYTES), encrypted);
    }

    /** AES-128-CTR, which undoes itself. */
    private static byte[] cipher(byte[] derived, byte[] iv, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            SecretKeySpec key = new SecretKeySpec(derived, 0, CIPHER_KEY_BYTES, "AES");
            cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(iv));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw Secrets.platformBroken(e);
        }
    }

    private static void checkWord(Fields fields, String name, String expected) {
        if (!fields.text(name).equals(expected)) {
            throw unsupported(fields, name);
        }
    }

    private static CairnException unsupported(Fields fields, String name) {
        return new CairnException.Unsupported(fields.path() + name, "unknown " + name + " of a keystore");
    }
}
