/**
 * Hashes, keys and signatures: one rule of verification per scheme, the same everywhere and for ever.
 *
 * <p>Owns which bytes are signed, which signatures hold and which account a key is. Takes bytes and
 * hashes, knows no format of mutations, never reads a clock or a random source, and never makes the
 * answer depend on which library computed it. Start at {@link io.cairn.engine.crypto.Signatures}
 * and, for the rules, at {@link io.cairn.engine.crypto.Scheme}.
 */
@NullMarked
package io.cairn.engine.crypto;

import org.jspecify.annotations.NullMarked;
