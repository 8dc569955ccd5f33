/**
 * A server of PostgreSQL's protocol 3.0: startup, passwords, statements, parameters, rows, COPY, cancelling.
 *
 * <p>Knows how clients talk and nothing of how statements are carried out: that is behind
 * {@link io.cairn.node.pgwire.SqlBackend}. Never holds more of a client's bytes than its limits allow, never holds a
 * result, never accepts a setting that then has no effect. Start at {@link io.cairn.node.pgwire.PgServer} and
 * {@code Connection}; docs/pgwire.md says what is spoken and what is refused.
 */
@NullMarked
package io.cairn.node.pgwire;

import org.jspecify.annotations.NullMarked;
