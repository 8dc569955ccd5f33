/**
 * Checks receipts and answers without trusting whoever gave them: asks the question again on the pages of a witness, under
 * a header that the node has signed.
 *
 * <p>Must never share code with the state tree, which writes these pages. Every refusal is a {@link
 * io.cairn.engine.model.CairnException.ProofInvalid}. Start at {@link io.cairn.engine.verify.AnswerVerifier}.
 */
@NullMarked
package io.cairn.engine.verify;

import org.jspecify.annotations.NullMarked;
