package io.cairn.client.api;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.sql.Stoppable;
import java.util.function.Supplier;

/** Statements that run here end when their thread is interrupted, as waiting for the node does. */
final class Interruption {
    private Interruption() {}

    /** Does something; {@code interrupted} where the thread is, while a statement runs. */
    static <T> T ends(Supplier<T> work) {
        return Stoppable.during(Interruption::check, work);
    }

    private static void check() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CairnException.Unavailable("interrupted", "interrupted while a statement ran");
        }
    }
}
