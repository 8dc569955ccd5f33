/**
 * Read access to an ordered map of byte keys at one root, whoever holds the bytes.
 *
 * <p>Implemented by the state tree, by the overlay of a block in the making and by a witness, so that
 * queries run the same code on a replica and on a client that trusts nobody. Holds no
 * implementation of storage. Start at {@link io.cairn.engine.view.MapView}.
 */
@NullMarked
package io.cairn.engine.view;

import org.jspecify.annotations.NullMarked;
