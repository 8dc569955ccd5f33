package io.cairn.engine.mutation;

import io.cairn.engine.model.Hash;
import org.jspecify.annotations.Nullable;

/**
 * Where the signer of SQL statements ran them before: an interactive transaction on a private copy of the state.
 *
 * @param height of the block whose state was copied
 * @param seed what random numbers come from, so that they are those that the signer saw; its first 16 bytes name the lane
 *     from which values of sequences are taken, for which they were set aside
 * @param timeMillis what {@code now()} was, or null where no statement asked
 */
public record SqlBase(long height, Hash seed, @Nullable Long timeMillis) {}
