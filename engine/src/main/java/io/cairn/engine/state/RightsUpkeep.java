package io.cairn.engine.state;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.record.Grant;
import io.cairn.engine.record.ObjectRights;
import io.cairn.engine.record.Privilege;
import io.cairn.engine.record.RowPolicy;
import io.cairn.engine.record.SecuredKind;
import io.cairn.engine.sql.SecuredObject;
import io.cairn.engine.sql.SqlContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps rights true to the tables behind a definition: they follow a table or column that is renamed, and a definition
 * that would leave a policy without sense is refused.
 *
 * <p>A name that was closed stays closed when its table is dropped or gets another name: blocks of the past still hold
 * its rows under it. A table that comes to such a name is closed too, until something is granted on it.
 */
final class RightsUpkeep {
    private final Transaction transaction;
    private final SqlContext context;
    private final RightsStore store;
    private final List<SecuredObject> before;
    private boolean renames;

    private RightsUpkeep(Transaction transaction, SqlContext context, RightsStore store) {
        this.transaction = transaction;
        this.context = context;
        this.store = store;
        this.before = transaction.sql().secured(transaction.state(), context);
    }

    /** To be asked for before a definition; null where no rights were ever given. */
    static @Nullable RightsUpkeep before(Transaction transaction, SqlContext context) {
        RightsStore store = new RightsStore(transaction.state());
        return store.isUsed() ? new RightsUpkeep(transaction, context, store) : null;
    }

    /**
     * To be called behind the definition.
     *
     * @param mayRename whether it may have given a column another name; else one that is gone was dropped
     */
    void follow(boolean mayRename) {
        renames = mayRename;
        List<SecuredObject> after = transaction.sql().secured(transaction.state(), context);
        for (SecuredKind kind : List.of(SecuredKind.TABLE, SecuredKind.SEQUENCE)) {
            for (List<String> names : store.objects(kind)) {
                follow(kind, names.getFirst(), names.getLast(), after);
            }
        }
        store.flush();
    }

    private void follow(SecuredKind kind, String schema, String name, List<SecuredObject> after) {
        SecuredObject was = find(before, kind, schema, name);
        SecuredObject is = find(after, kind, schema, name);
        ObjectRights rights = store.find(kind, schema, name);
        if (rights == null || was == null) {
            return;
        }
        if (is == null) {
            if (kind == SecuredKind.TABLE && !isOpen(rights)) {
                store.put(ObjectRights.NONE.renamedAt(transaction.height()), kind, schema, name);
            } else {
                store.delete(kind, schema, name);
            }
            is = renamed(was, after);
            if (is == null) {
                return;
            }
            rights = kind == SecuredKind.TABLE ? rights.renamedAt(transaction.height()) : rights;
            store.put(rights, kind, is.schema(), is.name());
        }
        ObjectRights kept = rights.withGrants(grants(rights.grants(), was.columns(), is.columns()));
        if (!is.columns().containsAll(was.columns()) || !was.columns().containsAll(is.columns())) {
            kept = kept.renamedAt(transaction.height());
        }
        if (!kept.equals(rights)) {
            store.put(kept, kind, is.schema(), is.name());
        }
        for (RowPolicy policy : rights.policies()) {
            requireSense(is, policy);
        }
    }

    /** Whether everybody reads all of it. */
    private static boolean isOpen(ObjectRights rights) {
        return !rights.rowSecurity() && rights.grants(Grant.EVERYBODY::equals, Privilege.SELECT, "");
    }

    private static @Nullable SecuredObject find(
            List<SecuredObject> objects, SecuredKind kind, String schema, String name) {
        for (SecuredObject object : objects) {
            boolean isIt = object.kind() == kind
                    && object.schema().equals(schema)
                    && object.name().equals(name);
            if (isIt) {
                return object;
            }
        }
        return null;
    }

    private static @Nullable SecuredObject renamed(SecuredObject was, List<SecuredObject> after) {
        for (SecuredObject object : after) {
            if (object.kind() == was.kind() && object.id() == was.id()) {
                return object;
            }
        }
        return null;
    }

    /** As many columns as before with one name changed is a new name; any other that is gone was dropped. */
    private List<Grant> grants(List<Grant> grants, List<String> was, List<String> is) {
        List<Grant> kept = new ArrayList<>();
        for (Grant grant : grants) {
            if (grant.column().isEmpty() || is.contains(grant.column())) {
                kept.add(grant);
            } else if (renames && was.size() == is.size()) {
                String name = is.get(was.indexOf(grant.column()));
                kept.add(new Grant(grant.to(), grant.by(), grant.privilege(), name, grant.option()));
            }
        }
        return kept;
    }

    private void requireSense(SecuredObject table, RowPolicy policy) {
        for (String condition : new String[] {policy.using(), policy.check()}) {
            if (condition == null) {
                continue;
            }
            try {
                transaction.sql().requireCondition(transaction.state(), context, table, condition);
            } catch (CairnException.Refused broken) {
                throw RightsNames.refused(
                        "2BP01", "policy " + policy.name() + " of " + table.name() + " depends on it");
            }
        }
    }
}
