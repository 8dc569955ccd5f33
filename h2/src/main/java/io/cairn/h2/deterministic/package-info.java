/**
 * What the relocated H2 sees in place of the machine: time, seed and steps of one statement. Never looks at the machine's
 * clock, entropy, locale or settings. Start at {@link io.cairn.h2.deterministic.Deterministic}.
 */
@NullMarked
package io.cairn.h2.deterministic;

import org.jspecify.annotations.NullMarked;
