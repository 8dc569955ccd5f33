package io.cairn.engine.sql;

/**
 * A statement drew more values than the range has that was set aside for it. It has to be taken back and run again; then
 * the next range serves it, or the head where there is none.
 */
public final class LaneUsedUpException extends RuntimeException {
    private static final long serialVersionUID = 1;

    LaneUsedUpException() {
        super("more values are drawn than are set aside", null, false, false);
    }
}
