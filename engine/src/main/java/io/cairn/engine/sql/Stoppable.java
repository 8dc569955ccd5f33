package io.cairn.engine.sql;

import io.cairn.h2.deterministic.Stops;
import java.util.function.Supplier;

/** Statements that whoever asked for them may end while they run. */
public final class Stoppable {
    private Stoppable() {}

    /**
     * Does something with engines. Only what no state depends on, as machines differ in how far a statement is when it
     * is ended. An engine whose statement was ended is not to be used again.
     *
     * @param check run on this thread every now and then while a statement runs; what it throws ends the statement
     */
    public static <T> T during(Runnable check, Supplier<T> work) {
        return Stops.during(check, work);
    }
}
