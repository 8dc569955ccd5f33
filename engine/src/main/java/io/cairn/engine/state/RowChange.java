package io.cairn.engine.state;

import io.cairn.engine.model.Account;
import io.cairn.engine.model.Value;
import org.jspecify.annotations.Nullable;

/**
 * One change of one row, whichever language made it.
 *
 * @param collection number of the collection
 * @param before the row as it was; null where it is created
 * @param after the row as it will be; null where it is deleted
 * @param author who signed the mutation
 */
record RowChange(
        int collection, String id, Value.@Nullable Document before, Value.@Nullable Document after, Account author) {}
