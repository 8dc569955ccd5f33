package io.cairn.engine.pgcatalog;

import io.cairn.h2.command.query.Select;
import io.cairn.h2.engine.SessionLocal;
import io.cairn.h2.value.Value;

/**
 * What a group gives. HAVING is asked first, as it may be what keeps the rest from failing: {@code sum(a) / count(b) … HAVING
 * count(b) > 0}. H2 computes everything and then asks.
 */
final class GroupRow {
    private GroupRow() {}

    /** The values of all columns; those that a group without a place in the answer has no need of are missing. */
    static Value[] of(Select select, Value[] keys, int columns) {
        Value[] row = new Value[columns];
        for (int i = 0; select.groupIndex != null && i < select.groupIndex.length; i++) {
            row[select.groupIndex[i]] = keys[i];
        }
        SessionLocal session = select.getSession();
        int having = select.havingIndex;
        // Over windows HAVING was asked before, of every group.
        if (having >= 0 && !select.isGroupWindowStage2()) {
            put(select, row, having, session);
            if (!row[having].isTrue()) {
                return row;
            }
        }
        for (int i = 0; i < columns; i++) {
            if (i != having || row[i] == null) {
                put(select, row, i, session);
            }
        }
        return row;
    }

    private static void put(Select select, Value[] row, int column, SessionLocal session) {
        if (select.groupByExpression != null && select.groupByExpression[column]) {
            return;
        }
        int copied = select.groupByCopies == null ? -1 : select.groupByCopies[column];
        row[column] = copied >= 0 ? row[copied] : select.expressions.get(column).getValue(session);
    }
}
