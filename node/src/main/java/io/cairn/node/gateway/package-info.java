/**
 * PostgreSQL's clients on one side, a user's signed writes and proved reads on the other.
 *
 * <p>Owns what a statement of PostgreSQL's protocol becomes: a question whose rows are computed here, on pages that a
 * proof binds to the newest block, or a mutation signed with the user's key. Believes no node. Start at {@link
 * io.cairn.node.gateway.Gateway}.
 */
@NullMarked
package io.cairn.node.gateway;

import org.jspecify.annotations.NullMarked;
