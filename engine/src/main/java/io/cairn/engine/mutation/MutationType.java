package io.cairn.engine.mutation;

import io.cairn.engine.model.CairnException;

/**
 * The registry of mutation types. The signed symbol is the name in upper snake case.
 *
 * <p>DB3's nine keep their meaning (DIP-000); Cairn's own come after them. A type that is reserved
 * is refused as {@code not-supported}, never stored and ignored.
 */
public enum MutationType {
    /** DB3: a new database; entry 1 of a new journal. */
    CREATE_DATABASE(true),
    /** DB3: a smart contract as a data source. Reserved. */
    CREATE_EXTERNAL(false),
    /** DB3: a new collection. */
    CREATE_COLLECTION(true),
    /** DB3: gives or takes a role. */
    ADD_DATABASE_MEMBER(true),
    /** DB3: adds documents. */
    ADD_DOCUMENT(true),
    /** DB3: deletes documents. */
    DELETE_DOCUMENT(true),
    /** DB3: changes fields of documents by mask. */
    UPDATE_DOCUMENT(true),
    /** DB3: a deposit. Reserved. */
    DEPOSIT(false),
    /** DB3: a withdrawal. Reserved. */
    WITHDRAWAL(false),
    /** Cairn: creates documents or replaces them whole. */
    SET_DOCUMENT(true),
    /** Cairn: creates documents or merges fields into them. */
    UPSERT_DOCUMENT(true),
    /** Cairn: changes settings of a database. */
    SET_DATABASE(true),
    /** Cairn: changes settings of a collection. */
    SET_COLLECTION(true),
    /** Cairn: gives a collection a schema, or takes it. */
    SET_SCHEMA(true),
    /** Cairn: SQL statements, all or nothing. */
    EXECUTE_SQL(true),
    /** Cairn: lets another key act for the account. */
    OPEN_SESSION(true),
    /** Cairn: ends a session. */
    CLOSE_SESSION(true),
    /** Cairn: a question in SQL, put on record before it is answered. */
    READ_SQL(true),
    /** Cairn: a mutation of somebody else, with what a relayer adds. */
    RELAY(true),
    /** Cairn: agreement to a relay, which is part of it and never logged by itself. */
    APPROVE_RELAY(true),
    /** Cairn: a grant to read, shown to a node and never logged. */
    READ_TOKEN(true),
    /** Cairn: queries that write, as WeaveDB has them, all or nothing. */
    EXECUTE_QUERIES(true);

    private final boolean built;

    MutationType(boolean built) {
        this.built = built;
    }

    /** The type of a symbol; refuses unknown and reserved ones. */
    public static MutationType of(String symbol) {
        for (MutationType type : values()) {
            if (type.name().equals(symbol)) {
                if (!type.built) {
                    throw new CairnException.Unsupported("type", "mutations of type " + symbol + " are reserved");
                }
                return type;
            }
        }
        throw new CairnException.Incorrect("type-unknown", "type", "unknown mutation type");
    }
}
