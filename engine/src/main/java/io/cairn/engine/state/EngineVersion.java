package io.cairn.engine.state;

import io.cairn.engine.mutation.Operation;

/**
 * One released behaviour of the engine. What a released version does never changes; a database moves to
 * another by a record in its journal.
 */
public interface EngineVersion {
    /** The number that headers carry. */
    int number();

    /**
     * Carries out one operation inside its mutation's own transaction. Refuses by throwing a {@code
     * CairnException}, after which every edit of the transaction is dropped.
     */
    void execute(Operation operation, Transaction transaction);
}
