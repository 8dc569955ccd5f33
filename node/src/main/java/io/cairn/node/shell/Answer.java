package io.cairn.node.shell;

import io.cairn.client.api.Fate;
import io.cairn.engine.model.Hash;
import io.cairn.engine.sql.SqlResult;

/** What a statement led to. */
public sealed interface Answer {
    /**
     * Rows.
     *
     * @param height of the block that was read
     * @param stateRoot of that block
     * @param trust why the rows are to be believed, in one word
     * @param proof fit for a file {@code answer.car}; empty where there is none
     */
    record Rows(SqlResult result, long height, Hash stateRoot, String trust, byte[] proof) implements Answer {}

    /**
     * A change.
     *
     * @param words what was done, as PostgreSQL says it
     */
    record Changed(String words, Fate fate) implements Answer {}
}
