package io.cairn.engine.record;

import java.util.List;

/** What rights of SQL can be on. */
public enum SecuredKind {
    /** Every table of the database. */
    DATABASE(0),
    /** A table or view. */
    TABLE(1),
    SEQUENCE(2),
    STATEMENT_PATTERN(3);

    private final int code;

    SecuredKind(int code) {
        this.code = code;
    }

    /** The number in keys. */
    public int code() {
        return code;
    }

    /** The privileges that ALL means. */
    public List<Privilege> privileges() {
        return switch (this) {
            case DATABASE, TABLE ->
                List.of(Privilege.SELECT, Privilege.INSERT, Privilege.UPDATE, Privilege.DELETE, Privilege.TRUNCATE);
            case SEQUENCE -> List.of(Privilege.USAGE);
            case STATEMENT_PATTERN -> List.of(Privilege.EXECUTE);
        };
    }
}
