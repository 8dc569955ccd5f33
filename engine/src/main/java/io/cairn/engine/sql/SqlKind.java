package io.cairn.engine.sql;

import io.cairn.engine.model.CairnException;
import io.cairn.h2.command.CommandInterface;
import io.cairn.h2.command.Prepared;

/** What a statement does. */
enum SqlKind {
    /** Answers rows and changes nothing. */
    QUERY,
    /** Changes rows. */
    CHANGE,
    /** Changes tables, views, indexes, sequences, schemas. */
    DEFINITION;

    /** What H2 says that a statement does; {@code sql-0A000} for one that nobody runs here. */
    static SqlKind of(Prepared prepared) {
        return switch (prepared.getType()) {
            case CommandInterface.SELECT, CommandInterface.EXPLAIN -> prepared.isReadOnly() ? QUERY : CHANGE;
            case CommandInterface.INSERT,
                    CommandInterface.UPDATE,
                    CommandInterface.DELETE,
                    CommandInterface.MERGE,
                    CommandInterface.TRUNCATE_TABLE -> CHANGE;
            case CommandInterface.CREATE_TABLE,
                    CommandInterface.CREATE_VIEW,
                    CommandInterface.CREATE_INDEX,
                    CommandInterface.CREATE_SEQUENCE,
                    CommandInterface.CREATE_SCHEMA,
                    CommandInterface.CREATE_DOMAIN,
                    CommandInterface.DROP_TABLE,
                    CommandInterface.DROP_VIEW,
                    CommandInterface.DROP_INDEX,
                    CommandInterface.DROP_SEQUENCE,
                    CommandInterface.DROP_SCHEMA,
                    CommandInterface.DROP_DOMAIN,
                    CommandInterface.ALTER_INDEX_RENAME,
                    CommandInterface.ALTER_SEQUENCE,
                    CommandInterface.ALTER_SCHEMA_RENAME,
                    CommandInterface.ALTER_VIEW,
                    CommandInterface.ALTER_TABLE_ALTER_COLUMN_NOT_NULL,
                    CommandInterface.ALTER_TABLE_ALTER_COLUMN_RENAME,
                    CommandInterface.ALTER_TABLE_ALTER_COLUMN_CHANGE_TYPE,
                    CommandInterface.ALTER_TABLE_ALTER_COLUMN_DEFAULT,
                    CommandInterface.ALTER_TABLE_ALTER_COLUMN_DROP_NOT_NULL,
                    CommandInterface.ALTER_TABLE_ADD_COLUMN,
                    CommandInterface.ALTER_TABLE_DROP_COLUMN,
                    CommandInterface.ALTER_TABLE_RENAME,
                    CommandInterface.ALTER_TABLE_RENAME_CONSTRAINT,
                    CommandInterface.ALTER_TABLE_ADD_CONSTRAINT_UNIQUE,
                    CommandInterface.ALTER_TABLE_ADD_CONSTRAINT_PRIMARY_KEY,
                    CommandInterface.ALTER_TABLE_ADD_CONSTRAINT_CHECK,
                    CommandInterface.ALTER_TABLE_ADD_CONSTRAINT_REFERENTIAL,
                    CommandInterface.ALTER_TABLE_DROP_CONSTRAINT,
                    // What is to go only if it is there, and is not.
                    CommandInterface.NO_OPERATION,
                    CommandInterface.COMMENT -> DEFINITION;
            default ->
                throw new CairnException.Refused("sql-0A000", "statement", "statements of this kind are not run here");
        };
    }
}
