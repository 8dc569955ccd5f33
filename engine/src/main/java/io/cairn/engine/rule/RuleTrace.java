package io.cairn.engine.rule;

import io.cairn.engine.model.Value;

/** Told what each line of the rules did to a write. */
public interface RuleTrace {
    /** Tells nobody. */
    RuleTrace NONE = new Nobody();

    /** Told nothing, so that nothing is gathered for it. */
    record Nobody() implements RuleTrace {
        @Override
        public void ran(Line line) {
            // Nobody wants to know.
        }
    }

    /** A line has run. */
    void ran(Line line);

    /**
     * A line of a rule.
     *
     * @param collection whose rule it is
     * @param rule its place among the collection's rules, from 0
     * @param key the rule's key
     * @param line its place in the program, from 0
     * @param source as it is written
     * @param inputs the variables that it names, as they were before it ran
     * @param value what it came to
     */
    record Line(String collection, int rule, String key, int line, Value source, Value.Document inputs, Value value) {}

    /** Whether a line calls a function that decides, itself or within. */
    static boolean isDecision(Value source) {
        if (source instanceof Value.Array(var parts)) {
            if (!parts.isEmpty()
                    && parts.getFirst() instanceof Value.Text(var head)
                    && head.endsWith("()")
                    && (head.startsWith("allow") || head.startsWith("deny") || head.contains("fields"))) {
                return true;
            }
            return parts.stream().anyMatch(RuleTrace::isDecision);
        }
        return false;
    }
}
