package io.cairn.engine.state;

import io.cairn.engine.dialect.TableName;
import io.cairn.engine.model.Account;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.record.Grant;
import io.cairn.engine.record.SecuredKind;
import io.cairn.engine.sql.SecuredObject;
import io.cairn.engine.sql.SqlContext;
import java.util.List;

/** What the names in statements about rights mean: grantees, tables, sequences. */
final class RightsNames {
    /** What the text of an account begins with, and so no role's name. */
    static final String ACCOUNT_PREFIX = "db3_user:";

    /** The length of PostgreSQL's names. */
    static final int CHARS_MAX = 63;

    private static final String DEFAULT_SCHEMA = "public";

    private final Transaction transaction;
    private final SqlContext context;
    private final RightsStore store;

    RightsNames(Transaction transaction, SqlContext context, RightsStore store) {
        this.transaction = transaction;
        this.context = context;
        this.store = store;
    }

    /** That a statement is refused, with its SQLSTATE. */
    static CairnException refused(String state, String what) {
        return new CairnException.Refused("sql-" + state, "statement", what);
    }

    List<SecuredObject> objects() {
        return transaction.sql().secured(transaction.state(), context);
    }

    SecuredObject object(SecuredKind kind, TableName name) {
        String schema = name.schema().orElse(DEFAULT_SCHEMA);
        for (SecuredObject object : objects()) {
            boolean isIt = object.kind() == kind
                    && object.schema().equals(schema)
                    && object.name().equals(name.name());
            if (isIt) {
                return object;
            }
        }
        if (transaction.isCollectionTable(name.name())) {
            throw refused("0A000", "a collection is read and changed by the rights of its documents: " + name);
        }
        throw refused("42P01", "there is no such table or sequence: " + name);
    }

    /** A role that exists, the canonical text of an account, or everybody. */
    String grantee(String name) {
        if (name.startsWith(ACCOUNT_PREFIX)) {
            try {
                return Account.parse(name).text();
            } catch (CairnException.Incorrect malformed) {
                throw refused("42704", "no account: " + name);
            }
        }
        if (!name.equals(Grant.EVERYBODY) && !store.isRole(name)) {
            throw refused("42704", "role \"" + name + "\" does not exist");
        }
        return name;
    }
}
