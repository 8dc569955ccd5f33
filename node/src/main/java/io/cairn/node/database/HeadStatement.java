package io.cairn.node.database;

import io.cairn.engine.log.Header;
import io.cairn.engine.model.CairnException;
import java.nio.charset.StandardCharsets;

/**
 * A node's word, made now, that a block is its newest: Ed25519 over {@code "cairn head\n"}, then database, height,
 * header hash, the client's nonce and time, each followed by a newline. Only a fresh nonce shows freshness.
 */
public record HeadStatement(String nonce, long timeMillis, byte[] signature) {
    private static final int NONCE_DIGITS_MIN = 16;
    private static final int NONCE_DIGITS_MAX = 64;

    /** Signs the newest header over a client's nonce. */
    public static HeadStatement sign(NodeIdentity identity, Header header, String nonce, long timeMillis) {
        boolean valid = nonce.length() >= NONCE_DIGITS_MIN && nonce.length() <= NONCE_DIGITS_MAX;
        for (int i = 0; valid && i < nonce.length(); i++) {
            valid = Character.digit(nonce.charAt(i), 16) >= 0 && nonce.charAt(i) < 'g';
        }
        if (!valid) {
            throw new CairnException.Incorrect("parameter-invalid", "nonce", "a nonce is 16 to 64 hexadecimal digits");
        }
        byte[] text = text(header, nonce, timeMillis).getBytes(StandardCharsets.UTF_8);
        return new HeadStatement(nonce, timeMillis, identity.key().sign(text));
    }

    /** What is signed. */
    public static String text(Header header, String nonce, long timeMillis) {
        return "cairn head\n" + header.database() + "\n" + header.height() + "\n"
                + header.hash().hex() + "\n" + nonce + "\n" + timeMillis + "\n";
    }
}
