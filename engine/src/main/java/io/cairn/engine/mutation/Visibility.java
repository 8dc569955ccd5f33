package io.cairn.engine.mutation;

import io.cairn.engine.model.CairnException;

/** Who may read a database. */
public enum Visibility {
    /** Everybody. */
    PUBLIC("public"),
    /** The owner and members with a role, by a signed token. */
    OWNER_ONLY("owner-only");

    private final String word;

    Visibility(String word) {
        this.word = word;
    }

    /** The word used in mutations and answers. */
    public String word() {
        return word;
    }

    /** The visibility of a word. */
    public static Visibility of(String word, String at) {
        for (Visibility visibility : values()) {
            if (visibility.word.equals(word)) {
                return visibility;
            }
        }
        throw new CairnException.Incorrect("visibility-unknown", at, "visibility is public or owner-only");
    }
}
