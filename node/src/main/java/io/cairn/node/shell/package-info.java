/**
 * SQL for people: statements from a terminal, a file or a pipe, and what they answer in the form that was asked for.
 *
 * <p>Owns how statements are cut from lines, the backslash commands, the forms of answers, and the interactive shell with
 * its completion and history. Signs and verifies nothing itself. What the interactive shell needs is not loaded for a
 * single statement, which has to start fast. Start at {@link io.cairn.node.shell.Script} and {@link
 * io.cairn.node.shell.Shell}.
 */
@NullMarked
package io.cairn.node.shell;

import org.jspecify.annotations.NullMarked;
