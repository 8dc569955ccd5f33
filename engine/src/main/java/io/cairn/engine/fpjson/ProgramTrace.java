package io.cairn.engine.fpjson;

import io.cairn.engine.model.Value;

/** Told what each line of a program did. */
public interface ProgramTrace {
    /** Tells nobody. */
    ProgramTrace NONE = new Nobody();

    /** Told nothing, so that nothing is gathered for it. */
    record Nobody() implements ProgramTrace {
        @Override
        public void ran(int index, Value line, Value.Document inputs, Value value) {
            // Nobody wants to know.
        }
    }

    /**
     * A line has run.
     *
     * @param index of the line, from 0
     * @param line as it is written
     * @param inputs the variables that it names, as they were before it ran
     * @param value what it came to, null where that is nothing
     */
    void ran(int index, Value line, Value.Document inputs, Value value);
}
