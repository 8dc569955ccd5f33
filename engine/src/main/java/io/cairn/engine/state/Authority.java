package io.cairn.engine.state;

import io.cairn.engine.model.Account;
import io.cairn.engine.model.Value;

/**
 * On whose authority something is written.
 *
 * @param account who it is written for, and who owns what is created
 * @param isEngine whether the engine itself writes, for the owner of the database: then nobody has to permit it
 * @param relayed what a relayer sent along, for the operator {@code data}
 */
record Authority(Account account, boolean isEngine, Value.Document relayed) {
    /** Who signed the mutation, or whose session did. */
    static Authority ofSender(Transaction transaction) {
        return new Authority(transaction.sender(), false, Value.Document.EMPTY);
    }

    /** The engine, acting for the owner of the database. */
    static Authority ofEngine(Transaction transaction) {
        return new Authority(transaction.database().owner(), true, Value.Document.EMPTY);
    }
}
