package io.cairn.engine.state;

import io.cairn.engine.dialect.RightsChange;
import io.cairn.engine.dialect.StatementPattern;
import io.cairn.engine.dialect.TableName;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.mutation.Role;
import io.cairn.engine.record.Grant;
import io.cairn.engine.record.Keys;
import io.cairn.engine.record.ObjectRights;
import io.cairn.engine.record.Privilege;
import io.cairn.engine.record.ReadRecord;
import io.cairn.engine.record.SecuredKind;
import io.cairn.engine.sql.SecuredObject;
import io.cairn.engine.sql.SqlContext;
import io.cairn.engine.sql.SqlStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Carries out one statement about rights. Owners of the database may give any; others what they may give on. */
final class SqlRights {
    private final Transaction transaction;
    private final SqlContext context;
    private final RightsStore store;
    private final RightsNames names;
    private final SqlPolicies policies;

    SqlRights(Transaction transaction, SqlContext context) {
        this.transaction = transaction;
        this.context = context;
        this.store = new RightsStore(transaction.state());
        this.names = new RightsNames(transaction, context, store);
        this.policies = new SqlPolicies(transaction, context, store, names);
    }

    void execute(RightsChange change) {
        boolean givesOn = change instanceof RightsChange.Privileges || change instanceof RightsChange.Memberships;
        if (!givesOn && !isOwner()) {
            throw new CairnException.Refused("not-permitted", "text", "only an owner of the database may do this");
        }
        switch (change) {
            case RightsChange.Privileges privileges -> privileges(privileges);
            case RightsChange.Memberships memberships -> memberships(memberships);
            case RightsChange.MakeRole role -> makeRole(role.name());
            case RightsChange.DropRole roles -> dropRoles(roles);
            case RightsChange.MakePolicy policy -> policies.make(policy);
            case RightsChange.ChangePolicy policy -> policies.change(policy);
            case RightsChange.DropPolicy policy -> policies.drop(policy);
            case RightsChange.RowSecurity security -> policies.rowSecurity(security);
            case RightsChange.MakePattern pattern -> makePattern(pattern);
            case RightsChange.DropPattern pattern -> dropPattern(pattern);
            case RightsChange.KeepReads reads -> keepReads(reads.on());
        }
        store.flush();
        transaction.changedRows(1);
    }

    private void keepReads(boolean on) {
        ReadRecord.Keeping before = ReadRecord.Keeping.of(transaction.state().get(Keys.readsKept()));
        ReadRecord.Keeping after =
                on ? ReadRecord.Keeping.ON : before == ReadRecord.Keeping.ON ? ReadRecord.Keeping.ENDED : before;
        byte[] stored = after.encode();
        if (stored != null) {
            transaction.state().put(Keys.readsKept(), stored);
        }
    }

    private boolean isOwner() {
        return transaction.has(Role.OWNER);
    }

    private void makeRole(String name) {
        boolean isReserved =
                name.equals(Grant.EVERYBODY) || name.equals("none") || name.startsWith(RightsNames.ACCOUNT_PREFIX);
        if (isReserved || name.length() > RightsNames.CHARS_MAX) {
            throw RightsNames.refused("42939", "no role may be called " + name);
        }
        if (store.isRole(name)) {
            throw RightsNames.refused("42710", "role \"" + name + "\" already exists");
        }
        store.putRole(name);
    }

    private void dropRoles(RightsChange.DropRole roles) {
        for (String name : roles.names()) {
            if (!store.isRole(name)) {
                if (!roles.ifExists()) {
                    throw RightsNames.refused("42704", "role \"" + name + "\" does not exist");
                }
                continue;
            }
            if (store.hasMembers(name) || isNamed(name)) {
                throw RightsNames.refused("2BP01", "role \"" + name + "\" has members or rights; take them back first");
            }
            store.deleteRole(name);
        }
    }

    private boolean isNamed(String role) {
        for (SecuredKind kind : SecuredKind.values()) {
            for (List<String> names : store.objects(kind)) {
                ObjectRights rights = store.find(kind, names.toArray(String[]::new));
                boolean isNamed = rights != null
                        && (rights.grants().stream()
                                        .anyMatch(grant -> grant.to().equals(role))
                                || rights.policies().stream()
                                        .anyMatch(policy -> policy.to().contains(role)));
                if (isNamed) {
                    return true;
                }
            }
        }
        return false;
    }

    private void memberships(RightsChange.Memberships change) {
        String sender = transaction.sender().text();
        for (String role : change.roles()) {
            if (!store.isRole(role)) {
                throw RightsNames.refused("42704", "role \"" + role + "\" does not exist");
            }
            if (!isOwner() && !store.isMember(sender, role, true)) {
                throw RightsNames.refused(
                        "42501", "only owners and who has the admin option of \"" + role + "\" may give it");
            }
            for (String name : change.members()) {
                member(change, role, names.grantee(name));
            }
        }
    }

    private void member(RightsChange.Memberships change, String role, String member) {
        boolean option = change.ending().option();
        if (!change.grants()) {
            if (!option) {
                store.deleteMember(member, role);
            } else if (store.isMember(member, role, true)) {
                store.putMember(member, role, false);
            }
            return;
        }
        if (member.equals(role) || isWithin(role, member, new ArrayList<>())) {
            throw RightsNames.refused("0LP01", "role \"" + role + "\" is a member of \"" + member + "\"");
        }
        store.putMember(member, role, option || store.isMember(member, role, true));
    }

    /** Whether a role is in another, directly or through others. */
    private boolean isWithin(String role, String other, List<String> seen) {
        for (String up : store.roles(role)) {
            boolean isNew = !seen.contains(up);
            seen.add(up);
            if (up.equals(other) || (isNew && isWithin(up, other, seen))) {
                return true;
            }
        }
        return false;
    }

    private void privileges(RightsChange.Privileges change) {
        List<String> grantees = change.grantees().stream().map(names::grantee).toList();
        switch (change.kind()) {
            case DATABASE -> {
                requireThisDatabase(change.names().getFirst().name());
                on(change, grantees, SecuredKind.DATABASE, List.of());
            }
            case STATEMENT_PATTERN -> {
                for (TableName name : change.names()) {
                    requirePattern(name.name());
                    on(change, grantees, SecuredKind.STATEMENT_PATTERN, List.of(), name.name());
                }
            }
            case TABLE, SEQUENCE -> {
                SecuredKind kind = change.kind() == RightsChange.Kind.TABLE ? SecuredKind.TABLE : SecuredKind.SEQUENCE;
                for (TableName name : change.names()) {
                    SecuredObject object = names.object(kind, name);
                    on(change, grantees, kind, object.columns(), object.schema(), object.name());
                }
            }
            case TABLES_OF_SCHEMA -> {
                for (TableName schema : change.names()) {
                    for (SecuredObject object : names.objects()) {
                        if (object.kind() == SecuredKind.TABLE
                                && object.schema().equals(schema.name())) {
                            on(change, grantees, SecuredKind.TABLE, object.columns(), object.schema(), object.name());
                        }
                    }
                }
            }
        }
    }

    private void requireThisDatabase(String name) {
        if (!name.equals(transaction.database().address()) && !name.equals("current")) {
            throw RightsNames.refused(
                    "3D000",
                    "the database is called \"" + transaction.database().address() + "\" or CURRENT");
        }
    }

    private void requirePattern(String name) {
        if (!store.isPattern(name)) {
            throw RightsNames.refused("42704", "statement pattern \"" + name + "\" does not exist");
        }
    }

    private void on(
            RightsChange.Privileges change,
            List<String> grantees,
            SecuredKind kind,
            List<String> columns,
            String... names) {
        ObjectRights before = store.find(kind, names);
        ObjectRights rights = before == null ? ObjectRights.NONE : before;
        GrantChange made = new GrantChange(callerRole(), isOwner(), change.grants(), change.ending());
        for (RightsChange.Named named : change.privileges()) {
            for (Privilege privilege : privileges(named, kind)) {
                for (String column : columns(named, privilege, columns)) {
                    rights = made.apply(rights, grantees, privilege, column);
                }
            }
        }
        store.put(rights, kind, names);
    }

    /** Whether a grantee is the sender or a role of the sender. */
    private Predicate<String> callerRole() {
        String sender = transaction.sender().text();
        return name -> name.equals(sender)
                || name.equals(Grant.EVERYBODY)
                || store.roles(Grant.EVERYBODY).contains(name)
                || isWithin(sender, name, new ArrayList<>());
    }

    private static List<Privilege> privileges(RightsChange.Named named, SecuredKind kind) {
        if (named.word().equals("all")) {
            return named.columns().isEmpty()
                    ? kind.privileges()
                    : kind.privileges().stream().filter(Privilege::isOfColumns).toList();
        }
        for (Privilege privilege : kind.privileges()) {
            if (privilege.word().equals(named.word())) {
                return List.of(privilege);
            }
        }
        throw RightsNames.refused("0LP01", "there is no privilege " + named.word() + " on such an object");
    }

    private static List<String> columns(RightsChange.Named named, Privilege privilege, List<String> known) {
        if (named.columns().isEmpty()) {
            return List.of("");
        }
        for (String column : named.columns()) {
            if (!known.contains(column)) {
                throw RightsNames.refused("42703", "column \"" + column + "\" does not exist");
            }
        }
        if (!privilege.isOfColumns()) {
            throw RightsNames.refused("0LP01", privilege.word() + " is not granted for columns");
        }
        return named.columns();
    }

    private void makePattern(RightsChange.MakePattern change) {
        if (store.isPattern(change.name())) {
            throw RightsNames.refused("42710", "statement pattern \"" + change.name() + "\" already exists");
        }
        if (change.name().length() > RightsNames.CHARS_MAX) {
            throw RightsNames.refused(
                    "42622", "the name of a pattern has at most " + RightsNames.CHARS_MAX + " characters");
        }
        try {
            StatementPattern.of(change.statement());
        } catch (CairnException.Incorrect unfit) {
            throw RightsNames.refused("42601", unfit.getMessage());
        }
        // It must be a statement that could be run.
        transaction.sql().requireRunnable(transaction.state(), context, SqlStatement.of(change.statement()));
        store.putPattern(change.name(), change.statement());
    }

    private void dropPattern(RightsChange.DropPattern change) {
        if (store.isPattern(change.name())) {
            store.deletePattern(change.name());
        } else if (!change.ifExists()) {
            throw RightsNames.refused("42704", "statement pattern \"" + change.name() + "\" does not exist");
        }
    }
}
