package io.cairn.node.api;

import io.cairn.engine.model.Account;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.record.DatabaseRecord;
import io.cairn.engine.state.ReadPolicy;
import io.cairn.node.database.Database;
import io.cairn.node.database.Databases;
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

    Access(Databases databases, InstantSource clock) {
        this.databases = databases;
        this.clock = clock;
    }

    /** The database in the path; its readers only. */
    Database database(Request request) {
        Database database = databases.require(request.segment("db"));
        requireReader(request, database.head());
        return database;
    }

    /** The database in the path for somebody who writes: what it gives back is the writer's own fate. */
    Database forWriting(Request request) {
        return databases.require(request.segment("db"));
    }

    /** Refuses who may not read the database as it is now, whatever block is asked for. */
    void requireReader(Request request, Snapshot newest) {
        ReadPolicy.require(newest.view(), record(newest), reader(request, newest));
    }

    /** Whether everybody may read the database. */
    boolean isPublic(Database database) {
        try {
            Snapshot newest = database.head();
            ReadPolicy.require(newest.view(), record(newest), null);
            return true;
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
        requireReader(request, database.head());
        return database;
    }

    private @Nullable Account reader(Request request, Snapshot newest) {
        byte[] token = token(request);
        return token == null
                ? null
                : ReadPolicy.reader(newest.view(), token, record(newest).chainId(), clock.millis());
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
