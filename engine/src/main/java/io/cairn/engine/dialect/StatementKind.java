package io.cairn.engine.dialect;

/** What a statement does, as far as somebody must know before running it. */
public enum StatementKind {
    /** SELECT, VALUES, TABLE, WITH: rows, and no change. */
    QUERY,
    /** EXPLAIN: the plan of a query or change, which is not run. */
    EXPLAIN,
    INSERT,
    UPDATE,
    DELETE,
    MERGE,
    TRUNCATE,
    /** COPY FROM STDIN. */
    COPY,
    /** CREATE, ALTER, DROP and COMMENT of tables, views, indexes, sequences, schemas, domains and enums. */
    DEFINITION,
    /** GRANT, REVOKE, roles, row policies, statement patterns. */
    RIGHTS,
    BEGIN,
    COMMIT,
    ROLLBACK,
    SAVEPOINT,
    RELEASE,
    ROLLBACK_TO,
    SET,
    SHOW,
    SHOW_HISTORY,
    SHOW_READS,
    DIFFERENCE;

    /** Whether it changes rows. */
    public boolean changesRows() {
        return switch (this) {
            case INSERT, UPDATE, DELETE, MERGE, TRUNCATE, COPY -> true;
            case QUERY,
                    EXPLAIN,
                    DEFINITION,
                    RIGHTS,
                    BEGIN,
                    COMMIT,
                    ROLLBACK,
                    SAVEPOINT,
                    RELEASE,
                    ROLLBACK_TO,
                    SET,
                    SHOW,
                    SHOW_HISTORY,
                    SHOW_READS,
                    DIFFERENCE -> false;
        };
    }
}
