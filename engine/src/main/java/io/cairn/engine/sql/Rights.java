package io.cairn.engine.sql;

import io.cairn.engine.codec.ValueCodec;
import io.cairn.engine.dialect.StatementPattern;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import io.cairn.engine.record.Grant;
import io.cairn.engine.record.Keys;
import io.cairn.engine.record.ObjectRights;
import io.cairn.engine.record.Privilege;
import io.cairn.engine.record.RowPolicy;
import io.cairn.engine.record.SecuredKind;
import io.cairn.engine.view.MapView;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What one caller may do with tables, as one state says: usually the newest, also where an older one is read. That one
 * has its say too where a name was another table's or column's then.
 *
 * <p>An owner may do everything; only forced row policies hold for one. A member reads, a writer changes every table. A
 * table of a public database that has no record of rights is open to everybody for reading. All else has to be granted,
 * on the table, its columns or the database, to the caller, a role of the caller, or everybody. Row policies hold for
 * all but owners.
 */
public final class Rights {
    private static final Rights UNLIMITED = new Rights(new EmptyState(), Standing.OWNER, "", null);
    private static final Rights BY_PATTERN = new Rights(new EmptyState(), Standing.OWNER, "", null);

    private final MapView state;
    private final Standing standing;
    private final TreeSet<String> names = new TreeSet<>();
    private final boolean hasRecords;
    private final String caller;
    private final @Nullable Past then;
    private @Nullable ObjectRights ofDatabase;

    private Rights(MapView state, Standing standing, String caller, @Nullable Past then) {
        this.state = state;
        this.caller = caller;
        this.then = then;
        this.standing = standing;
        this.hasRecords = state.get(Keys.rightsName()) != null;
        if (hasRecords) {
            findNames(caller);
        }
    }

    /** Those of somebody who is asked for none. */
    public static Rights unlimited() {
        return UNLIMITED;
    }

    /** What a question runs with: all rights where nothing limits the caller, or by a pattern that the caller may run. */
    public Rights forQuestion(String text) {
        return limitsReading() ? orByPattern(text) : UNLIMITED;
    }

    /** What a change of rows runs with. */
    public Rights forChange(String text) {
        return limitsChanges() ? orByPattern(text) : this;
    }

    private Rights orByPattern(String text) {
        return allowsByPattern(text) ? BY_PATTERN : this;
    }

    /** Whether everything may be done, by a pattern, but to learn a value from what a refusal says. */
    boolean isByPattern() {
        return this == BY_PATTERN;
    }

    /**
     * Those of a caller.
     *
     * @param caller the text of an account; empty for nobody in particular
     */
    public static Rights of(MapView state, Standing standing, String caller) {
        return new Rights(state, standing, caller, null);
    }

    /** The same for a question about the state after the block of a height, which may be an older one. */
    public Rights about(MapView other, long height) {
        return this == UNLIMITED || this == BY_PATTERN
                ? this
                : new Rights(state, standing, caller, new Past(new Rights(other, standing, caller, null), height));
    }

    /**
     * Who else has a say about a table: the state that is asked about, where the table's names have meant something else
     * since; null for nobody.
     */
    @Nullable
    Rights then(@Nullable ObjectRights newest) {
        return then == null || newest == null || then.height() >= newest.since() ? null : then.rights();
    }

    /** Those of the state after the block that is asked about. */
    private record Past(Rights rights, long height) {}

    /** What the rights of a state are called: the same for two states only if they have the same; zero for none. */
    public static Hash name(MapView state) {
        byte[] stored = state.get(Keys.rightsName());
        return stored == null ? Hash.ZERO : Hash.of(stored, 1);
    }

    /** The caller, everybody, and all roles that these are members of. */
    private void findNames(String caller) {
        ArrayDeque<String> open = new ArrayDeque<>();
        open.add(Grant.EVERYBODY);
        if (!caller.isEmpty()) {
            open.add(caller);
        }
        while (!open.isEmpty()) {
            String name = open.remove();
            if (names.add(name)) {
                eachBelow(Keys.sqlMemberships(name), (key, _) -> {
                    open.add(Keys.sqlMembershipNames(key).getLast());
                    return true;
                });
            }
        }
    }

    /** Whether a change of rows by this caller has to be looked at. */
    public boolean limitsChanges() {
        return hasRecords || (standing != Standing.OWNER && standing != Standing.WRITER);
    }

    /** Whether there is anything that this caller may not read in some table. Else no rule holds for a question. */
    public boolean limitsReading() {
        if (standing == Standing.STRANGER) {
            return true;
        }
        return hasRecords && !eachObject(SecuredKind.TABLE, (_, rights) -> isOpen(rights));
    }

    /** Whether no block holds anything under the object's name that the caller may not read. */
    private boolean isOpen(ObjectRights rights) {
        boolean isGranted = rights.since() == 0 && allows(rights, Privilege.SELECT, "");
        return !holds(rights) && (isGranted || isImplied(rights, Privilege.SELECT));
    }

    /** Whether anything at all is granted to this caller, a role of the caller, or everybody. */
    public boolean hasAny() {
        for (SecuredKind kind : SecuredKind.values()) {
            boolean none = eachObject(
                    kind, (_, rights) -> rights.grants().stream().noneMatch(grant -> names.contains(grant.to())));
            if (!none) {
                return true;
            }
        }
        return false;
    }

    /** Whether the caller may read documents: all of them, as nothing is granted on them one by one. */
    boolean readsDocuments() {
        return standing != Standing.STRANGER;
    }

    /** Whether a statement is of a pattern that this caller may run, with the rights of the owners. */
    private boolean allowsByPattern(String text) {
        return hasRecords
                && !eachObject(
                        SecuredKind.STATEMENT_PATTERN,
                        (key, rights) -> !rights.grants(names::contains, Privilege.EXECUTE, "")
                                || !isOfPattern(Keys.sqlRightsNames(key).getFirst(), text));
    }

    private boolean isOfPattern(String name, String text) {
        byte[] stored = state.get(Keys.statementPattern(name));
        return stored != null && StatementPattern.of(patternText(stored)).matches(text);
    }

    /** The text in the stored record of a pattern. */
    public static String patternText(byte[] stored) {
        if (ValueCodec.decode(stored) instanceof Value.Document fields
                && Value.of(1).equals(fields.get("v"))
                && fields.get("text") instanceof Value.Text text) {
            return text.value();
        }
        throw new CairnException.Incorrect("format-unknown", "rights/pattern", "unknown form of a pattern");
    }

    /** The record of a table or view; null where no rights were given on it. */
    @Nullable
    ObjectRights ofTable(String schema, String table) {
        return hasRecords ? read(Keys.sqlRights(SecuredKind.TABLE, schema, table)) : null;
    }

    /** Whether the caller may do something with a column, or with the whole table for an empty name. */
    boolean allows(@Nullable ObjectRights table, Privilege privilege, String column) {
        return isImplied(table, privilege)
                || (table != null && table.grants(names::contains, privilege, column))
                || ofDatabase().grants(names::contains, privilege, "");
    }

    /** Whether the caller may do something with the table or at least one of its columns. */
    boolean allowsAny(@Nullable ObjectRights table, Privilege privilege) {
        return allows(table, privilege, "") || (table != null && table.grantsAny(names::contains, privilege));
    }

    private boolean isImplied(@Nullable ObjectRights table, Privilege privilege) {
        return switch (standing) {
            case OWNER, WRITER -> true;
            case READER -> privilege == Privilege.SELECT;
            case PUBLIC -> privilege == Privilege.SELECT && table == null;
            case STRANGER -> false;
        };
    }

    boolean allowsSequence(String schema, String name) {
        if (standing == Standing.OWNER || standing == Standing.WRITER) {
            return true;
        }
        ObjectRights rights = hasRecords ? read(Keys.sqlRights(SecuredKind.SEQUENCE, schema, name)) : null;
        return rights != null && rights.grants(names::contains, Privilege.USAGE, "");
    }

    /** Whether the row policies of a table hold for the caller. */
    boolean holds(@Nullable ObjectRights table) {
        return table != null && table.rowSecurity() && (standing != Standing.OWNER || table.forced());
    }

    /** The policies of a table that are about a command and the caller. */
    List<RowPolicy> policies(ObjectRights table, Privilege command) {
        return table.policies().stream()
                .filter(policy -> policy.command() == null || policy.command() == command)
                .filter(policy -> policy.to().stream().anyMatch(names::contains))
                .toList();
    }

    private ObjectRights ofDatabase() {
        ObjectRights known = ofDatabase;
        if (known == null) {
            ObjectRights stored = hasRecords ? read(Keys.sqlRights(SecuredKind.DATABASE)) : null;
            known = stored == null ? ObjectRights.NONE : stored;
            ofDatabase = known;
        }
        return known;
    }

    private @Nullable ObjectRights read(byte[] key) {
        byte[] stored = state.get(key);
        return stored == null ? null : ObjectRights.decode(stored);
    }

    private boolean eachObject(SecuredKind kind, BiPredicate<byte[], ObjectRights> test) {
        return eachBelow(Keys.sqlRights(kind), (key, value) -> test.test(key, ObjectRights.decode(value)));
    }

    /** Whether a test holds for every entry whose key begins so. */
    private boolean eachBelow(byte[] prefix, BiPredicate<byte[], byte[]> test) {
        List<byte[][]> entries = new ArrayList<>();
        byte[] end = Keys.after(prefix);
        MapView.Cursor cursor = state.seek(prefix);
        while (cursor.next() && Arrays.compareUnsigned(cursor.key(), end) < 0) {
            entries.add(new byte[][] {cursor.key(), cursor.value()});
        }
        return entries.stream().allMatch(entry -> test.test(entry[0], entry[1]));
    }
}
