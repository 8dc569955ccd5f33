package io.cairn.node.api;

import io.cairn.engine.model.Account;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.mutation.Submission;
import io.cairn.engine.record.DatabaseRecord;
import io.cairn.engine.state.ReadPolicy;
import io.cairn.engine.view.MapView;
import io.cairn.node.database.Database;
import io.cairn.node.database.Databases;
import io.cairn.node.database.Fate;
import io.cairn.node.database.Newest;
import io.cairn.node.database.Snapshot;
import io.cairn.node.http.Request;
import java.time.InstantSource;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Finds the database and block that a request asks for, once its reader may read them. */
final class Access {
    private static final String SCHEME = "Cairn ";
    private static final int TOKEN_CHARS_MAX = 8 * 1024;

    private final Databases databases;
    private final InstantSource clock;
    private final KnownTokens tokens = new KnownTokens();

    Access(Databases databases, InstantSource clock) {
        this.databases = databases;
        this.clock = clock;
    }

    /** The database in the path, for who may read everything in it: what is not said to be for others is for them. */
    Database database(Request request) {
        Database database = databases.require(request.segment("db"));
        requireReader(request, database.newest());
        return database;
    }

    /**
     * The database in the path, for the statements of a transaction: for who may have pages of every table, or for who
     * will sign it and takes the node's word.
     */
    Database forSteps(Request request, Account sender) {
        Database database = databases.require(request.segment("db"));
        if (!reading(request, database.newest()).rights().limitsReading()) {
            return database;
        }
        Account reader = reader(request, database.newest());
        if (reader == null) {
            throw tokenMissing();
        }
        if (!request.accepts(SqlRoutes.ATTESTED)) {
            throw restricted();
        }
        if (!reader.equals(sender)) {
            throw new CairnException.Forbidden(
                    "read-restricted",
                    "the reader's rights are limited: statements are run here for the account that the token names");
        }
        return database;
    }

    /** The database in the path, for who may read its documents, but perhaps not all of its tables. */
    Database forDocuments(Request request) {
        Database database = databases.require(request.segment("db"));
        ReadPolicy.Reading reading = reading(request, database.newest());
        if (!reading.documents()) {
            throw refused(reading);
        }
        return database;
    }

    /** The database in the path, for who asks about the own account, or may read its documents. */
    Database ofAccount(Request request, Account account) {
        return asksForOwn(request, account) ? databases.require(request.segment("db")) : forDocuments(request);
    }

    /** Whether the token is of an account: what is the account's own it is told, though it may read nothing else. */
    boolean asksForOwn(Request request, Account account) {
        return account.equals(
                reader(request, databases.require(request.segment("db")).newest()));
    }

    /** The database in the path, for who may read anything of it: hashes and signatures, never what is hashed. */
    Database forAnyReader(Request request) {
        Database database = databases.require(request.segment("db"));
        reading(request, database.newest());
        return database;
    }

    /** As {@link #forAnyReader}, for what the reader has signed or paid for; others must be able to read everything. */
    Database forSigner(Request request, Hash mutation) {
        Database database = forAnyReader(request);
        ReadPolicy.Reading reading = reading(request, database.newest());
        if (!reading.everything() && !isSigner(request, database, mutation)) {
            throw refused(reading);
        }
        return database;
    }

    private boolean isSigner(Request request, Database database, Hash mutation) {
        Fate fate = database.fate(mutation);
        if (fate == null) {
            return true;
        }
        Account reader = reader(request, database.newest());
        Submission submission =
                Submission.ofEntry(database.entry(fate.sequence()).payload());
        MapView state = database.newest().view();
        // What nobody signed is told to those who may read everything.
        return reader != null
                && !submission.mutations().isEmpty()
                && submission.mutations().stream().allMatch(signed -> ReadPolicy.isBy(state, signed, reader));
    }

    private static CairnException restricted() {
        return new CairnException.Forbidden(
                "read-restricted", "the reader's rights are limited: tables are read in SQL, without proofs");
    }

    private static CairnException tokenMissing() {
        return new CairnException.Forbidden(
                "read-token-missing", "not everybody may read everything: send a signed read token");
    }

    private static CairnException refused(ReadPolicy.Reading reading) {
        if (reading.rights().limitsReading()) {
            return restricted();
        }
        return reading.caller().isEmpty()
                ? tokenMissing()
                : new CairnException.Forbidden(
                        "reads-on-record",
                        "reads are or were on record here: owners read everything, others ask in SQL");
    }

    /** What the request's reader may be given of a database as it is now; refuses who may read nothing. */
    ReadPolicy.Reading reading(Request request, Newest newest) {
        return ReadPolicy.reading(newest.view(), newest.database(), reader(request, newest));
    }

    /** The database in the path for somebody who writes: what it gives back is the writer's own fate. */
    Database forWriting(Request request) {
        return databases.require(request.segment("db"));
    }

    /** Refuses who may not read the database as it is now, whatever block is asked for. */
    void requireReader(Request request, Newest newest) {
        ReadPolicy.Reading reading = reading(request, newest);
        if (!reading.everything()) {
            throw reader(request, newest) != null ? refused(reading) : tokenMissing();
        }
    }

    /** Whether everybody may read everything in the database. */
    boolean isPublic(Database database) {
        try {
            Newest newest = database.newest();
            return ReadPolicy.reading(newest.view(), newest.database(), null).everything();
        } catch (CairnException.Forbidden | CairnException.NotFound | CairnException.Unavailable closed) {
            return false;
        }
    }

    /**
     * The database that the request's token is for, where its reader may read it; null without a token. A token that
     * nobody would take is refused here as well.
     */
    @Nullable
    Database ofToken(Request request) {
        byte[] token = token(request);
        if (token == null) {
            return null;
        }
        String[] chain = ReadPolicy.chainId(token).split("/", -1);
        if (chain.length < 2 || !databases.addresses().contains(chain[1])) {
            throw new CairnException.Forbidden("read-token-invalid", "the token is for no database of this node");
        }
        Database database = databases.require(chain[1]);
        reading(request, database.newest());
        return database;
    }

    private @Nullable Account reader(Request request, Newest newest) {
        byte[] token = token(request);
        return token == null
                ? null
                : ReadPolicy.reader(
                        newest.view(), tokens.of(token), newest.database().chainId(), clock.millis());
    }

    private static byte @Nullable [] token(Request request) {
        String header = request.header("authorization");
        if (header == null || !header.startsWith(SCHEME)) {
            return null;
        }
        if (header.length() > TOKEN_CHARS_MAX) {
            throw new CairnException.Forbidden("read-token-invalid", "the read token is too long");
        }
        try {
            return Base64.getUrlDecoder().decode(header.substring(SCHEME.length()));
        } catch (IllegalArgumentException malformed) {
            throw new CairnException.Forbidden("read-token-invalid", "the read token is no base64url");
        }
    }

    static DatabaseRecord record(Snapshot snapshot) {
        DatabaseRecord database = snapshot.database();
        if (database == null) {
            throw new CairnException.NotFound("database-not-found", "the database does not exist at this block");
        }
        return database;
    }

    /** The block of the parameters {@code at} and {@code after}; at once where nothing is to be waited for. */
    CompletableFuture<Snapshot> snapshot(Request request, Database database) {
        return snapshot(database, request.number("at"), request.number("after"));
    }

    CompletableFuture<Snapshot> snapshot(Database database, @Nullable Long at, @Nullable Long after) {
        if (after != null) {
            return database.after(after).thenApply(newest -> at == null ? newest : database.at(at));
        }
        return CompletableFuture.completedFuture(at == null ? database.head() : database.at(at));
    }
}
