package io.cairn.engine.state;

import io.cairn.engine.model.Account;
import io.cairn.engine.model.Value;
import io.cairn.engine.rule.Circumstances;
import org.jspecify.annotations.Nullable;

/**
 * On whose authority something is written.
 *
 * @param account who it is written for, and who owns what is created
 * @param isEngine whether the engine itself writes, for the owner of the database: then nobody has to permit it
 * @param relay by whom it was relayed, and with what; null where it was not
 */
record Authority(Account account, boolean isEngine, Circumstances.@Nullable Relay relay) {
    /** What a relayer sent along, for the operator {@code data}. */
    Value.Document relayed() {
        return relay == null ? Value.Document.EMPTY : relay.extra();
    }

    /** Who signed the mutation, or whose session did. */
    static Authority ofSender(Transaction transaction) {
        return new Authority(transaction.sender(), false, null);
    }

    /** The engine, acting for the owner of the database. */
    static Authority ofEngine(Transaction transaction) {
        return new Authority(transaction.database().owner(), true, null);
    }
}
