/**
 * The ordered record of a database, and the Merkle log over it that proves what it holds and that it only grew.
 *
 * <p>Owns journal records, block headers and outcomes, the tree of RFC 6962 with the proofs of RFC 9162, and
 * checkpoints as C2SP signed notes. It touches no disk: whoever stores the log hands in the hashes of complete
 * subtrees as a {@link io.cairn.engine.log.HashSource}. It must never accept a proof that is longer, shorter or other
 * than the one proof there is. Start at {@link io.cairn.engine.log.MerkleLog}, and at {@link
 * io.cairn.engine.log.JournalRecord} for the record.
 */
@NullMarked
package io.cairn.engine.log;

import org.jspecify.annotations.NullMarked;
