package io.cairn.engine.rule;

import io.cairn.engine.fpjson.Fuel;
import io.cairn.engine.model.Value;

/** What the program of a trigger or a cron may do to the database: it acts as the engine, which no rule stops. */
public interface Effects extends Documents {
    /**
     * Carries out one query, such as {@code ["set", data, collection, id]}. Schemas hold.
     *
     * @throws io.cairn.engine.model.CairnException where it cannot be carried out
     */
    void carryOut(Value.Array query, Fuel fuel);

    /**
     * Moves tokens of the database.
     *
     * @throws io.cairn.engine.model.CairnException.Refused {@code token-insufficient}, {@code balance-insufficient}, {@code
     *     token-reserved}
     */
    void move(TokenMove move, Fuel fuel);
}
