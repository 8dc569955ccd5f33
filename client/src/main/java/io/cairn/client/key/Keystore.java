package io.cairn.client.key;

import io.cairn.engine.codec.Json;
import io.cairn.engine.crypto.Secp256k1Key;
import io.cairn.engine.model.Account;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.PaymentChain;
import io.cairn.engine.model.Value;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The contents of key files: Web3 Secret Storage version 3 (encrypted), JSON Web Keys, and a bare secret in
 * hexadecimal.
 */
public final class Keystore {
    /** The longest key file that is read, in bytes. */
    public static final int LENGTH_MAX = 64 << 10;

    private Keystore() {}

    /**
     * What a key file says of itself without its secret.
     *
     * @param account the account, or null where an encrypted file does not name it
     * @param encrypted whether a passphrase is needed
     */
    public record Summary(@Nullable Account account, boolean encrypted) {}

    /**
     * Reads a key from a JSON file.
     *
     * @param passphrase asked only where the file is encrypted; what it gives is cleared
     * @throws CairnException.Incorrect {@code keystore-malformed}, or {@code passphrase-wrong}
     * @throws CairnException.Unsupported for ciphers, derivations and kinds of keys that are not known
     */
    public static UserKey read(byte[] json, Supplier<char[]> passphrase) {
        Fields file = fields(json);
        if (Jwk.isJwk(file)) {
            return Jwk.read(file);
        }
        Account named = web3Account(file);
        UserKey key = decrypt(file, passphrase.get());
        if (named != null && !named.equals(key.account())) {
            throw file.refusal("address", "the key in this file belongs to another address");
        }
        return key;
    }

    /** Looks at a JSON file without its passphrase. */
    public static Summary summary(byte[] json) {
        Fields file = fields(json);
        return Jwk.isJwk(file) ? new Summary(Jwk.read(file).account(), false) : new Summary(web3Account(file), true);
    }

    /**
     * Reads a bare secret: 64 hexadecimal digits, with {@code 0x} or without, white space around it.
     *
     * @param chain {@code eth} for a secp256k1 key, {@code sol} for an Ed25519 seed
     */
    public static UserKey readHex(PaymentChain chain, byte[] text) {
        String digits = text.length > LENGTH_MAX ? "" : new String(text, StandardCharsets.US_ASCII).strip();
        digits = digits.startsWith("0x") ? digits.substring(2) : digits;
        byte[] secret;
        try {
            secret = HexFormat.of().parseHex(digits);
        } catch (IllegalArgumentException _) {
            // The decoder's message would repeat characters of the secret.
            secret = new byte[0];
        }
        return switch (chain) {
            case ETH -> {
                require(Secp256k1Key.isSecret(secret));
                yield UserKey.ethereum(secret);
            }
            case SOL -> {
                require(secret.length == 32);
                yield UserKey.solana(secret);
            }
            case AR -> throw new CairnException.Unsupported("key", "an RSA key is read as a JSON Web Key");
        };
    }

    /** The JSON Web Key: not encrypted. */
    public static byte[] write(UserKey key) {
        return utf8(Jwk.write(key));
    }

    /**
     * Web3 Secret Storage under a passphrase.
     *
     * @throws CairnException.Unsupported where the key is no secp256k1 key, which the format cannot hold
     */
    public static byte[] writeEncrypted(UserKey key, char[] passphrase) {
        return writeEncrypted(key, passphrase, Web3Keystore.Cost.DEFAULT);
    }

    static byte[] writeEncrypted(UserKey key, char[] passphrase, Web3Keystore.Cost cost) {
        if (!(key instanceof EthereumKey ethereum)) {
            throw new CairnException.Unsupported("passphrase", "only eth keys can be kept under a passphrase");
        }
        if (passphrase.length == 0) {
            throw new CairnException.Incorrect(
                    "passphrase-empty", "passphrase", "an empty passphrase protects nothing");
        }
        return utf8(Web3Keystore.write(ethereum, passphrase, cost));
    }

    private static Fields fields(byte[] json) {
        if (json.length > LENGTH_MAX) {
            throw Fields.malformed("", "a key file has at most " + LENGTH_MAX + " bytes");
        }
        Fields file;
        try {
            file = Fields.of(Json.parse(json));
        } catch (CairnException.Incorrect e) {
            // The parser's message quotes the text, which may be a secret.
            throw Fields.malformed(e.at(), "a key file is a JSON object");
        }
        if (!Jwk.isJwk(file) && !Web3Keystore.isKeystore(file)) {
            throw Fields.malformed("", "neither Web3 Secret Storage nor a JSON Web Key");
        }
        return file;
    }

    private static UserKey decrypt(Fields file, char[] passphrase) {
        try {
            return Web3Keystore.read(file, passphrase);
        } finally {
            Arrays.fill(passphrase, '\0');
        }
    }

    private static @Nullable Account web3Account(Fields file) {
        if (file.textOrNull("address") == null) {
            return null;
        }
        return Account.of(PaymentChain.ETH, file.hex("address", 20, 20));
    }

    private static void require(boolean isSecret) {
        if (!isSecret) {
            throw Fields.malformed("key", "expected the 64 hexadecimal digits of a secret key");
        }
    }

    private static byte[] utf8(Value.Document document) {
        return (Json.printPretty(document) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
