package io.cairn.engine.state;

import io.cairn.engine.rule.RuleTrace;

/**
 * Of which mutation somebody is told what the lines of rules do.
 *
 * @param sequence of its entry
 * @param index of the mutation in the entry
 * @param trace who is told
 */
public record TraceOf(long sequence, int index, RuleTrace trace) {}
