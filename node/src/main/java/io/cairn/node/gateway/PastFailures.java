package io.cairn.node.gateway;

import io.cairn.engine.model.CairnException;

/** What PostgreSQL's clients are told where a state of the past cannot be read. */
final class PastFailures {
    private PastFailures() {}

    /** The failure with an SQLSTATE: 72000, snapshot too old, for a state that is kept no more; 22023 for no block. */
    static CairnException of(CairnException.NotFound absent) {
        return switch (absent.code()) {
            case "block-not-retained" ->
                new CairnException.Refused("sql-72000", "statement", String.valueOf(absent.getMessage()));
            case "block-not-found" ->
                new CairnException.Refused("sql-22023", "statement", String.valueOf(absent.getMessage()));
            default -> absent;
        };
    }
}
