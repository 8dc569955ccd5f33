/**
 * A node as seen by an application: signed writes and reads that are proved unless asked otherwise.
 *
 * <p>Owns requests, nonces, retries and what is remembered of a database (its pin). Never believes a node where a
 * proof can be had, and never sends again what could be applied twice. Start at {@link
 * io.cairn.client.api.CairnClient}.
 */
@NullMarked
package io.cairn.client.api;

import org.jspecify.annotations.NullMarked;
