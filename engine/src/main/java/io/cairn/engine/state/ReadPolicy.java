package io.cairn.engine.state;

import io.cairn.engine.model.Account;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.mutation.Mutation;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.Payload;
import io.cairn.engine.mutation.SessionScope;
import io.cairn.engine.mutation.Signed;
import io.cairn.engine.mutation.Visibility;
import io.cairn.engine.record.DatabaseRecord;
import io.cairn.engine.view.MapView;
import org.jspecify.annotations.Nullable;

/**
 * Who may read a database: everybody where it is public, else its owner and members, who show a signed token
 * that expires. Every path that gives out anything of a database asks here.
 */
public final class ReadPolicy {
    /** Longest time that a token may be valid, in milliseconds. */
    public static final long TOKEN_MILLIS_MAX = 24L * 60 * 60 * 1000;

    private ReadPolicy() {}

    /** Refuses a reader who may not read the state as it is now. */
    public static void require(MapView state, @Nullable Account reader) {
        DatabaseRecord database = Catalog.readDatabase(state);
        if (database == null) {
            throw new CairnException.NotFound("database-not-found", "the database does not exist");
        }
        require(state, database, reader);
    }

    /** The same for somebody who has read the database's record from this very state before. */
    public static void require(MapView state, DatabaseRecord database, @Nullable Account reader) {
        if (database.visibility() == Visibility.PUBLIC) {
            return;
        }
        if (reader == null) {
            throw new CairnException.Forbidden(
                    "read-token-missing", "the database is owner-only: send a signed read token");
        }
        if (Catalog.role(state, database, reader) == null) {
            throw new CairnException.Forbidden("read-not-permitted", reader.text() + " may not read this database");
        }
    }

    /**
     * The account that signed a read token for {@code chainId}, or in whose session it was signed; refuses tokens that
     * are for another chain, have expired at {@code nowMillis}, would live longer than a day, or whose session is over in
     * {@code state} or was not opened for reading.
     */
    public static Account reader(MapView state, byte[] token, String chainId, long nowMillis) {
        Signed signed = Signed.of(decode(token), token.length);
        CairnException failure = signed.failure();
        if (failure != null) {
            throw failure;
        }
        Payload payload = signed.payload();
        boolean isToken = payload != null && payload.operation() instanceof Operation.ReadToken;
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
