package io.cairn.client.api;

import io.cairn.engine.model.Hash;
import io.cairn.engine.sql.SqlResult;

/**
 * Rows that a statement gave when it was run here, on pages that a proof binds to a block.
 *
 * @param height of the block that was read
 * @param stateRoot of that block
 * @param archive the proof, fit for a file {@code answer.car}
 */
public record SqlReading(SqlResult result, long height, Hash stateRoot, byte[] archive) {}
