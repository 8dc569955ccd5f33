package io.cairn.engine.sql;

/** What a statement does. */
enum SqlKind {
    /** Answers rows and changes nothing. */
    QUERY,
    /** Changes rows. */
    CHANGE,
    /** Changes tables, views, indexes, sequences, schemas. */
    DEFINITION
}
