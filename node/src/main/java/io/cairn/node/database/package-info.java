/**
 * A node's databases at work: ordering, durability, applying, sealing, and what they answer.
 *
 * <p>One {@link io.cairn.node.database.Sequencer} per open database owns its state machine; a merge runs beside
 * it; readers take immutable {@link io.cairn.node.database.Snapshot}s of blocks, or the {@link
 * io.cairn.node.database.Newest} state of entries whose block is not sealed yet. Knows no HTTP. Start at {@link
 * io.cairn.node.database.Databases}.
 */
@NullMarked
package io.cairn.node.database;

import org.jspecify.annotations.NullMarked;
