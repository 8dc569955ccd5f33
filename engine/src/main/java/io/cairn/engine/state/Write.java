package io.cairn.engine.state;

import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.DocumentFunction;
import io.cairn.engine.record.DocumentRecord;
import org.jspecify.annotations.Nullable;

/**
 * A change of one document that is about to be made, whichever language asked for it; {@link DocumentWriter} is the one
 * place that makes it.
 *
 * @param request what was asked for
 * @param kind what it comes to
 * @param before the document as it is; null where it is created
 * @param after the fields that it will have; null where it is deleted
 */
record Write(Request request, Kind kind, @Nullable DocumentRecord before, Value.@Nullable Document after) {
    /** What a change does to its document. */
    enum Kind {
        /** It is not there before. */
        CREATE,
        /** It is there before and after. */
        UPDATE,
        /** It is not there afterwards. */
        DELETE
    }

    /**
     * What is asked for.
     *
     * @param function as it was sent; SQL's INSERT is {@code add}, its UPDATE {@code set}, its DELETE {@code delete}
     * @param method the name of a custom query; null for a plain one
     * @param place the document
     * @param data as it was sent, operators and all; nothing where the document is deleted
     * @param authority who asks
     * @param at where it stands in the mutation, for messages
     */
    record Request(
            DocumentFunction function,
            @Nullable String method,
            Place place,
            Value.Document data,
            Authority authority,
            String at) {}

    /**
     * A document.
     *
     * @param collection the name of its collection; of a nested one the path, with {@code /} between names
     * @param number of the collection
     * @param strangersMayAdd whether accounts without a role may add to the collection
     */
    record Place(String collection, int number, boolean strangersMayAdd, String id) {}
}
