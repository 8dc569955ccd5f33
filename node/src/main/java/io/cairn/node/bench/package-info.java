/**
 * The benchmarks: what a node, the tree and, side by side with them, PostgreSQL do on this machine.
 *
 * <p>Measures from outside, over HTTP, as users do, save for the tree and for replay, which have no server. Never
 * tunes what it measures. Start at {@link io.cairn.node.bench.Bench}.
 */
@NullMarked
package io.cairn.node.bench;

import org.jspecify.annotations.NullMarked;
