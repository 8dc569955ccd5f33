package io.cairn.engine.state;

import io.cairn.engine.model.Account;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.mutation.Mutation;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.Payload;
import io.cairn.engine.mutation.Role;
import io.cairn.engine.mutation.SessionScope;
import io.cairn.engine.mutation.Signed;
import io.cairn.engine.mutation.Visibility;
import io.cairn.engine.record.DatabaseRecord;
import io.cairn.engine.record.Keys;
import io.cairn.engine.record.ReadRecord;
import io.cairn.engine.sql.Rights;
import io.cairn.engine.sql.SqlTarget;
import io.cairn.engine.sql.Standing;
import io.cairn.engine.view.MapView;
import org.jspecify.annotations.Nullable;

/**
 * Who may read what of a database: everybody where it is public, else its owner, its members and those to whom rights
 * were granted, who show a signed token that expires. Every path that gives out anything of a database asks here.
 */
public final class ReadPolicy {
    /** Longest time that a token may be valid, in milliseconds. */
    public static final long TOKEN_MILLIS_MAX = 24L * 60 * 60 * 1000;

    private ReadPolicy() {}

    /**
     * What a reader may be given of a database.
     *
     * @param caller the text of the reader's account; empty for nobody in particular
     * @param rights what the reader may read of its tables
     * @param documents whether every document may be read
     * @param everything whether every entry of the log and of the state may be read
     * @param isOwner whether the reader is an owner
     * @param keeping what the database does about reads: while they are on record, only questions in SQL are answered to
     *     others than owners; and since what was asked stays in the log, only owners may read all of that from then on
     */
    public record Reading(
            String caller,
            Rights rights,
            boolean documents,
            boolean everything,
            boolean isOwner,
            ReadRecord.Keeping keeping) {
        /** Whether a question in SQL has to be signed, for the record. */
        public boolean isRecorded() {
            return keeping == ReadRecord.Keeping.ON;
        }

        /** Refuses the list of reads to others than owners. */
        public void requireMayAsk(SqlTarget target) {
            if (target instanceof SqlTarget.Reads && !isOwner) {
                throw new CairnException.Refused(
                        "sql-42501", "statement", "permission denied for the reads on record: they are for owners");
            }
        }
    }

    /** What a reader may be given of a database; refuses who may read nothing. */
    public static Reading reading(MapView state, @Nullable Account reader) {
        DatabaseRecord database = Catalog.readDatabase(state);
        if (database == null) {
            throw new CairnException.NotFound("database-not-found", "the database does not exist");
        }
        return reading(state, database, reader);
    }

    /**
     * What a reader may be given of a database whose record was read from this state; refuses who may read nothing.
     *
     * @param reader the account that a token names; null without a token
     */
    public static Reading reading(MapView state, DatabaseRecord database, @Nullable Account reader) {
        Standing standing = standing(state, database, reader);
        if (standing == Standing.STRANGER && reader == null) {
            throw new CairnException.Forbidden(
                    "read-token-missing", "the database is owner-only: send a signed read token");
        }
        String caller = reader == null ? "" : reader.text();
        Rights rights = Rights.of(state, standing, caller);
        if (standing == Standing.STRANGER && !rights.hasAny()) {
            throw new CairnException.Forbidden("read-not-permitted", caller + " may not read this database");
        }
        ReadRecord.Keeping keeping = ReadRecord.Keeping.of(state.get(Keys.readsKept()));
        boolean isOwner = standing == Standing.OWNER;
        boolean everything = isOwner || (!rights.limitsReading() && keeping == ReadRecord.Keeping.NEVER);
        boolean documents = isOwner || (standing != Standing.STRANGER && keeping != ReadRecord.Keeping.ON);
        return new Reading(caller, rights, documents, everything, isOwner, keeping);
    }

    /** What an account may do with the tables of a database. */
    static Rights rights(MapView state, DatabaseRecord database, Account account) {
        return Rights.of(state, standing(state, database, account), account.text());
    }

    /** Whether an account has the same rights in two states, so that what it may read in one it may read in the other. */
    public static boolean isSame(MapView state, MapView other, Account account) {
        DatabaseRecord database = Catalog.readDatabase(state);
        DatabaseRecord otherDatabase = Catalog.readDatabase(other);
        return database != null
                && otherDatabase != null
                && standing(state, database, account) == standing(other, otherDatabase, account)
                && Rights.name(state).equals(Rights.name(other));
    }

    private static Standing standing(MapView state, DatabaseRecord database, @Nullable Account account) {
        Role role = account == null ? null : Catalog.role(state, database, account);
        if (role == null) {
            return database.visibility() == Visibility.PUBLIC ? Standing.PUBLIC : Standing.STRANGER;
        }
        return switch (role) {
            case OWNER -> Standing.OWNER;
            case WRITER -> Standing.WRITER;
            case READER -> Standing.READER;
        };
    }

    /**
     * The account that signed a read token for {@code chainId}, or in whose session it was signed; refuses tokens that
     * are for another chain, have expired at {@code nowMillis}, would live longer than a day, or whose session is over in
     * {@code state} or was not opened for reading.
     */
    public static Account reader(MapView state, byte[] token, String chainId, long nowMillis) {
        return reader(state, signed(token), chainId, nowMillis);
    }

    /** A token with the result of checking its signature, which never changes and costs most. */
    public static Signed signed(byte[] token) {
        return Signed.of(decode(token), token.length);
    }

    /**
     * The account that signed a password for a node's wire, itself and not in a session: who has the password writes, too.
     * Refused as {@link #reader(MapView, byte[], String, long)} refuses tokens.
     */
    public static Account wireUser(MapView state, byte[] token, String chainId, long nowMillis) {
        Signed signed = signed(token);
        Payload payload = signed.payload();
        boolean isOfSession = payload != null && payload.sessionOf() != null;
        if (isOfSession) {
            throw new CairnException.Forbidden(
                    "read-token-invalid", "the password is signed by the account itself, not in a session");
        }
        return reader(state, signed, chainId, nowMillis, true);
    }

    /** As {@link #reader(MapView, byte[], String, long)}, of a token whose signature was looked at. */
    public static Account reader(MapView state, Signed signed, String chainId, long nowMillis) {
        return reader(state, signed, chainId, nowMillis, false);
    }

    private static Account reader(MapView state, Signed signed, String chainId, long nowMillis, boolean wire) {
        CairnException failure = signed.failure();
        if (failure != null) {
            throw failure;
        }
        Payload payload = signed.payload();
        boolean isToken = payload != null
                && payload.operation() instanceof Operation.ReadToken(boolean isPassword)
                && isPassword == wire;
        if (payload == null || !isToken || !signed.mutation().chainId().equals(chainId)) {
            throw new CairnException.Forbidden("read-token-invalid", "the token is no read token for this database");
        }
        long expires = payload.expiresMillis();
        if (expires < nowMillis) {
            throw new CairnException.Forbidden("read-token-expired", "the read token has expired; sign a new one");
        }
        if (expires - nowMillis > TOKEN_MILLIS_MAX) {
            throw new CairnException.Forbidden("read-token-too-long", "a read token lives at most a day");
        }
        return actedFor(state, signed, nowMillis);
    }

    /** Whether an account has signed a mutation, itself or in a session of its own. */
    public static boolean isBy(MapView state, Signed signed, Account account) {
        try {
            return signed.sender() != null
                    && account.equals(Actor.of(state, signed).account());
        } catch (CairnException.Refused | CairnException.ProofInvalid stranger) {
            return false;
        }
    }

    /** The text of the account that a mutation acts for; empty where that cannot be told. */
    public static String callerOf(MapView state, Signed signed) {
        try {
            return signed.sender() == null
                    ? ""
                    : Actor.of(state, signed).account().text();
        } catch (CairnException.Refused | CairnException.ProofInvalid stranger) {
            return "";
        }
    }

    private static Account actedFor(MapView state, Signed signed, long nowMillis) {
        try {
            Actor actor = Actor.of(state, signed);
            actor.requireOpen(nowMillis);
            actor.requireScope(SessionScope.READ);
            return actor.account();
        } catch (CairnException.Refused over) {
            throw new CairnException.Forbidden(over.code(), over.getMessage());
        }
    }

    /** The chain that a read token says it is for; nothing of it is checked yet. */
    public static String chainId(byte[] token) {
        return decode(token).chainId();
    }

    private static Mutation decode(byte[] token) {
        try {
            return Mutation.decode(token);
        } catch (CairnException.Incorrect malformed) {
            throw new CairnException.Forbidden("read-token-invalid", "the read token is no signed record");
        }
    }
}
