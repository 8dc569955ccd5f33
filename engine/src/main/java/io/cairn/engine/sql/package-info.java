/**
 * SQL on the state tree: H2's parser, planner and executor, with tables, indexes, catalog and sequences in the keys of
 * one state.
 *
 * <p>Owns how rows and their index entries are written, which H2 catalog belongs to a state, and what one statement
 * may cost. Never holds data of its own: whatever outlives a statement is in the state. Start at {@link
 * io.cairn.engine.sql.SqlEngine}.
 */
@NullMarked
package io.cairn.engine.sql;

import org.jspecify.annotations.NullMarked;
