package io.cairn.engine.state;

import io.cairn.engine.dialect.RightsChange;
import io.cairn.engine.record.Grant;
import io.cairn.engine.record.ObjectRights;
import io.cairn.engine.record.Privilege;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * One GRANT or REVOKE by one sender, applied to the rights on one object.
 *
 * @param isSender whether a grantee is the sender or a role of the sender
 * @param grants whether it gives; else it takes back
 */
record GrantChange(Predicate<String> isSender, boolean isOwner, boolean grants, RightsChange.Ending ending) {
    /** The rights after one privilege was given to or taken from each of the grantees. */
    ObjectRights apply(ObjectRights before, List<String> grantees, Privilege privilege, String column) {
        String by = grantor(before, privilege, column);
        ObjectRights rights = before;
        for (String to : grantees) {
            if (grants) {
                if (ending.option() && to.equals(Grant.EVERYBODY)) {
                    throw RightsNames.refused("0LP01", "grant options cannot be granted to everybody");
                }
                rights = rights.grant(new Grant(to, by, privilege, column, ending.option()));
            } else {
                rights = revoke(rights, to, by, privilege, column);
            }
        }
        return rights;
    }

    /** For whom the sender acts: the owners, or the grantee that the sender holds the grant option as. */
    private String grantor(ObjectRights rights, Privilege privilege, String column) {
        if (isOwner) {
            return Grant.OWNERS;
        }
        for (Grant grant : rights.grants()) {
            boolean holds = grant.option()
                    && grant.privilege() == privilege
                    && grant.covers(column)
                    && isSender.test(grant.to());
            if (holds) {
                return grant.to();
            }
        }
        throw RightsNames.refused("42501", "no grant option for " + privilege.word());
    }

    private ObjectRights revoke(ObjectRights rights, String to, String by, Privilege privilege, String column) {
        List<Grant> left = new ArrayList<>();
        for (Grant grant : rights.grants()) {
            boolean isMeant = grant.to().equals(to)
                    && grant.by().equals(by)
                    && grant.privilege() == privilege
                    && (column.isEmpty() || grant.column().equals(column));
            if (!isMeant) {
                left.add(grant);
            } else if (ending.option()) {
                left.add(new Grant(grant.to(), grant.by(), grant.privilege(), grant.column(), false));
            }
        }
        List<Grant> founded = founded(left);
        if (founded.size() < left.size() && !ending.cascades()) {
            throw RightsNames.refused("2BP01", "what " + to + " gave on depends on it; use CASCADE");
        }
        return rights.withGrants(founded);
    }

    /** The grants to which a chain of options leads from the owners; a circle of grants founds nothing. */
    private static List<Grant> founded(List<Grant> grants) {
        TreeMap<String, TreeSet<String>> holders = new TreeMap<>();
        List<Grant> founded = new ArrayList<>();
        for (Grant grant : grants) {
            String key = grant.privilege().word() + " " + grant.column();
            if (holders.computeIfAbsent(key, _ -> holders(grants, grant)).contains(grant.by())) {
                founded.add(grant);
            }
        }
        return founded;
    }

    /** Who may give what a grant gives: the owners, and all to whom a chain of options leads from them. */
    private static TreeSet<String> holders(List<Grant> grants, Grant wanted) {
        List<Grant> options = grants.stream()
                .filter(grant ->
                        grant.option() && grant.privilege() == wanted.privilege() && grant.covers(wanted.column()))
                .toList();
        TreeSet<String> holders = new TreeSet<>(List.of(Grant.OWNERS));
        int before = 0;
        while (before < holders.size()) {
            before = holders.size();
            for (Grant grant : options) {
                if (holders.contains(grant.by())) {
                    holders.add(grant.to());
                }
            }
        }
        return holders;
    }
}
