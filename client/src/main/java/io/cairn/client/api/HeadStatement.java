package io.cairn.client.api;

import io.cairn.engine.crypto.NodeKey;
import io.cairn.engine.log.Header;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.witness.ProvenHeader;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * A node's signed word, given just now, that a block is its newest. It has continued every block that this client has
 * seen. The text is that of docs/formats.md, section 9.
 *
 * @param header of the newest block
 * @param hash of that header
 * @param nonce what the client had asked with; being fresh, it shows that the statement is
 * @param timeMillis when the node signed, by its own clock
 */
public record HeadStatement(Header header, Hash hash, String nonce, long timeMillis, byte[] signature) {
    private static final int NONCE_BYTES = 16;

    /** Asks over a fresh nonce, and checks the answer against all that is pinned. */
    static HeadStatement ask(Contact contact) {
        byte[] random = new byte[NONCE_BYTES];
        new SecureRandom().nextBytes(random);
        String nonce = HexFormat.of().formatHex(random);
        Heads heads = contact.heads();
        Pin asked = heads.pin();
        Shape told = contact.json("/head?nonce=" + nonce);
        byte[] bytes = told.bytes("header");
        Header header = decode(bytes);
        HeadStatement statement =
                new HeadStatement(header, Header.hash(bytes), nonce, told.number("time"), told.bytes("signature"));
        statement.verify(asked.nodeKeyBytes());
        heads.acceptNewest(new ProvenHeader(asked.network(), header, statement.hash()), asked);
        return statement;
    }

    private static Header decode(byte[] bytes) {
        try {
            return Header.decode(bytes);
        } catch (CairnException.Incorrect | CairnException.Unsupported malformed) {
            throw new CairnException.ProofInvalid("header-malformed", "header", malformed.getMessage());
        }
    }

    /** What the node has signed. */
    public String text() {
        return "cairn head\n" + header.database() + "\n" + header.height() + "\n" + hash.hex() + "\n" + nonce + "\n"
                + timeMillis + "\n";
    }

    /** Refuses, with {@code head-statement-invalid}, what the key has not signed over this nonce. */
    public void verify(byte[] nodeKey) {
        try {
            NodeKey.verify(nodeKey, text().getBytes(StandardCharsets.UTF_8), signature);
        } catch (CairnException.ProofInvalid wrong) {
            throw new CairnException.ProofInvalid(
                    "head-statement-invalid",
                    "signature",
                    "the node has not signed block " + header.height() + " as its newest over the nonce " + nonce + ": "
                            + wrong.getMessage());
        }
    }
}
