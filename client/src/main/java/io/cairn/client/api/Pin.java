package io.cairn.client.api;

import io.cairn.engine.codec.Json;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import io.cairn.engine.witness.ProvenHeader;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * What a client remembers of a database, so that nobody can show it another history.
 *
 * @param network the network's name
 * @param nodeKey the key that signs for the database, 64 hexadecimal digits
 * @param genesis the id of the mutation that made the database
 * @param height the highest block ever seen; 0 for none
 * @param hash of that block's header; zero for none
 * @param logSize entries in the log at that block
 * @param logRoot root of the log at that block; zero for none
 */
public record Pin(
        String database,
        String network,
        String nodeKey,
        Hash genesis,
        long height,
        Hash hash,
        long logSize,
        Hash logRoot) {
    private static final String FORMAT = "cairn-pin-1";

    /** A pin of a database of which no block was seen. */
    public static Pin fresh(String database, String network, String nodeKey, Hash genesis) {
        return new Pin(database, network, nodeKey, genesis, 0, Hash.ZERO, 0, Hash.ZERO);
    }

    /** The chain id that mutations of the database sign. */
    public String chainId() {
        return network + "/" + database + "/" + genesis.hex();
    }

    /** The key's 32 bytes. */
    public byte[] nodeKeyBytes() {
        return HexFormat.of().parseHex(nodeKey);
    }

    Pin at(ProvenHeader proven) {
        return new Pin(
                database,
                network,
                nodeKey,
                genesis,
                proven.header().height(),
                proven.hash(),
                proven.header().logSize(),
                proven.header().logRoot());
    }

    byte[] toJson() {
        Value.Document fields = Value.Document.builder()
                .put("format", FORMAT)
                .put("database", database)
                .put("network", network)
                .put("nodeKey", nodeKey)
                .put("genesis", genesis.hex())
                .put("height", height)
                .put("hash", hash.hex())
                .put("logSize", logSize)
                .put("logRoot", logRoot.hex())
                .build();
        return (Json.printPretty(fields) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    static Pin parse(byte[] json) {
        Shape fields = Shape.parse(json);
        if (!fields.text("format").equals(FORMAT)) {
            throw Shape.malformed("unknown format of a pin");
        }
        return new Pin(
                fields.text("database"),
                fields.text("network"),
                fields.hash("nodeKey").hex(),
                fields.hash("genesis"),
                fields.number("height"),
                fields.hash("hash"),
                fields.number("logSize"),
                fields.hash("logRoot"));
    }
}
