package io.cairn.engine.state;

import io.cairn.engine.dialect.RightsChange;
import io.cairn.engine.dialect.StatementPattern;
import io.cairn.engine.dialect.TableName;
import io.cairn.engine.model.Account;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.mutation.Role;
import io.cairn.engine.record.Grant;
import io.cairn.engine.record.Keys;
import io.cairn.engine.record.ObjectRights;
import io.cairn.engine.record.Privilege;
import io.cairn.engine.record.ReadRecord;
import io.cairn.engine.record.RowPolicy;
import io.cairn.engine.record.SecuredKind;
import io.cairn.engine.sql.SecuredObject;
import io.cairn.engine.sql.SqlContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Carries out one statement about rights. Owners of the database may give any; others what they may give on. */
final class SqlRights {
    private static final String DEFAULT_SCHEMA = "public";
    private static final String ACCOUNT_PREFIX = "db3_user:";
    private static final int NAME_CHARS_MAX = 63;

    private final Transaction transaction;
    private final SqlContext context;
    private final RightsStore store;

    SqlRights(Transaction transaction, SqlContext context) {
        this.transaction = transaction;
        this.context = context;
        this.store = new RightsStore(transaction.state());
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
            case RightsChange.MakePolicy policy -> makePolicy(policy);
            case RightsChange.ChangePolicy policy -> changePolicy(policy);
            case RightsChange.DropPolicy policy -> dropPolicy(policy);
            case RightsChange.RowSecurity security -> rowSecurity(security);
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

    static CairnException refused(String state, String what) {
        return new CairnException.Refused("sql-" + state, "statement", what);
    }

    /** A role that exists, the canonical text of an account, or everybody. */
    private String grantee(String name) {
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

    private void makeRole(String name) {
        boolean isReserved = name.equals(Grant.EVERYBODY) || name.equals("none") || name.startsWith(ACCOUNT_PREFIX);
        if (isReserved || name.length() > NAME_CHARS_MAX) {
            throw refused("42939", "no role may be called " + name);
        }
        if (store.isRole(name)) {
            throw refused("42710", "role \"" + name + "\" already exists");
        }
        store.putRole(name);
    }

    private void dropRoles(RightsChange.DropRole roles) {
        for (String name : roles.names()) {
            if (!store.isRole(name)) {
                if (!roles.ifExists()) {
                    throw refused("42704", "role \"" + name + "\" does not exist");
                }
                continue;
            }
            if (store.hasMembers(name) || isNamed(name)) {
                throw refused("2BP01", "role \"" + name + "\" has members or rights; take them back first");
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
                throw refused("42704", "role \"" + role + "\" does not exist");
            }
            if (!isOwner() && !store.isMember(sender, role, true)) {
                throw refused("42501", "only owners and who has the admin option of \"" + role + "\" may give it");
            }
            for (String name : change.members()) {
                member(change, role, grantee(name));
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
            throw refused("0LP01", "role \"" + role + "\" is a member of \"" + member + "\"");
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
        List<String> grantees = change.grantees().stream().map(this::grantee).toList();
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
                    SecuredObject object = object(kind, name);
                    on(change, grantees, kind, object.columns(), object.schema(), object.name());
                }
            }
            case TABLES_OF_SCHEMA -> {
                for (TableName schema : change.names()) {
                    for (SecuredObject object : objects()) {
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
            throw refused(
                    "3D000",
                    "the database is called \"" + transaction.database().address() + "\" or CURRENT");
        }
    }

    private void requirePattern(String name) {
        if (!store.isPattern(name)) {
            throw refused("42704", "statement pattern \"" + name + "\" does not exist");
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
        throw refused("0LP01", "there is no privilege " + named.word() + " on such an object");
    }

    private static List<String> columns(RightsChange.Named named, Privilege privilege, List<String> known) {
        if (named.columns().isEmpty()) {
            return List.of("");
        }
        for (String column : named.columns()) {
            if (!known.contains(column)) {
                throw refused("42703", "column \"" + column + "\" does not exist");
            }
        }
        if (!privilege.isOfColumns()) {
            throw refused("0LP01", privilege.word() + " is not granted for columns");
        }
        return named.columns();
    }

    private List<SecuredObject> objects() {
        return transaction.sql().secured(transaction.state(), context);
    }

    private SecuredObject object(SecuredKind kind, TableName name) {
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

    private ObjectRights ofTable(SecuredObject table) {
        ObjectRights rights = store.find(SecuredKind.TABLE, table.schema(), table.name());
        return rights == null ? ObjectRights.NONE : rights;
    }

    private void put(SecuredObject table, ObjectRights rights) {
        store.put(rights, SecuredKind.TABLE, table.schema(), table.name());
    }

    private void rowSecurity(RightsChange.RowSecurity change) {
        SecuredObject table = object(SecuredKind.TABLE, change.table());
        ObjectRights before = ofTable(table);
        boolean on = change.ofOwners() ? before.rowSecurity() : change.on();
        boolean forced = change.ofOwners() ? change.on() : before.forced();
        put(table, before.withRowSecurity(on, forced));
    }

    private void makePolicy(RightsChange.MakePolicy change) {
        SecuredObject table = object(SecuredKind.TABLE, change.table());
        if (find(table, change.name()) != null) {
            throw refused("42710", "policy \"" + change.name() + "\" already exists");
        }
        if (change.name().length() > NAME_CHARS_MAX) {
            throw refused("42622", "the name of a policy has at most " + NAME_CHARS_MAX + " characters");
        }
        RightsChange.Terms terms = change.terms();
        RowPolicy policy = new RowPolicy(
                change.name(),
                change.permissive(),
                command(change.command()),
                terms.to().orElse(List.of(Grant.EVERYBODY)).stream()
                        .map(this::grantee)
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
            throw refused("42601", "WITH CHECK cannot be applied to SELECT or DELETE");
        }
        if (policy.command() == Privilege.INSERT && policy.using() != null) {
            throw refused("42601", "only WITH CHECK expression allowed for INSERT");
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

    private void changePolicy(RightsChange.ChangePolicy change) {
        SecuredObject table = object(SecuredKind.TABLE, change.table());
        RowPolicy before = find(table, change.name());
        if (before == null) {
            throw refused("42704", "policy \"" + change.name() + "\" does not exist");
        }
        String name = change.newName().orElse(before.name());
        if (!name.equals(before.name()) && find(table, name) != null) {
            throw refused("42710", "policy \"" + name + "\" already exists");
        }
        RightsChange.Terms terms = change.terms();
        List<String> to = terms.to()
                .map(names -> names.stream().map(this::grantee).toList())
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

    private void dropPolicy(RightsChange.DropPolicy change) {
        SecuredObject table = object(SecuredKind.TABLE, change.table());
        List<RowPolicy> policies = new ArrayList<>(ofTable(table).policies());
        boolean wasThere = policies.removeIf(policy -> policy.name().equals(change.name()));
        if (!wasThere && !change.ifExists()) {
            throw refused("42704", "policy \"" + change.name() + "\" does not exist");
        }
        if (wasThere) {
            put(table, ofTable(table).withPolicies(policies));
        }
    }

    private void makePattern(RightsChange.MakePattern change) {
        if (store.isPattern(change.name())) {
            throw refused("42710", "statement pattern \"" + change.name() + "\" already exists");
        }
        if (change.name().length() > NAME_CHARS_MAX) {
            throw refused("42622", "the name of a pattern has at most " + NAME_CHARS_MAX + " characters");
        }
        try {
            StatementPattern.of(change.statement());
        } catch (CairnException.Incorrect unfit) {
            throw refused("42601", unfit.getMessage());
        }
        // It must be a statement that could be run.
        transaction
                .sql()
                .requireRunnable(transaction.state(), context, io.cairn.engine.sql.SqlStatement.of(change.statement()));
        store.putPattern(change.name(), change.statement());
    }

    private void dropPattern(RightsChange.DropPattern change) {
        if (store.isPattern(change.name())) {
            store.deletePattern(change.name());
        } else if (!change.ifExists()) {
            throw refused("42704", "statement pattern \"" + change.name() + "\" does not exist");
        }
    }
}
