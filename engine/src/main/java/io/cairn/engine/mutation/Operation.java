package io.cairn.engine.mutation;

import io.cairn.engine.model.Account;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a mutation asks for: its {@code data}, parsed and checked as far as it can be without state. */
public sealed interface Operation {
    /** The type under which the operation is signed. */
    MutationType type();

    /** A new database. */
    record CreateDatabase(String description, Visibility visibility) implements Operation {
        @Override
        public MutationType type() {
            return MutationType.CREATE_DATABASE;
        }
    }

    /** A new collection. */
    record CreateCollection(String database, String name, boolean strangersMayAdd) implements Operation {
        @Override
        public MutationType type() {
            return MutationType.CREATE_COLLECTION;
        }
    }

    /** Gives a role to a member, or takes it where {@code role} is null. */
    record SetMember(
            String database, Account member, @Nullable Role role) implements Operation {
        @Override
        public MutationType type() {
            return MutationType.ADD_DATABASE_MEMBER;
        }
    }

    /** Changes those settings of a database that are given. */
    record SetDatabase(
            String database,
            @Nullable String description,
            @Nullable Visibility visibility,
            @Nullable Long quotaEntries,
            @Nullable Long quotaBytes)
            implements Operation {
        @Override
        public MutationType type() {
            return MutationType.SET_DATABASE;
        }
    }

    /** Changes settings of a collection. */
    record SetCollection(String database, String name, boolean strangersMayAdd) implements Operation {
        @Override
        public MutationType type() {
            return MutationType.SET_COLLECTION;
        }
    }

    /** Gives a collection a JSON Schema, or takes it where {@code schema} is null. */
    record SetSchema(String database, String collection, Value.@Nullable Document schema) implements Operation {
        @Override
        public MutationType type() {
            return MutationType.SET_SCHEMA;
        }
    }

    /**
     * SQL statements in order, all or nothing.
     *
     * @param base where the signer ran them before, or null
     */
    record ExecuteSql(
            String database,
            List<SqlText> statements,
            @Nullable SqlBase base) implements Operation {
        /** Statements that nobody ran before. */
        public ExecuteSql(String database, List<SqlText> statements) {
            this(database, statements, null);
        }

        @Override
        public MutationType type() {
            return MutationType.EXECUTE_SQL;
        }
    }

    /**
     * Queries that write, in order, all or nothing.
     *
     * @param job the relayer job that they are signed for, which alone may bring them; null for queries that are sent as
     *     they are
     */
    record ExecuteQueries(
            String database,
            List<WriteQuery> queries,
            @Nullable String job) implements Operation {
        /** Most queries of one mutation. */
        public static final int QUERIES_MAX = 10_000;

        /** Copies the list. */
        public ExecuteQueries {
            queries = List.copyOf(queries);
        }

        /** Queries that nobody relays. */
        public ExecuteQueries(String database, List<WriteQuery> queries) {
            this(database, queries, null);
        }

        /** The same, for a relayer of a job to bring. */
        public ExecuteQueries forJob(@Nullable String relayerJob) {
            return new ExecuteQueries(database, queries, relayerJob);
        }

        /** Parses queries; {@code at} is the place of their list. */
        public static ExecuteQueries parse(String database, Value queries, String at) {
            if (!(queries instanceof Value.Array array)
                    || array.values().isEmpty()
                    || array.values().size() > QUERIES_MAX) {
                throw new CairnException.Incorrect(
                        "payload-list-length", at, "expected an array of 1 to " + QUERIES_MAX + " queries");
            }
            List<WriteQuery> parsed = new ArrayList<>(array.values().size());
            for (int i = 0; i < array.values().size(); i++) {
                parsed.add(WriteQuery.parse(array.values().get(i), at + "/" + i));
            }
            return new ExecuteQueries(database, parsed, null);
        }

        @Override
        public MutationType type() {
            return MutationType.EXECUTE_QUERIES;
        }
    }

    /**
     * A mutation that somebody else signed for a relayer job, with what the relayer adds.
     *
     * @param mutation the signed mutation's bytes
     * @param extra what the relayer adds; rules see it, and the operator {@code data} takes from it
     * @param approvals the bytes of signed mutations of type {@link MutationType#APPROVE_RELAY}
     */
    record Relay(String database, String job, Value.Bytes mutation, Value.Document extra, List<Value.Bytes> approvals)
            implements Operation {
        /** Copies the list. */
        public Relay {
            approvals = List.copyOf(approvals);
        }

        /** What those approve who approve this extra. */
        public static Hash extraHash(Value.Document extra) {
            return RelayFields.extraHash(extra);
        }

        @Override
        public MutationType type() {
            return MutationType.RELAY;
        }
    }

    /**
     * Agreement to a relay. It is part of the relay and never sent by itself.
     *
     * @param mutation the id of the relayed mutation
     * @param extra the hash of what the relayer adds
     */
    record ApproveRelay(String database, String job, Hash mutation, Hash extra) implements Operation {
        @Override
        public MutationType type() {
            return MutationType.APPROVE_RELAY;
        }
    }

    /**
     * A question in SQL, signed so that it is on record who has asked it.
     *
     * @param statement what is asked, with the values of its parameters
     * @param at the height of the block that is asked of; null for the newest before this entry
     */
    record ReadSql(
            String database,
            SqlText statement,
            ReadPurpose purpose,
            @Nullable Long at) implements Operation {
        /** The most bytes that a statement and its parameters have, encoded. */
        public static final int BYTES_MAX = 16 * 1024;

        @Override
        public MutationType type() {
            return MutationType.READ_SQL;
        }
    }

    /**
     * Lets a key act for the signer in this database.
     *
     * @param key the account of the session's key
     * @param scopes what it may do, in order, at least one
     * @param collections the only collections whose documents it may write, in order; empty for all
     * @param untilMillis the last time of an entry that it may sign
     * @param quotaEntries entries that it may be charged; 0 for no limit of its own
     * @param quotaBytes bytes that it may be charged; 0 for no limit of its own
     */
    record OpenSession(
            String database,
            Account key,
            List<SessionScope> scopes,
            List<String> collections,
            long untilMillis,
            long quotaEntries,
            long quotaBytes)
            implements Operation {
        /** The most collections that a session names. */
        public static final int COLLECTIONS_MAX = 100;

        /** Copies the lists. */
        public OpenSession {
            scopes = List.copyOf(scopes);
            collections = List.copyOf(collections);
        }

        @Override
        public MutationType type() {
            return MutationType.OPEN_SESSION;
        }
    }

    /** Ends the session of a key for good; {@code account} is whose it is, null where it is the signer's own. */
    record CloseSession(
            String database, Account key, @Nullable Account account) implements Operation {
        @Override
        public MutationType type() {
            return MutationType.CLOSE_SESSION;
        }
    }

    /**
     * A token to read; {@code expiresMillis} is in the envelope.
     *
     * @param wire whether it is the password at a node's PostgreSQL port instead, which reads and writes
     */
    record ReadToken(boolean wire) implements Operation {
        /** A token that reads and nothing else. */
        public ReadToken() {
            this(false);
        }

        @Override
        public MutationType type() {
            return MutationType.READ_TOKEN;
        }
    }

    /** Operations on documents of one collection, all or nothing. */
    sealed interface OnDocuments extends Operation {
        /** The address of the database. */
        String database();

        /** The collection. */
        String collection();
    }

    /** Adds documents; an id is generated where {@code ids} has null. */
    record AddDocuments(String database, String collection, List<@Nullable String> ids, List<Value.Document> documents)
            implements OnDocuments {
        @Override
        public MutationType type() {
            return MutationType.ADD_DOCUMENT;
        }
    }

    /** Creates or replaces documents. */
    record SetDocuments(String database, String collection, List<String> ids, List<Value.Document> documents)
            implements OnDocuments {
        @Override
        public MutationType type() {
            return MutationType.SET_DOCUMENT;
        }
    }

    /** Creates documents or merges the given fields into them. */
    record UpsertDocuments(String database, String collection, List<String> ids, List<Value.Document> documents)
            implements OnDocuments {
        @Override
        public MutationType type() {
            return MutationType.UPSERT_DOCUMENT;
        }
    }

    /** Changes fields of existing documents; an empty mask merges all given fields. */
    record UpdateDocuments(
            String database,
            String collection,
            List<String> ids,
            List<List<FieldPath>> masks,
            List<Value.Document> documents)
            implements OnDocuments {
        @Override
        public MutationType type() {
            return MutationType.UPDATE_DOCUMENT;
        }
    }

    /** Deletes documents. */
    record DeleteDocuments(String database, String collection, List<String> ids) implements OnDocuments {
        @Override
        public MutationType type() {
            return MutationType.DELETE_DOCUMENT;
        }
    }
}
