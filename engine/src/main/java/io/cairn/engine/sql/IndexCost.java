package io.cairn.engine.sql;

import io.cairn.h2.engine.SessionLocal;
import io.cairn.h2.expression.Expression;
import io.cairn.h2.index.IndexCondition;
import io.cairn.h2.index.IndexType;
import io.cairn.h2.table.TableFilter;
import io.cairn.h2.value.Value;
import org.jspecify.annotations.Nullable;

/** How many entries of an index one search is likely to meet, by what the statistics say. */
final class IndexCost {
    private final FieldIndex index;
    private final SessionLocal session;
    private final int[] masks;
    private final long rows;

    /**
     * A search.
     *
     * @param masks by column, what conditions there are on it
     * @param rows of the table
     */
    IndexCost(FieldIndex index, SessionLocal session, int[] masks, long rows) {
        this.index = index;
        this.session = session;
        this.masks = masks;
        this.rows = rows;
    }

    /** How many entries; -1 where the statistics tell nothing, because there are none or no condition. */
    long found(TableFilter[] filters, int filter) {
        int equal = 0;
        int columns = index.getIndexColumns().length;
        while (equal < columns && (mask(equal) & IndexCondition.EQUALITY) == IndexCondition.EQUALITY) {
            equal++;
        }
        boolean bounded = equal < columns && mask(equal) != 0;
        IndexType type = index.getIndexType();
        if (equal == 0 && !bounded || (type.isUnique() || type.isPrimaryKey()) && equal == columns) {
            return -1;
        }
        IndexStatistics known = index.statistics();
        if (known == null) {
            return -1;
        }
        if (equal > 0) {
            long alike = known.rowsOfOneValue(equal, rows);
            return 2 + (bounded ? Math.max(1, alike / 4) : alike);
        }
        Integer percent = percent(known, filters, filter);
        return percent == null ? -1 : 2 + rows * percent / 100;
    }

    private int mask(int column) {
        return masks[index.getIndexColumns()[column].column.getColumnId()];
    }

    /** How much of the table is between bounds that the statement names; null where it names none. */
    private @Nullable Integer percent(IndexStatistics known, TableFilter[] filters, int filter) {
        byte[] low = null;
        byte[] high = null;
        for (IndexCondition condition : filters[filter].indexConditions) {
            Expression limit =
                    condition.isCompoundColumns() || !isOnFirst(condition) ? null : condition.getExpression();
            if (limit == null || !limit.isConstant()) {
                continue;
            }
            Value value = limit.getValue(session);
            if (value.getValueType() == Value.NULL) {
                continue;
            }
            if (condition.isStart()) {
                low = index.leadingBound(value, true, session);
            }
            if (condition.isEnd()) {
                high = index.leadingBound(value, false, session);
            }
        }
        return low == null && high == null ? null : known.percentBetween(low, high);
    }

    private boolean isOnFirst(IndexCondition condition) {
        return condition.getColumn().equals(index.getIndexColumns()[0].column);
    }
}
