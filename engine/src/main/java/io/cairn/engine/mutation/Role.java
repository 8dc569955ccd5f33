package io.cairn.engine.mutation;

import io.cairn.engine.model.CairnException;

/** What a member of a database may do; each role includes the ones after it. */
public enum Role {
    /** May change settings and members. */
    OWNER("owner"),
    /** May add documents to every collection. */
    WRITER("writer"),
    /** May read a database that is not public. */
    READER("reader");

    private final String word;

    Role(String word) {
        this.word = word;
    }

    /** The word used in mutations and answers. */
    public String word() {
        return word;
    }

    /** Whether this role includes {@code other}. */
    public boolean includes(Role other) {
        return ordinal() <= other.ordinal();
    }

    /** The role of a word. */
    public static Role of(String word, String at) {
        for (Role role : values()) {
            if (role.word.equals(word)) {
                return role;
            }
        }
        throw new CairnException.Incorrect("role-unknown", at, "a role is owner, writer or reader");
    }
}
