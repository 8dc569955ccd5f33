package io.cairn.node.database;

import java.nio.charset.StandardCharsets;

/**
 * A node's signed word that a mutation has a place: Ed25519 over {@code "cairn promise\n"}, then database, sequence,
 * time and mutation id, each followed by a newline. A promise that the log contradicts is evidence.
 */
public final class Promises {
    private Promises() {}

    /** Signs the place of a fate. */
    public static byte[] sign(NodeIdentity identity, String database, Fate fate) {
        return identity.key().sign(text(database, fate).getBytes(StandardCharsets.UTF_8));
    }

    /** What is signed. */
    public static String text(String database, Fate fate) {
        return "cairn promise\n" + database + "\n" + fate.sequence() + "\n" + fate.timeMillis() + "\n"
                + fate.id().hex() + "\n";
    }
}
