package io.cairn.node.pgwire;

import io.cairn.node.pgtype.SqlFailure;
import io.cairn.node.pgtype.SqlState;
import java.io.IOException;

/** What a client sent cannot be read as messages any more: the connection ends. */
final class BrokenWireException extends IOException {
    private static final long serialVersionUID = 1L;

    BrokenWireException(String message) {
        super(message);
    }

    /** What the client is told before. */
    SqlFailure failure() {
        return SqlFailure.of(SqlState.PROTOCOL_VIOLATION, String.valueOf(getMessage()));
    }
}
