/**
 * Runs sqllogictest scripts on the SQL engine and counts what passes.
 *
 * <p>Every script has an engine and a state in memory of its own; nothing is signed or kept. Start at {@link
 * io.cairn.node.sqltest.SqlTest}.
 */
@NullMarked
package io.cairn.node.sqltest;

import org.jspecify.annotations.NullMarked;
