package io.cairn.node.pgwire;

import java.util.Map;

/** How clients show who they are. */
public sealed interface Authentication {
    /** Whoever reaches the address may be whom they say. Only for loopback addresses. */
    record Trust() implements Authentication {}

    /**
     * By a password that is sent as it is and says by itself who the client is: a token. For loopback addresses, and for
     * connections with TLS.
     *
     * @param passwords who knows them
     */
    record Password(Passwords passwords) implements Authentication {}

    /** Knows clients by their passwords. Threading: any thread. */
    interface Passwords {
        /**
         * The name by which a client goes from here on.
         *
         * @throws io.cairn.node.pgtype.SqlFailure where the password lets nobody in
         */
        String user(Startup startup, String password);
    }

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
