/**
 * The state tree: a deterministic copy-on-write Merkle B+tree of byte keys and values.
 *
 * <p>Owns the page format, the merge of a block's sorted edits into new pages, and reading, walking and
 * comparing any root that still has its pages. Never decides when pages become durable or are pruned (the
 * owner of the {@link io.cairn.engine.tree.PageStore} does), never checks pages that strangers sent (the
 * verifier does, sharing no code with this package) and never looks at what keys and values mean. Start at
 * {@link io.cairn.engine.tree.StateTree}; the format and the merge rule are in {@code docs/formats.md}.
 */
@NullMarked
package io.cairn.engine.tree;

import org.jspecify.annotations.NullMarked;
