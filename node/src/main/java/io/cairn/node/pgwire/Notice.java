package io.cairn.node.pgwire;

/** Something that a client should know and that is no failure. */
public record Notice(Level level, String state, String message) {
    /** How much it matters, from least to most, as {@code client_min_messages} orders it. */
    public enum Level {
        /** For those who look for a fault. */
        DEBUG,
        /** For a log. */
        LOG,
        /** Worth knowing. */
        NOTICE,
        /** Probably not what was meant. */
        WARNING,
        /** Always shown. */
        INFO
    }

    /** A notice with the SQLSTATE of success. */
    public static Notice of(String message) {
        return new Notice(Level.NOTICE, "00000", message);
    }

    /** A warning. */
    public static Notice warning(String state, String message) {
        return new Notice(Level.WARNING, state, message);
    }
}
