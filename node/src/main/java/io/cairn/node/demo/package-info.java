/**
 * Cairn's main job on real data, from an empty folder to a replayed history, as a stranger would see it.
 *
 * <p>Uses a node only over HTTP; every claim it makes is checked and ends in a figure. Start at {@link
 * io.cairn.node.demo.Demo}.
 */
@NullMarked
package io.cairn.node.demo;

import org.jspecify.annotations.NullMarked;
