package io.cairn.engine.sql;

import io.cairn.engine.model.Value;
import org.jspecify.annotations.Nullable;

/**
 * A state whose documents can be changed as by the operations on documents: with their owners, rights, indexes and
 * schemas. Each may refuse by throwing.
 */
public interface DocumentEdits {
    /** Adds a document under an id, or a generated one where that is null, and gives its id. */
    String create(String collection, @Nullable String id, Value.Document fields);

    /** Replaces a document. */
    void replace(String collection, String id, Value.Document fields);

    /** Deletes a document. */
    void delete(String collection, String id);

    /** Who owns what is added. */
    String author();
}
