/**
 * The tools of demo, drills and benchmarks: node processes to start and kill, lean connections, writers that sign.
 *
 * <p>Drives nodes from outside as users do, over HTTP. Start at {@link io.cairn.node.load.NodeRunner}.
 */
@NullMarked
package io.cairn.node.load;

import org.jspecify.annotations.NullMarked;
