package io.cairn.engine.sql;

/** What somebody is to a database, whatever its rights of SQL say. */
public enum Standing {
    /** May do everything, and define tables and rights. */
    OWNER,
    /** May read and change every table. */
    WRITER,
    /** May read every table. */
    READER,
    /** Has no role, but the database is public: may read tables that no rights were given on. */
    PUBLIC,
    /** May do what rights say, and nothing else. */
    STRANGER;
}
