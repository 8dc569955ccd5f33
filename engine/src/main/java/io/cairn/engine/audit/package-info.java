/**
 * Re-running history: a journal replayed into an empty tree by the same state machine.
 *
 * <p>Takes nothing for granted: checks every signature, order and seal again and makes every header anew. Start
 * at {@link io.cairn.engine.audit.Audit}.
 */
@NullMarked
package io.cairn.engine.audit;

import org.jspecify.annotations.NullMarked;
