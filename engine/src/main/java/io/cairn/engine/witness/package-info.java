/**
 * The state under a root as the pages of a witness show it, and headers that a node has signed: what may be believed of a
 * state without having it.
 *
 * <p>Owns its own reading of the page format of {@code docs/formats.md}. It must never share code with
 * the state tree, which writes that format: one mistake in one place must not be able to hide itself. It holds no
 * storage, trusts no byte it was handed, and every refusal is a {@link
 * io.cairn.engine.model.CairnException.ProofInvalid} that names the page. Start at {@link
 * io.cairn.engine.witness.WitnessView}.
 */
@NullMarked
package io.cairn.engine.witness;

import org.jspecify.annotations.NullMarked;
