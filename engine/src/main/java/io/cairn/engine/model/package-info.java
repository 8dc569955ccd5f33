/**
 * The words of Cairn as immutable values: documents' values, hashes, identities, errors.
 *
 * <p>Knows no bytes on the wire, no JSON and no storage: {@code codec} does. Start at {@link
 * io.cairn.engine.model.Value}.
 */
@NullMarked
package io.cairn.engine.model;

import org.jspecify.annotations.NullMarked;
