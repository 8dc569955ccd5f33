/**
 * Microbenchmarks of the parts that whole figures are made of: signature checks, merges, codecs.
 *
 * <p>Owns nothing that runs anywhere else, and nothing may use it. How to run it and what came out is in {@code
 * docs/performance.md}; whole nodes are measured by {@code cairn bench}. Start at {@link
 * io.cairn.bench.SignatureBenchmark}.
 */
@NullMarked
package io.cairn.bench;

import org.jspecify.annotations.NullMarked;
