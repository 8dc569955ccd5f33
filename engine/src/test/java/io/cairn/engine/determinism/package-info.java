/**
 * Reads the engine's class files for anything whose result may differ from one machine, run or JDK to another.
 *
 * <p>Start at {@link io.cairn.engine.determinism.BytecodeTrapTest}; the rules are in {@link
 * io.cairn.engine.determinism.Traps}.
 */
@NullMarked
package io.cairn.engine.determinism;

import org.jspecify.annotations.NullMarked;
