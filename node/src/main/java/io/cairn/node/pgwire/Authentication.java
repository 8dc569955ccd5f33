package io.cairn.node.pgwire;

import java.util.Map;

/** How clients show who they are. */
public sealed interface Authentication {
    /** Whoever reaches the address may be whom they say. Only for loopback addresses. */
    record Trust() implements Authentication {}

    /**
     * By SCRAM-SHA-256.
     *
     * @param users what is kept of each user's password, by name
     */
    record Scram(Map<String, ScramSecret> users) implements Authentication {
        /** Copies the map. */
        public Scram {
            users = Map.copyOf(users);
        }
    }
}
