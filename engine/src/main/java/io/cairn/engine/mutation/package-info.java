/**
 * What a user signs: mutations, bundles and the operations inside them.
 *
 * <p>Owns DB3's record, its hash and the registry of types; parses untrusted bytes and checks
 * signatures. Never reads or changes state: {@code state} decides what an operation does. Start at
 * {@link io.cairn.engine.mutation.Mutation}.
 */
@NullMarked
package io.cairn.engine.mutation;

import org.jspecify.annotations.NullMarked;
