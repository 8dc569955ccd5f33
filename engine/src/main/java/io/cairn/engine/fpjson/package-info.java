/**
 * FPJSON: programs written as JSON, computed over values; the functions are those of Ramda 0.28.
 *
 * <p>Owns the language of expressions and its functions. A program is read once ({@link
 * io.cairn.engine.fpjson.Expression#compile}); what comes out of a variable or of a function is data and is never
 * looked at as program. Everything is charged to a {@link io.cairn.engine.fpjson.Fuel} before it is done, so that
 * no program can loop, explode or overflow the stack, and all machines stop at the same place. Never reads state,
 * clock or chance, never fails but with a {@code CairnException}. Start at {@link
 * io.cairn.engine.fpjson.Expression}.
 */
@NullMarked
package io.cairn.engine.fpjson;

import org.jspecify.annotations.NullMarked;
