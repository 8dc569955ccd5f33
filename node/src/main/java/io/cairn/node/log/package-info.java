/**
 * What a node tells its operator while it runs: one line for each event, with time, level, event and fields.
 *
 * <p>Never shown: keys, tokens, headers, bodies, documents. Start at {@link io.cairn.node.log.Log}.
 */
@NullMarked
package io.cairn.node.log;

import org.jspecify.annotations.NullMarked;
