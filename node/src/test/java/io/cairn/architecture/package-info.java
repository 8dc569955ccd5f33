/**
 * Holds the sources to what ARCHITECTURE.md and docs/STYLE.md say.
 *
 * <p>Lives in the node's tests because they see the classes of every module. Start at {@link
 * io.cairn.architecture.ArchitectureTest}.
 */
@NullMarked
package io.cairn.architecture;

import org.jspecify.annotations.NullMarked;
