package io.cairn.engine.document;

import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.FieldPath;

/** A field that an answer is sorted by. */
record Order(FieldPath path, boolean descending) {
    /** The value of a document that has the field. */
    Value value(StoredDocument document) {
        Value value = path.find(document.fields());
        return value == null ? Value.none() : value;
    }
}
