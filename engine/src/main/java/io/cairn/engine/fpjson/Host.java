package io.cairn.engine.fpjson;

import io.cairn.engine.model.Value;
import java.util.List;

/** What a program may do beside computing: the functions written {@code name()}, of rules or of jobs. */
public interface Host {
    /**
     * Carries out one call.
     *
     * @param function the name without brackets; one of the program's {@link HostFunctions}
     * @param arguments evaluated, as many as the function's {@link HostFunctions.Shape} says
     * @param run the program that calls
     * @return the value of the call
     */
    Term call(String function, List<Term> arguments, ProgramRun run);

    /**
     * What a field becomes by an operator such as {@code {"__op":"inc","n":1}}.
     *
     * @param path of the field, for errors
     * @param current its value, undefined where it has none
     */
    Term operate(String path, Term current, Value.Document operator);
}
