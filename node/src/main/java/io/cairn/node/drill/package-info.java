/**
 * Trials by fire on real processes: kills, flipped bytes, lying nodes. Each ends in figures.
 *
 * <p>Everything a drill needs is made in its own folder and left there. Start at {@link
 * io.cairn.node.drill.KillDrill}.
 */
@NullMarked
package io.cairn.node.drill;

import org.jspecify.annotations.NullMarked;
