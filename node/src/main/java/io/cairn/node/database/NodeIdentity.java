package io.cairn.node.database;

import io.cairn.engine.crypto.NodeKey;
import java.util.HexFormat;

/**
 * Who a node is.
 *
 * @param network the name of the network that its databases belong to
 */
public record NodeIdentity(String network, NodeKey key) {
    /** The public key in hexadecimal. */
    public String publicKeyHex() {
        return HexFormat.of().formatHex(key.publicKey());
    }
}
