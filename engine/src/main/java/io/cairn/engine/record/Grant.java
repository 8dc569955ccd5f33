package io.cairn.engine.record;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.util.Comparator;

/**
 * A privilege that somebody gave somebody.
 *
 * @param to a role, the text of an account, or {@link #EVERYBODY}
 * @param by the text of the account that gave it; empty for the owners of the database
 * @param column the column it is for; empty for the whole object
 * @param option whether it may be given on
 */
public record Grant(String to, String by, Privilege privilege, String column, boolean option)
        implements Comparable<Grant> {
    /** The grantee that everybody is. */
    public static final String EVERYBODY = "public";

    /** The grantor that the owners are. */
    public static final String OWNERS = "";

    private static final Comparator<Grant> ORDER = Comparator.comparing(Grant::to)
            .thenComparing(Grant::by)
            .thenComparing(Grant::privilege)
            .thenComparing(Grant::column);

    /** Orders by who gave what to whom. */
    @Override
    public int compareTo(Grant other) {
        return ORDER.compare(this, other);
    }

    /** The same with or without the option. */
    Grant withOption(boolean newOption) {
        return new Grant(to, by, privilege, column, newOption);
    }

    /** Whether this is a privilege on the whole object or on that column. */
    public boolean covers(String wanted) {
        return column.isEmpty() || column.equals(wanted);
    }

    Value encode() {
        return Value.Document.builder()
                .put("to", to)
                .put("by", by)
                .put("privilege", privilege.word())
                .put("column", column)
                .put("option", Value.of(option))
                .build();
    }

    static Grant decode(Value value) {
        if (value instanceof Value.Document fields
                && fields.get("to") instanceof Value.Text to
                && fields.get("by") instanceof Value.Text by
                && fields.get("privilege") instanceof Value.Text privilege
                && fields.get("column") instanceof Value.Text column
                && fields.get("option") instanceof Value.Bool option) {
            return new Grant(to.value(), by.value(), Privilege.of(privilege.value()), column.value(), option.value());
        }
        throw new CairnException.Incorrect("bytes-malformed", "rights/grants", "a grant is malformed");
    }
}
