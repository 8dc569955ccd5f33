package io.cairn.engine.state;

import io.cairn.engine.model.Account;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.mutation.Names;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.Payload;
import io.cairn.engine.mutation.SessionScope;
import io.cairn.engine.mutation.Signed;
import io.cairn.engine.mutation.WriteQuery;
import io.cairn.engine.record.AccountRecord;
import io.cairn.engine.record.Keys;
import io.cairn.engine.record.SessionRecord;
import io.cairn.engine.view.MapView;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * For whom a mutation acts. Rights, ownership and quotas are those of {@code account}; nonces are those of the key.
 *
 * @param account the account acted for
 * @param key the account of the key that signed: {@code account} itself outside of sessions
 * @param session the session that {@code account} opened for the key; null where the key acts for itself
 */
record Actor(Account account, Account key, @Nullable SessionRecord session) {
    private static final String OWN_KEY = "no session may do this: sign with the account's own key";

    /**
     * The actor of a mutation whose signature holds.
     *
     * @throws CairnException.Refused {@code session-not-found} where the key says to act for an account that has opened
     *     no session for it
     */
    static Actor of(MapView state, Signed signed) {
        Account key = Objects.requireNonNull(signed.sender());
        Payload payload = signed.payload();
        Account account = payload == null ? null : payload.sessionOf();
        if (account == null) {
            return new Actor(key, key, null);
        }
        SessionRecord session = find(state, account, key);
        if (session == null) {
            throw new CairnException.Refused(
                    "session-not-found", "data/session_of", account.text() + " has opened no session for this key");
        }
        return new Actor(account, key, session);
    }

    /** The session that an account opened for a key, or null. */
    static @Nullable SessionRecord find(MapView state, Account account, Account key) {
        byte[] stored = state.get(Keys.session(account, key));
        return stored == null ? null : SessionRecord.decode(stored);
    }

    /** Where the nonces of this actor are, and what it was charged as a session. */
    byte[] nonceKey() {
        return session == null ? Keys.account(account) : Keys.account(account, key);
    }

    /** {@code session-closed} or {@code session-expired} where the session is over at {@code timeMillis}. */
    void requireOpen(long timeMillis) {
        if (session == null) {
            return;
        }
        if (session.isClosed()) {
            throw new CairnException.Refused(
                    "session-closed", "data/session_of", "the session was closed by entry " + session.closedSequence());
        }
        if (timeMillis > session.untilMillis()) {
            throw new CairnException.Refused(
                    "session-expired", "data/session_of", "the session ended before the mutation was ordered");
        }
    }

    /** {@code session-budget} where one more entry of {@code bytes} bytes is more than the session was given. */
    void requireBudget(long bytes, AccountRecord used) {
        if (session != null && !session.hasBudgetFor(bytes, used)) {
            throw new CairnException.Refused(
                    "session-budget", "data/session_of", "the budget of the session is used up");
        }
    }

    /** {@code session-scope} where the session was not opened for this. */
    void requireScope(SessionScope scope) {
        if (session != null && !session.scopes().contains(scope)) {
            throw outOfScope("the session was not opened for " + scope.word());
        }
    }

    /**
     * {@code session-scope} for what no session may do, or this one may not, as far as the operation alone tells: what a
     * statement in SQL does is found out when it is parsed.
     */
    void requireScope(Operation operation) {
        if (session == null) {
            return;
        }
        switch (operation) {
            case Operation.OnDocuments documents -> {
                requireScope(SessionScope.DOCUMENTS);
                requireCollection(documents.collection());
            }
            case Operation.ExecuteQueries execute -> execute.queries().forEach(this::requireScope);
            case Operation.ExecuteSql _ -> {
                if (!session.scopes().contains(SessionScope.DEFINE)) {
                    requireScope(SessionScope.SQL);
                }
            }
            case Operation.ReadSql _ -> requireScope(SessionScope.READ);
            case Operation.CloseSession _ -> {
                // Its own only, which is checked when it is carried out.
            }
            case Operation.CreateDatabase _,
                    Operation.CreateCollection _,
                    Operation.SetCollection _,
                    Operation.SetSchema _,
                    Operation.SetDatabase _,
                    Operation.SetMember _,
                    Operation.OpenSession _,
                    Operation.Relay _,
                    Operation.ApproveRelay _,
                    Operation.ReadToken _ -> throw outOfScope(OWN_KEY);
        }
    }

    private void requireScope(WriteQuery query) {
        switch (query) {
            case WriteQuery.OnDocument document -> {
                requireScope(SessionScope.DOCUMENTS);
                requireCollection(document.collection());
            }
            case WriteQuery.OnLink link -> {
                // Its own only goes, which is checked when it is carried out.
                if (link.isAdded()) {
                    throw outOfScope(OWN_KEY);
                }
            }
            case WriteQuery.OnIndex _,
                    WriteQuery.OnSchema _,
                    WriteQuery.OnSetting _,
                    WriteQuery.OnOwner _,
                    WriteQuery.OnCredit _,
                    WriteQuery.OnWithdrawal _ -> throw outOfScope(OWN_KEY);
        }
    }

    /** {@code session-scope} where the session was opened for other collections, and not for one that this is inside of. */
    void requireCollection(String collection) {
        if (session == null || session.collections().isEmpty()) {
            return;
        }
        boolean isInside = Names.ancestors(collection).stream()
                .anyMatch(ancestor -> session.collections().contains(ancestor));
        if (!isInside && !session.collections().contains(collection)) {
            throw outOfScope("the session was not opened for collection " + collection);
        }
    }

    private static CairnException outOfScope(String message) {
        return new CairnException.Refused("session-scope", "data/session_of", message);
    }
}
