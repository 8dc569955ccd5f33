package io.cairn.engine.record;

import io.cairn.engine.codec.ValueCodec;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * The rights on one object, as DAG-CBOR with a field {@code v} = 1. Where there is a record, what it does not grant is
 * not granted; so it stays when its last grant is taken back.
 *
 * @param grants in their order, none twice
 * @param rowSecurity whether row policies hold
 * @param forced whether they hold for owners too
 * @param policies in the order in which they were made
 * @param since the height of the block from which on the names of the object and its columns mean what they mean; about
 *     blocks before it this record alone says nothing. 0 where they always did
 */
public record ObjectRights(
        List<Grant> grants, boolean rowSecurity, boolean forced, List<RowPolicy> policies, long since) {
    /** No rights. */
    public static final ObjectRights NONE = new ObjectRights(List.of(), false, false, List.of(), 0);

    /** The most grants on one object. */
    public static final int GRANTS_MAX = 4_000;

    /** The most policies of one table. */
    public static final int POLICIES_MAX = 100;

    private static final long VERSION = 1;

    /** Orders the grants; {@code sql-54000} for too many. */
    public ObjectRights {
        grants = grants.stream().sorted().toList();
        policies = List.copyOf(policies);
        if (grants.size() > GRANTS_MAX || policies.size() > POLICIES_MAX) {
            throw new CairnException.Refused(
                    "sql-54000",
                    "statement",
                    "an object has at most " + GRANTS_MAX + " grants and " + POLICIES_MAX
                            + " policies; grant to roles");
        }
    }

    /** The same with other grants. */
    public ObjectRights withGrants(List<Grant> newGrants) {
        return new ObjectRights(newGrants, rowSecurity, forced, policies, since);
    }

    /** The same with other policies. */
    public ObjectRights withPolicies(List<RowPolicy> newPolicies) {
        return new ObjectRights(grants, rowSecurity, forced, newPolicies, since);
    }

    /** The same with row policies that hold, or not. */
    public ObjectRights withRowSecurity(boolean holds, boolean alsoForOwners) {
        return new ObjectRights(grants, holds, alsoForOwners, policies, since);
    }

    /** The same for an object that has got other names in a block. */
    public ObjectRights renamedAt(long height) {
        return new ObjectRights(grants, rowSecurity, forced, policies, height);
    }

    /** The same with one grant more; one that is there only gains the option. */
    public ObjectRights grant(Grant added) {
        List<Grant> all = new ArrayList<>(grants);
        all.removeIf(grant -> grant.compareTo(added) == 0);
        boolean option = added.option() || grants.contains(added.withOption(true));
        all.add(added.withOption(option));
        return withGrants(all);
    }

    /** Whether one of the grants to such grantees covers a column, or the whole object for an empty name. */
    public boolean grants(Predicate<String> isCaller, Privilege privilege, String column) {
        return grants.stream()
                .anyMatch(grant -> grant.privilege() == privilege && isCaller.test(grant.to()) && grant.covers(column));
    }

    /** Whether one of the grants to such grantees is for the privilege, for the whole object or any column. */
    public boolean grantsAny(Predicate<String> isCaller, Privilege privilege) {
        return grants.stream().anyMatch(grant -> grant.privilege() == privilege && isCaller.test(grant.to()));
    }

    /** The stored bytes. */
    public byte[] encode() {
        Value.Document.Builder fields = Value.Document.builder()
                .put("v", VERSION)
                .put(
                        "grants",
                        new Value.Array(grants.stream().map(Grant::encode).toList()))
                .put("rowSecurity", Value.of(rowSecurity))
                .put("forced", Value.of(forced))
                .put(
                        "policies",
                        new Value.Array(policies.stream().map(RowPolicy::encode).toList()));
        return ValueCodec.encode((since == 0 ? fields : fields.put("since", since)).build());
    }

    /** Parses stored bytes. */
    public static ObjectRights decode(byte[] bytes) {
        if (!(ValueCodec.decode(bytes) instanceof Value.Document fields)
                || !Value.of(VERSION).equals(fields.get("v"))) {
            throw new CairnException.Incorrect("format-unknown", "rights", "unknown form of rights");
        }
        if (fields.get("grants") instanceof Value.Array grants
                && fields.get("rowSecurity") instanceof Value.Bool rowSecurity
                && fields.get("forced") instanceof Value.Bool forced
                && fields.get("policies") instanceof Value.Array policies) {
            ObjectRights rights = new ObjectRights(
                    grants.values().stream().map(Grant::decode).toList(),
                    rowSecurity.value(),
                    forced.value(),
                    policies.values().stream().map(RowPolicy::decode).toList(),
                    fields.get("since") instanceof Value.Int(var height) ? height : 0);
            if (Arrays.equals(rights.encode(), bytes)) {
                return rights;
            }
        }
        throw new CairnException.Incorrect("bytes-malformed", "rights", "rights are malformed");
    }
}
