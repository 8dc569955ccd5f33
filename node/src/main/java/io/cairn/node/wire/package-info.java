/**
 * PostgreSQL's protocol at the node itself: clients show a signed read token as their password, are answered by the
 * node's word, and write in a session that they have opened for the node's wire key.
 *
 * <p>Owns: who is let in, statements on the newest block, signing in sessions. Never signs for an account that has not
 * opened a session for it, and never reads more than the account may.
 */
@NullMarked
package io.cairn.node.wire;

import org.jspecify.annotations.NullMarked;
