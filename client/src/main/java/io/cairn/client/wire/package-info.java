/**
 * The JSON form of signed records, shared by those who send and those who receive.
 *
 * <p>Checks form only; signatures and meaning are the engine's. Start at {@link
 * io.cairn.client.wire.MutationJson}.
 */
@NullMarked
package io.cairn.client.wire;

import org.jspecify.annotations.NullMarked;
