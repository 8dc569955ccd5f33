/**
 * The {@code cairn} command: arguments in, words and exit codes out.
 *
 * <p>Holds no rules of the database; every command calls the client library or starts a node. Start
 * at {@link io.cairn.node.cli.Main}.
 */
@NullMarked
package io.cairn.node.cli;

import org.jspecify.annotations.NullMarked;
