/**
 * Checks answers without trusting whoever gave them: the pages of a witness against a state root.
 *
 * <p>Owns its own reading of the page format of {@code docs/formats.md}. It must never share code with
 * the state tree, which writes that format: one mistake in one place must not be able to hide itself. It holds no
 * storage, trusts no byte it was handed, and every refusal is a {@link
 * io.cairn.engine.model.CairnException.ProofInvalid} that names the page. Start at {@link
 * io.cairn.engine.verify.WitnessView}.
 */
@NullMarked
package io.cairn.engine.verify;

import org.jspecify.annotations.NullMarked;
