package io.cairn.engine.rule;

import io.cairn.engine.fpjson.ProgramStep;
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

    /** A line has run, has failed, or was not reached. */
    void ran(Line line);

    /**
     * A line of a rule.
     *
     * @param collection whose rule it is
     * @param attempt the write
     * @param rule its place among the collection's rules, from 0
     * @param key the rule's key
     * @param step the line and what it did
     */
    record Line(String collection, Attempt attempt, int rule, String key, ProgramStep step) {
        /** Its place in the program, from 0. */
        public int line() {
            return step.line();
        }

        /** As it is written. */
        public Value source() {
            return step.source();
        }

        /** The variables that it names, as they were before it ran. */
        public Value.Document inputs() {
            return step.inputs();
        }

        /** Whether it ran and may have decided. */
        boolean mayHaveDecided() {
            return step.end() != ProgramStep.End.NOT_REACHED && isDecision(step.source());
        }
    }

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
