package io.cairn.node.store;

import java.nio.charset.StandardCharsets;

/** The column families of the store. Every key begins with the number of its database, u32 big-endian. */
enum Family {
    /** Page id (u64) to the page's record. */
    PAGES("pages"),
    /** Level (u8) and index (u64) to the hash of a node of the Merkle log. */
    LOG("log"),
    /** Mutation id (32 bytes) to sequence (u64) and place (u32). */
    IDS("ids"),
    /** Height (u64) to the block's bytes. */
    BLOCKS("blocks"),
    /** A name to bytes; the empty name is the root record's. */
    META("meta");

    private final String storedName;

    Family(String storedName) {
        this.storedName = storedName;
    }

    byte[] storedName() {
        return storedName.getBytes(StandardCharsets.US_ASCII);
    }
}
