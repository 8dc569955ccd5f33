package io.cairn.node.pgwire;

/**
 * What one server gives its clients.
 *
 * @param connectionsMax at a time
 * @param messageBytesMax of one message of a client, and of one line that it copies in
 * @param statementsMax prepared statements, and as many portals, of one connection
 * @param heldBytesMax of the texts of a connection's prepared statements, and as many of its portals' parameters
 * @param startupMillisMax until a client has shown who it is
 * @param idleMillisMax between two messages of a client
 */
public record PgLimits(
        int connectionsMax,
        int messageBytesMax,
        int statementsMax,
        long heldBytesMax,
        int startupMillisMax,
        int idleMillisMax) {
    /** Limits for a server beside its user: 100 connections, messages of 16 MiB, a day of silence. */
    public static final PgLimits STANDARD = new PgLimits(100, 16 << 20, 4_096, 64L << 20, 10_000, 86_400_000);

    /** Refuses what allows nothing. */
    public PgLimits {
        boolean positive = connectionsMax > 0 && messageBytesMax > 0 && statementsMax > 0;
        if (!positive || heldBytesMax <= 0 || startupMillisMax <= 0 || idleMillisMax <= 0) {
            throw new IllegalArgumentException("limits are positive");
        }
    }
}
