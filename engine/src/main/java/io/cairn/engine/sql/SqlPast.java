package io.cairn.engine.sql;

import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import io.cairn.engine.view.MapView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a statement about several states may read beside the one that it is asked of. */
public interface SqlPast {
    /** Whether the state after a block can still be read. */
    boolean isKept(long height);

    /** The state after a block. */
    MapView state(long height);

    /** For whom a mutation acts, and when it was ordered. */
    Author author(long sequence, int index);

    /** What a read on record asked. */
    Asked asked(long sequence, int index);

    /** Tells of every entry of {@code [low, high)} that is another in one state than in another, in order of keys. */
    void differences(long from, long to, byte[] low, byte[] high, Difference visitor);

    /**
     * A mutation's origin.
     *
     * @param account the text of the account that signed, or in whose session its key did
     * @param timeMillis the time of the entry
     */
    record Author(String account, Hash mutation, long timeMillis) {}

    /**
     * A read on record, as its reader signed it.
     *
     * @param author who has asked, and when
     * @param key the text of the account of the key that signed: the reader's own, or that of a session
     */
    record Asked(Author author, String key, String statement, List<Value> parameters) {
        public Asked {
            parameters = List.copyOf(parameters);
        }
    }

    /** Is told of entries that differ. */
    @FunctionalInterface
    interface Difference {
        /** An entry is another; its value is null where there is none. */
        void differs(byte[] key, byte @Nullable [] before, byte @Nullable [] after);
    }
}
