package io.cairn.engine.state;

/**
 * An entry on which the engine itself breaks, so that its database cannot go on: every replay meets it again, until a
 * quarantine record names it.
 */
public final class EngineFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long sequence;

    EngineFailure(long sequence, Throwable cause) {
        super("the engine breaks on entry " + sequence + ": " + cause, cause);
        this.sequence = sequence;
    }

    /** The sequence of the entry. */
    public long sequence() {
        return sequence;
    }
}
