/**
 * The Merkle log: an append-only list that proves what it holds and that it only grew.
 *
 * <p>Owns the tree of RFC 6962 with the proofs of RFC 9162, and checkpoints as C2SP signed notes. It keeps no entries
 * and no files: whoever stores the log hands in the hashes of complete subtrees as a {@link
 * io.cairn.engine.log.HashSource}. It must never accept a proof that is longer, shorter or other than the one proof
 * there is. Start at {@link io.cairn.engine.log.MerkleLog}.
 */
@NullMarked
package io.cairn.engine.log;

import org.jspecify.annotations.NullMarked;
