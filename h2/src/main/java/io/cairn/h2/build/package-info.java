/**
 * Makes the classes of the {@code cairn-h2} jar out of H2's at build time; is not in the jar. Never runs in a node. Start
 * at {@link io.cairn.h2.build.Builder}.
 */
@NullMarked
package io.cairn.h2.build;

import org.jspecify.annotations.NullMarked;
