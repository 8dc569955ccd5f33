package io.cairn.node.drill;

/**
 * A lie and what it must fail with.
 *
 * @param code the code that names why the client refuses; any other says that the check meant was not reached
 * @param attempt what the client does: it must pass on the truth
 */
record Trick(String name, String code, LyingProxy.Lie told, Runnable attempt) {}
