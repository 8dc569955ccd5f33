package io.cairn.engine.mutation;

import org.jspecify.annotations.Nullable;

/** What may be asked to be done with one document. */
public enum DocumentFunction {
    /** Creates a document. */
    ADD("add"),
    /** Creates a document or replaces it whole. */
    SET("set"),
    /** Merges fields into a document that is there. */
    UPDATE("update"),
    /** Creates a document or merges fields into it. */
    UPSERT("upsert"),
    /** Deletes a document. */
    DELETE("delete");

    private final String word;

    DocumentFunction(String word) {
        this.word = word;
    }

    /** The word that stands for it in queries and rules. */
    public String word() {
        return word;
    }

    /** Whether it keeps the fields of a document that it does not name. */
    public boolean merges() {
        return this == UPDATE || this == UPSERT;
    }

    static @Nullable DocumentFunction find(String word) {
        for (DocumentFunction function : values()) {
            if (function.word.equals(word)) {
                return function;
            }
        }
        return null;
    }
}
