package io.cairn.client.api;

import io.cairn.client.key.SessionSigner;
import io.cairn.client.key.Signer;
import io.cairn.client.key.UserKey;
import io.cairn.engine.model.Account;

/** A session that was opened with a key of its own, which only this object knows until somebody keeps it. */
public final class Session implements AutoCloseable {
    private final ClientDatabase database;
    private final String chainId;
    private final Account account;
    private final UserKey key;
    private final long untilMillis;

    Session(ClientDatabase database, String chainId, Account account, UserKey key, long untilMillis) {
        this.database = database;
        this.chainId = chainId;
        this.account = account;
        this.key = key;
        this.untilMillis = untilMillis;
    }

    static Signer signer(UserKey key, Account account) {
        return new SessionSigner(key.signer(), account);
    }

    /** The database, for which everything is signed in the session. */
    public ClientDatabase database() {
        return database;
    }

    /** What the session was opened in: network, address and genesis. */
    public String chainId() {
        return chainId;
    }

    /** The account that the session acts for. */
    public Account account() {
        return account;
    }

    /** The session's key. */
    public UserKey key() {
        return key;
    }

    /** When the session ends. */
    public long untilMillis() {
        return untilMillis;
    }

    /** Closes the session for good: nobody opens one for its key again. */
    @Override
    public void close() {
        database.closeSession(key.account(), null);
    }
}
