package io.cairn.h2.deterministic;

/** A statement made more text than a statement may, or JSON deeper or with larger numbers than there may be. */
public final class OutgrownException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OutgrownException(String what) {
        super(what);
    }

    OutgrownException(long max) {
        super("the statement makes more than " + max + " characters of text");
    }
}
