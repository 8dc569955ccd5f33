/**
 * The front door of SQL: from a text in PostgreSQL's SQL to one checked statement in H2's, or to a refusal.
 *
 * <p>Owns PostgreSQL's lexical rules, the lists of what clients may run, and the rewrites between the two dialects. Pure
 * text: knows no engine, runs nothing, and asks its caller for the columns of a table where a rewrite needs them. What
 * is not listed is refused; what would mean something else in the engine is refused too, never passed on. {@code
 * docs/sql.md} says what users may expect. Start at {@link io.cairn.engine.dialect.Dialect}.
 */
@NullMarked
package io.cairn.engine.dialect;

import org.jspecify.annotations.NullMarked;
