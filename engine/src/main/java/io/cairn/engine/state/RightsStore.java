package io.cairn.engine.state;

import io.cairn.engine.codec.ByteWriter;
import io.cairn.engine.codec.ValueCodec;
import io.cairn.engine.crypto.Sha256;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import io.cairn.engine.record.Keys;
import io.cairn.engine.record.ObjectRights;
import io.cairn.engine.record.SecuredKind;
import io.cairn.engine.sql.Rights;
import io.cairn.engine.view.MapView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The records of rights as one statement finds and leaves them. */
final class RightsStore {
    private static final byte[] NOTHING = {};
    private static final byte[] PRESENT = {1};
    private static final byte[] ADMIN = {1, 1};

    /** The most roles, memberships of one member, and patterns. */
    private static final int ROLES_MAX = 1_000;

    private final Overlay state;
    private final ByteWriter changes = new ByteWriter(256);

    RightsStore(Overlay state) {
        this.state = state;
    }

    /** Whether rights were ever given. */
    boolean isUsed() {
        return state.get(Keys.rightsName()) != null;
    }

    private void put(byte[] key, byte @Nullable [] value) {
        if (value == null) {
            state.delete(key);
        } else {
            state.put(key, value);
        }
        changes.prefixed(key).prefixed(value == null ? NOTHING : value);
    }

    /** Gives the rights a new name where they changed: what they were called before, and the changes. */
    void flush() {
        if (changes.size() > 0) {
            Hash name = Sha256.hash(Rights.name(state).toBytes(), changes.toBytes());
            state.put(
                    Keys.rightsName(),
                    new ByteWriter(33).u8(1).bytes(name.toBytes()).toBytes());
        }
    }

    boolean isRole(String name) {
        return state.get(Keys.sqlRole(name)) != null;
    }

    void putRole(String name) {
        if (below(Keys.sqlRoles()).size() >= ROLES_MAX) {
            throw tooMany("roles");
        }
        put(Keys.sqlRole(name), PRESENT);
    }

    void deleteRole(String name) {
        put(Keys.sqlRole(name), null);
        for (byte[] key : below(Keys.sqlMemberships(name))) {
            put(key, null);
        }
    }

    /** Whether a member is in a role; with {@code admin}, whether it may also give the role on. */
    boolean isMember(String member, String role, boolean admin) {
        byte[] stored = state.get(Keys.sqlMembership(member, role));
        return stored != null && (!admin || Arrays.equals(stored, ADMIN));
    }

    /** The roles that a member was given. */
    List<String> roles(String member) {
        return below(Keys.sqlMemberships(member)).stream()
                .map(key -> Keys.sqlMembershipNames(key).getLast())
                .toList();
    }

    void putMember(String member, String role, boolean admin) {
        if (below(Keys.sqlMemberships(member)).size() >= ROLES_MAX) {
            throw tooMany("roles of one member");
        }
        put(Keys.sqlMembership(member, role), admin ? ADMIN : PRESENT);
    }

    void deleteMember(String member, String role) {
        put(Keys.sqlMembership(member, role), null);
    }

    /** Whether anybody is in a role. */
    boolean hasMembers(String role) {
        return below(Keys.sqlMemberships()).stream()
                .anyMatch(key -> Keys.sqlMembershipNames(key).getLast().equals(role));
    }

    @Nullable
    ObjectRights find(SecuredKind kind, String... names) {
        byte[] stored = state.get(Keys.sqlRights(kind, names));
        return stored == null ? null : ObjectRights.decode(stored);
    }

    void put(ObjectRights rights, SecuredKind kind, String... names) {
        put(Keys.sqlRights(kind, names), rights.encode());
    }

    void delete(SecuredKind kind, String... names) {
        put(Keys.sqlRights(kind, names), null);
    }

    /** The names of every object of a kind that has rights. */
    List<List<String>> objects(SecuredKind kind) {
        return below(Keys.sqlRights(kind)).stream().map(Keys::sqlRightsNames).toList();
    }

    boolean isPattern(String name) {
        return state.get(Keys.statementPattern(name)) != null;
    }

    void putPattern(String name, String text) {
        if (below(Keys.statementPatterns()).size() >= ROLES_MAX) {
            throw tooMany("statement patterns");
        }
        put(
                Keys.statementPattern(name),
                ValueCodec.encode(
                        Value.Document.builder().put("v", 1).put("text", text).build()));
    }

    void deletePattern(String name) {
        put(Keys.statementPattern(name), null);
        delete(SecuredKind.STATEMENT_PATTERN, name);
    }

    private static CairnException tooMany(String what) {
        return new CairnException.Refused("sql-54000", "statement", "at most " + ROLES_MAX + " " + what);
    }

    /** The keys that begin so. */
    private List<byte[]> below(byte[] prefix) {
        List<byte[]> keys = new ArrayList<>();
        byte[] end = Keys.after(prefix);
        MapView.Cursor cursor = state.seek(prefix);
        while (cursor.next() && Arrays.compareUnsigned(cursor.key(), end) < 0) {
            keys.add(cursor.key());
        }
        return keys;
    }
}
