package io.cairn.engine.crypto;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Check;
import io.cairn.engine.model.Value;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The typed data (EIP-712) that wallets show for a mutation or a bundle.
 *
 * <pre>
 * EIP712Domain(string name,string version,bytes32 salt)   "Cairn", "1", SHA-256(UTF-8 of chainId)
 * Mutation(string version,string chainId,string paymentChainId,int64 nonce,string type,bytes32 dataHash)
 * Bundle(string version,string chainId,string paymentChainId,int64 nonce,bytes32 mutationsRoot)
 * </pre>
 *
 * <p>{@code dataHash} is SHA-256 of the data. The digest is {@code keccak256(0x1901 || domain separator
 * || struct hash)}.
 */
public final class Eip712 {
    private static final int WORD_BYTES = 32;
    private static final byte[] PREFIX = {0x19, 0x01};

    private static final byte[] DOMAIN_TYPE = text("EIP712Domain(string name,string version,bytes32 salt)");
    private static final byte[] DOMAIN_NAME = text("Cairn");
    private static final byte[] DOMAIN_VERSION = text("1");
    private static final byte[] MUTATION_TYPE = text(
            "Mutation(string version,string chainId,string paymentChainId,int64 nonce,string type,bytes32 dataHash)");
    private static final byte[] BUNDLE_TYPE =
            text("Bundle(string version,string chainId,string paymentChainId,int64 nonce,bytes32 mutationsRoot)");

    private Eip712() {}

    /**
     * The 32-byte digest that is signed.
     *
     * @throws CairnException.Incorrect {@code message-untyped} for a root without fields
     */
    public static byte[] digest(SignedMessage message) {
        return switch (message) {
            case SignedMessage.OfMutation mutation ->
                digest(mutation.origin(), MUTATION_TYPE, text(mutation.type()), Sha256.digest(mutation.data()));
            case SignedMessage.OfBundle bundle ->
                digest(bundle.origin(), BUNDLE_TYPE, bundle.mutationsRoot().toBytes());
            case SignedMessage.OfRoot _ ->
                throw new CairnException.Incorrect(
                        "message-untyped", "signature/scheme", "typed data is for mutations and bundles");
        };
    }

    private static byte[] digest(SignedMessage.Origin origin, byte[] type, byte[]... rest) {
        byte[][] words = {
            type, text(origin.version()), text(origin.chainId()), text(origin.paymentChainId()), word(origin.nonce())
        };
        byte[][] all = Arrays.copyOf(words, words.length + rest.length);
        System.arraycopy(rest, 0, all, words.length, rest.length);
        return Keccak256.hash(PREFIX, domainSeparator(origin.chainId()), Keccak256.hash(all));
    }

    static byte[] domainSeparator(String chainId) {
        byte[] salt = Sha256.digest(chainId.getBytes(StandardCharsets.UTF_8));
        return Keccak256.hash(DOMAIN_TYPE, DOMAIN_NAME, DOMAIN_VERSION, salt);
    }

    private static byte[] text(String value) {
        Check.argument(Value.Text.isWellFormed(value), "message", "text holds a lone surrogate");
        return Keccak256.hash(value.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] word(long value) {
        byte[] word = new byte[WORD_BYTES];
        Arrays.fill(word, (byte) (value >> 63));
        for (int i = 0; i < Long.BYTES; i++) {
            word[WORD_BYTES - 1 - i] = (byte) (value >>> (8 * i));
        }
        return word;
    }
}
