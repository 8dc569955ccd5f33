/**
 * What the state tree holds: the layout of its keys and the stored form of each kind of record.
 *
 * <p>The first byte of a key is its space; spaces for SQL, rules, triggers, crons, sessions and grants
 * are fixed here although nothing writes them yet, so that what comes later never moves what is
 * there. Never decides anything. Start at {@link io.cairn.engine.record.Keys}.
 */
@NullMarked
package io.cairn.engine.record;

import org.jspecify.annotations.NullMarked;
