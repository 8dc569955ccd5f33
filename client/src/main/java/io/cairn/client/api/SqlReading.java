package io.cairn.client.api;

import io.cairn.engine.model.Hash;
import io.cairn.engine.sql.SqlResult;

/**
 * Rows that a statement gave: when it was run here, on pages that a proof binds to a block; or, for readers whose rights
 * are limited, on the node, which has signed them.
 *
 * @param height of the block that was read
 * @param stateRoot of that block
 * @param archive the proof, fit for a file {@code answer.car} where it is whole ({@link ReadOptions#keeping}), or the
 *     signed answer
 * @param proved whether it is proved; else it is attested
 */
public record SqlReading(SqlResult result, long height, Hash stateRoot, byte[] archive, boolean proved) {}
