/**
 * What an operator may set, and where from: a file, the environment, flags, in that order.
 *
 * <p>Unknown keys and values that make no sense are refused together, before anything starts. Start at {@link
 * io.cairn.node.config.NodeConfig}.
 */
@NullMarked
package io.cairn.node.config;

import org.jspecify.annotations.NullMarked;
