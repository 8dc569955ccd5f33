package io.cairn.engine.document;

import io.cairn.engine.model.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where an answer begins or ends: the place of a document in the order of the query, or of all that have the first values.
 *
 * @param values of the first orders
 * @param id of a document with these values; null for all of them
 * @param isInclusive whether documents at the place itself are in the answer
 */
record Bound(List<Value> values, @Nullable String id, boolean isInclusive) {
    Bound {
        values = List.copyOf(values);
    }

    /** Where a document stands to this place in the order of a query: below zero before it. */
    int compare(StoredDocument document, Query query) {
        for (int i = 0; i < values.size(); i++) {
            Order order = query.orders().get(i);
            int byValue = order.value(document).compareTo(values.get(i));
            if (byValue != 0) {
                return order.descending() ? -byValue : byValue;
            }
        }
        if (id == null) {
            return 0;
        }
        int byId = document.id().compareTo(id);
        return query.idDescending() ? -byId : byId;
    }
}
