package io.cairn.engine.fpjson;

/** Told what each line of a program did. */
public interface ProgramTrace {
    /** Tells nobody. */
    ProgramTrace NONE = new Nobody();

    /** Told nothing, so that nothing is gathered for it. */
    record Nobody() implements ProgramTrace {
        @Override
        public void ran(ProgramStep step) {
            // Nobody wants to know.
        }
    }

    /** A line has run, has failed, or was not reached; every line of a program is told, in order. */
    void ran(ProgramStep step);
}
