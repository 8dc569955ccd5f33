package io.cairn.engine.document;

import io.cairn.engine.model.Account;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Names;

/**
 * A document as it was read.
 *
 * @param createdSequence sequence of the entry that created it
 * @param changedSequence sequence of the entry that changed it last
 */
public record StoredDocument(
        String id, Account owner, long createdSequence, long changedSequence, Value.Document fields) {
    static final String CURSOR = "__cursor__";

    /** The document as answers show it: {@code _id}, {@code _owner}, then its fields. */
    public Value.Document shown() {
        Value.Document.Builder builder =
                Value.Document.builder().put(Names.ID, id).put(Names.OWNER, owner.text());
        fields.forEach(field -> builder.put(field.getKey(), field.getValue()));
        return builder.build();
    }

    /** The document with what WeaveDB's {@code cget} tells of it, fit to be the bound of a query. */
    public Value.Document cursor() {
        return Value.Document.builder()
                .put("id", id)
                .put("setter", owner.text())
                .put("data", fields)
                .put(CURSOR, Value.of(true))
                .build();
    }
}
