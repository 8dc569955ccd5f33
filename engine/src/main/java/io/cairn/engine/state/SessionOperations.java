package io.cairn.engine.state;

import io.cairn.engine.model.Account;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.Role;
import io.cairn.engine.record.SessionRecord;

/** Opens sessions, which an account does for itself, and closes them, which owners of the database may do as well. */
final class SessionOperations {
    /** Longest life of a session in milliseconds: 30 days. */
    static final long MILLIS_MAX = 30L * 24 * 60 * 60 * 1000;

    private SessionOperations() {}

    static void open(Operation.OpenSession open, Transaction transaction) {
        EngineVersion1.requireDatabase(open.database(), transaction);
        Account account = transaction.sender();
        if (open.key().equals(account)) {
            throw new CairnException.Refused(
                    "session-key-own", "data/session_key", "a session is for another key than the account's own");
        }
        if (open.untilMillis() < transaction.timeMillis()) {
            throw new CairnException.Refused("session-expired", "data/until", "the session has ended before it begins");
        }
        if (open.untilMillis() - transaction.timeMillis() > MILLIS_MAX) {
            throw new CairnException.Refused("session-too-long", "data/until", "a session lives at most 30 days");
        }
        SessionRecord before = Actor.find(transaction.state(), account, open.key());
        if (before != null) {
            throw new CairnException.Refused(
                    before.isClosed() ? "session-closed" : "session-exists",
                    "data/session_key",
                    "the account has opened a session for this key before: take a new key");
        }
        transaction.putSession(account, open.key(), SessionRecord.opened(open, transaction.sequence()));
    }

    static void close(Operation.CloseSession close, Transaction transaction) {
        EngineVersion1.requireDatabase(close.database(), transaction);
        Actor actor = transaction.actor();
        Account account = close.account() == null ? actor.account() : close.account();
        boolean own = account.equals(actor.account());
        boolean permitted = actor.session() == null
                ? own || transaction.has(Role.OWNER)
                : own && close.key().equals(actor.key());
        if (!permitted) {
            throw new CairnException.Refused(
                    "not-permitted",
                    "sender",
                    "a session is closed by its account, itself, or an owner of the database");
        }
        SessionRecord before = Actor.find(transaction.state(), account, close.key());
        if (before == null) {
            throw new CairnException.Refused(
                    "session-not-found", "data/session_key", account.text() + " has opened no session for this key");
        }
        if (before.isClosed()) {
            throw new CairnException.Refused(
                    "session-closed", "data/session_key", "the session was closed by entry " + before.closedSequence());
        }
        transaction.putSession(account, close.key(), before.closed(transaction.sequence()));
    }
}
