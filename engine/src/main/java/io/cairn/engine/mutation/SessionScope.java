package io.cairn.engine.mutation;

import io.cairn.engine.model.CairnException;

/** One of the things that a session may be opened for. What none of them names, no session may do. */
public enum SessionScope {
    /** Writing documents. */
    DOCUMENTS("documents", 1),
    /** SQL that changes rows. */
    SQL("sql", 2),
    /** SQL that defines tables and what belongs to them. */
    DEFINE("define", 4),
    /** Reading a database that is not public: signing read tokens. */
    READ("read", 8);

    private final String word;
    private final int bit;

    SessionScope(String word, int bit) {
        this.word = word;
        this.bit = bit;
    }

    /** The word used in mutations and answers. */
    public String word() {
        return word;
    }

    /** The bit that stands for it in stored records. */
    public int bit() {
        return bit;
    }

    /** The scope of a word; {@code session-scope-unknown} for any other. */
    public static SessionScope of(String word, String at) {
        for (SessionScope scope : values()) {
            if (scope.word.equals(word)) {
                return scope;
            }
        }
        throw new CairnException.Incorrect(
                "session-scope-unknown", at, "a scope is documents, sql, define or read, not " + Names.shown(word));
    }
}
