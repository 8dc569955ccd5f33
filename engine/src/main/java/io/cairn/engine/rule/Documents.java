package io.cairn.engine.rule;

import io.cairn.engine.fpjson.Fuel;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import org.jspecify.annotations.Nullable;

/** What a program may read of the database, as the open block has it. */
public interface Documents {
    /**
     * The answer to the query of a {@code get()}: {@code [collection, id]} or {@code [collection, …options]}.
     *
     * @param fuel charged for every document that is looked at
     * @return the document, null where there is none, or a list
     */
    Value get(Value.Array query, Fuel fuel);

    /**
     * The answer to the query of a {@code getLinked()}: {@code [link, collection, id]}, of another database.
     *
     * @param fuel charged for what is looked at
     * @return the document, or null where there is none
     * @throws CairnException.Refused {@code link-unresolved} for what is not at hand, and where no other database ever is
     */
    default Value linked(Value.Array query, Fuel fuel) {
        throw new CairnException.Refused("link-unresolved", "getLinked()", "no other database can be read here");
    }

    /** What a field becomes by an operator; null where it is removed. */
    @Nullable
    Value operate(String path, Value current, Value.Document operator);
}
