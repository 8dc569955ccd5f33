package io.cairn.engine.record;

import io.cairn.engine.model.CairnException;

/** What somebody may do with a table, sequence or statement pattern. */
public enum Privilege {
    SELECT("select"),
    INSERT("insert"),
    UPDATE("update"),
    DELETE("delete"),
    TRUNCATE("truncate"),
    /** Taking values of a sequence. */
    USAGE("usage"),
    /** Running statements of a pattern. */
    EXECUTE("execute");

    private final String word;

    Privilege(String word) {
        this.word = word;
    }

    /** The word in statements and records. */
    public String word() {
        return word;
    }

    /** Whether it can be granted for single columns. */
    public boolean isOfColumns() {
        return this == SELECT || this == INSERT || this == UPDATE;
    }

    /** The privilege of a word; {@code bytes-malformed} for another. */
    static Privilege of(String word) {
        for (Privilege privilege : values()) {
            if (privilege.word.equals(word)) {
                return privilege;
            }
        }
        throw new CairnException.Incorrect("bytes-malformed", "rights/privilege", "no privilege: " + word);
    }
}
