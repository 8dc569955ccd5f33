package io.cairn.engine.state;

import io.cairn.engine.dialect.RightsChange;
import io.cairn.engine.record.Grant;
import io.cairn.engine.record.ObjectRights;
import io.cairn.engine.record.Privilege;
import io.cairn.engine.record.RowPolicy;
import io.cairn.engine.record.SecuredKind;
import io.cairn.engine.sql.SecuredObject;
import io.cairn.engine.sql.SqlContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Carries out statements about the policies of tables: which rows somebody may read and write. For an owner of the database. */
final class SqlPolicies {
    private final Transaction transaction;
    private final SqlContext context;
    private final RightsStore store;
    private final RightsNames names;

    SqlPolicies(Transaction transaction, SqlContext context, RightsStore store, RightsNames names) {
        this.transaction = transaction;
        this.context = context;
        this.store = store;
        this.names = names;
    }

    private ObjectRights ofTable(SecuredObject table) {
        ObjectRights rights = store.find(SecuredKind.TABLE, table.schema(), table.name());
        return rights == null ? ObjectRights.NONE : rights;
    }

    private void put(SecuredObject table, ObjectRights rights) {
        store.put(rights, SecuredKind.TABLE, table.schema(), table.name());
    }

    void rowSecurity(RightsChange.RowSecurity change) {
        SecuredObject table = names.object(SecuredKind.TABLE, change.table());
        ObjectRights before = ofTable(table);
        boolean on = change.ofOwners() ? before.rowSecurity() : change.on();
        boolean forced = change.ofOwners() ? change.on() : before.forced();
        put(table, before.withRowSecurity(on, forced));
    }

    void make(RightsChange.MakePolicy change) {
        SecuredObject table = names.object(SecuredKind.TABLE, change.table());
        if (find(table, change.name()) != null) {
            throw RightsNames.refused("42710", "policy \"" + change.name() + "\" already exists");
        }
        if (change.name().length() > RightsNames.CHARS_MAX) {
            throw RightsNames.refused(
                    "42622", "the name of a policy has at most " + RightsNames.CHARS_MAX + " characters");
        }
        RightsChange.Terms terms = change.terms();
        RowPolicy policy = new RowPolicy(
                change.name(),
                change.permissive(),
                command(change.command()),
                terms.to().orElse(List.of(Grant.EVERYBODY)).stream()
                        .map(names::grantee)
                        .toList(),
                condition(table, terms.using()),
                condition(table, terms.check()));
        List<RowPolicy> policies = new ArrayList<>(ofTable(table).policies());
        policies.add(requireSense(policy));
        put(table, ofTable(table).withPolicies(policies));
    }

    private static @Nullable Privilege command(String word) {
        for (Privilege privilege : SecuredKind.TABLE.privileges()) {
            if (privilege.word().equals(word)) {
                return privilege;
            }
        }
        return null;
    }

    /** As PostgreSQL: rows that are read or deleted are not written, and inserted ones were not there. */
    private static RowPolicy requireSense(RowPolicy policy) {
        boolean readsOnly = policy.command() == Privilege.SELECT || policy.command() == Privilege.DELETE;
        if (readsOnly && policy.check() != null) {
            throw RightsNames.refused("42601", "WITH CHECK cannot be applied to SELECT or DELETE");
        }
        if (policy.command() == Privilege.INSERT && policy.using() != null) {
            throw RightsNames.refused("42601", "only WITH CHECK expression allowed for INSERT");
        }
        return policy;
    }

    private @Nullable String condition(SecuredObject table, Optional<String> given) {
        given.ifPresent(text -> transaction.sql().requireCondition(transaction.state(), context, table, text));
        return given.orElse(null);
    }

    private @Nullable RowPolicy find(SecuredObject table, String name) {
        for (RowPolicy policy : ofTable(table).policies()) {
            if (policy.name().equals(name)) {
                return policy;
            }
        }
        return null;
    }

    void change(RightsChange.ChangePolicy change) {
        SecuredObject table = names.object(SecuredKind.TABLE, change.table());
        RowPolicy before = find(table, change.name());
        if (before == null) {
            throw RightsNames.refused("42704", "policy \"" + change.name() + "\" does not exist");
        }
        String name = change.newName().orElse(before.name());
        if (!name.equals(before.name()) && find(table, name) != null) {
            throw RightsNames.refused("42710", "policy \"" + name + "\" already exists");
        }
        RightsChange.Terms terms = change.terms();
        List<String> to = terms.to()
                .map(given -> given.stream().map(names::grantee).toList())
                .orElse(before.to());
        String using = condition(table, terms.using());
        String check = condition(table, terms.check());
        RowPolicy after = requireSense(new RowPolicy(
                name,
                before.permissive(),
                before.command(),
                to,
                using == null ? before.using() : using,
                check == null ? before.check() : check));
        List<RowPolicy> policies = new ArrayList<>(ofTable(table).policies());
        policies.set(policies.indexOf(before), after);
        put(table, ofTable(table).withPolicies(policies));
    }

    void drop(RightsChange.DropPolicy change) {
        SecuredObject table = names.object(SecuredKind.TABLE, change.table());
        List<RowPolicy> policies = new ArrayList<>(ofTable(table).policies());
        boolean wasThere = policies.removeIf(policy -> policy.name().equals(change.name()));
        if (!wasThere && !change.ifExists()) {
            throw RightsNames.refused("42704", "policy \"" + change.name() + "\" does not exist");
        }
        if (wasThere) {
            put(table, ofTable(table).withPolicies(policies));
        }
    }
}
