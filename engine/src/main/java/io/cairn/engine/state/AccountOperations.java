package io.cairn.engine.state;

import io.cairn.engine.model.Account;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.Role;
import io.cairn.engine.mutation.SessionScope;
import io.cairn.engine.mutation.WriteQuery;
import java.util.List;

/** Queries about accounts: the role of owner, and sessions under the name of address links. */
final class AccountOperations {
    private AccountOperations() {}

    /** Gives or takes the role of owner; that of who created the database stays, so there always is one. */
    static void execute(WriteQuery.OnOwner change, String at, Transaction transaction) {
        Account account = change.account();
        boolean isOwner = transaction.has(account, Role.OWNER);
        if (change.isAdded() && isOwner) {
            throw new CairnException.Refused("owner-exists", at + "/1", account.text() + " is an owner already");
        }
        if (!change.isAdded() && !isOwner) {
            throw new CairnException.Refused("owner-not-found", at + "/1", account.text() + " is no owner");
        }
        if (account.equals(transaction.database().owner())) {
            throw new CairnException.Refused(
                    "owner-fixed", at + "/1", "the account that created the database stays its owner");
        }
        transaction.putRole(account, change.isAdded() ? Role.OWNER : null);
    }

    /** Opens a session for documents and reading, or closes one. */
    static void execute(WriteQuery.OnLink link, Authority authority, String at, Transaction transaction) {
        if (authority.relay() != null || authority.isEngine()) {
            throw new CairnException.Refused(
                    "link-relayed", at, "who links a key signs that himself: neither relayers nor programs do it");
        }
        Account linkTo = link.linkTo();
        if (linkTo != null && !linkTo.equals(transaction.sender())) {
            throw new CairnException.Refused(
                    "link-to-other", at + "/1/linkTo", "a key is linked to the account that signs, to no other");
        }
        String database = transaction.database().address();
        try {
            if (link.isAdded()) {
                SessionOperations.open(opening(link, database, transaction.timeMillis()), transaction);
            } else {
                SessionOperations.close(new Operation.CloseSession(database, link.key(), null), transaction);
            }
        } catch (CairnException.Refused refusal) {
            throw new CairnException.Refused(refusal.code(), at + "/1", refusal.getMessage());
        }
    }

    private static Operation.OpenSession opening(WriteQuery.OnLink link, String database, long nowMillis) {
        return new Operation.OpenSession(
                database,
                link.key(),
                List.of(SessionScope.DOCUMENTS, SessionScope.READ),
                List.of(),
                nowMillis + link.seconds() * 1_000,
                0,
                0);
    }
}
