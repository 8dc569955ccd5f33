package io.cairn.engine.state;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.mutation.Names;
import io.cairn.engine.mutation.Role;
import io.cairn.engine.record.CollectionRecord;
import org.jspecify.annotations.Nullable;

/**
 * Finds collections by their names and makes those that are not there: the owner of the database makes one by writing to
 * it. A nested collection is made by everybody who may add to the collection that it is inside of, and lets the same add.
 */
final class Collections {
    private Collections() {}

    /**
     * The collection of a name.
     *
     * @param creates whether what is asked for may make it
     * @throws CairnException.Refused {@code collection-not-found} or {@code collection-is-table}
     */
    static CollectionRecord find(String name, boolean creates, Authority authority, Transaction transaction) {
        CollectionRecord found = transaction.findCollection(name);
        if (found != null) {
            return found;
        }
        CollectionRecord outer = outer(name, transaction);
        boolean isOwner = authority.isEngine() || transaction.has(authority.account(), Role.OWNER);
        boolean mayAdd =
                outer != null && (outer.strangersMayAdd() || transaction.has(authority.account(), Role.WRITER));
        if (creates && (isOwner || mayAdd)) {
            return EngineVersion1.addCollection(name, outer != null && outer.strangersMayAdd(), transaction);
        }
        DocumentOperations.requireNoTable(name, transaction);
        return transaction.collection(name);
    }

    /** The nearest collection that a nested one is inside of, or null. */
    private static @Nullable CollectionRecord outer(String name, Transaction transaction) {
        for (String ancestor : Names.ancestors(name)) {
            CollectionRecord found = transaction.findCollection(ancestor);
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}
