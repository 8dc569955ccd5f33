package io.cairn.engine.sql;

import io.cairn.engine.record.SecuredKind;
import java.util.List;

/**
 * A table, view or sequence that rights can be on.
 *
 * @param id what it keeps when it is renamed
 * @param columns names in their order; none of a sequence
 */
public record SecuredObject(SecuredKind kind, String schema, String name, int id, List<String> columns) {
    /** Copies the list. */
    public SecuredObject {
        columns = List.copyOf(columns);
    }
}
