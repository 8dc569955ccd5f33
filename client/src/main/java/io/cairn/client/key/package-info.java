/**
 * Users' keys: in memory, in files that other wallets read too, and as signers.
 *
 * <p>Owns secrets and the files that hold them. Never prints a secret, never takes one from a command
 * line, never writes one that others may read. Start at {@link io.cairn.client.key.KeyRing} for
 * files, at {@link io.cairn.client.key.UserKey} for keys.
 */
@NullMarked
package io.cairn.client.key;

import org.jspecify.annotations.NullMarked;
