package io.cairn.engine.mutation;

import io.cairn.engine.model.CairnException;

/** What a member of a database may do; each role includes the ones after it. */
public enum Role {
    /** May change settings and members. */
    OWNER("owner", 1),
    /** May add documents to every collection. */
    WRITER("writer", 2),
    /** May read a database that is not public. */
    READER("reader", 3);

    private final String word;
    private final int code;

    Role(String word, int code) {
        this.word = word;
        this.code = code;
    }

    /** The word used in mutations and answers. */
    public String word() {
        return word;
    }

    /** Whether this role includes {@code other}. */
    public boolean includes(Role other) {
        return code <= other.code;
    }

    /** The byte that stands for the role in the state. */
    public int code() {
        return code;
    }

    /** The role of a byte in the state. */
    public static Role ofCode(int code) {
        for (Role role : values()) {
            if (role.code == code) {
                return role;
            }
        }
        throw new CairnException.Incorrect("role-unknown", "role", "no role has the code " + code);
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
