package io.cairn.node.shell;

import io.cairn.client.api.Fate;
import io.cairn.engine.model.Hash;
import io.cairn.engine.sql.SqlResult;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a statement led to. */
public sealed interface Answer {
    /**
     * Rows.
     *
     * @param height of the block that was read
     * @param stateRoot of that block
     * @param trust why the rows are to be believed, in one word
     * @param proof makes a proof that is fit for a file {@code answer.car}; empty where there is none
     */
    record Rows(SqlResult result, long height, Hash stateRoot, String trust, Supplier<byte[]> proof)
            implements Answer {}

    /**
     * A change that was carried out.
     *
     * @param words what was done, as PostgreSQL says it
     * @param rows what the statement answered, as {@code RETURNING} does; null for one that answers nothing
     */
    record Changed(String words, Fate fate, @Nullable SqlResult rows) implements Answer {}

    /**
     * Something that stays here until a block of statements is committed, or is about the block.
     *
     * @param words what was done, as PostgreSQL says it
     * @param changed how many rows
     */
    record Noted(String words, long changed) implements Answer {}
}
