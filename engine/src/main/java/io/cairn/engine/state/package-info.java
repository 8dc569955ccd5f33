/**
 * What entries do: the deterministic machine from one root to the next.
 *
 * <p>Owns the rules of nonces, roles, quotas and documents, the one hook through which every change of a
 * row passes, and the making of headers and outcomes. Reads nothing but the state, the entry and the
 * version it runs. Start at {@link io.cairn.engine.state.StateMachine}.
 */
@NullMarked
package io.cairn.engine.state;

import org.jspecify.annotations.NullMarked;
