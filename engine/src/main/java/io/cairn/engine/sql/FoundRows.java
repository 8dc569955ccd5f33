package io.cairn.engine.sql;

import io.cairn.h2.engine.SessionLocal;
import io.cairn.h2.index.Index;
import io.cairn.h2.index.IndexCondition;
import io.cairn.h2.index.IndexType;
import io.cairn.h2.table.IndexColumn;
import io.cairn.h2.table.PlanItem;
import io.cairn.h2.table.TableFilter;
import org.jspecify.annotations.Nullable;

/** How many rows one search of a table is likely to find. */
final class FoundRows {
    /** What our indexes make of a row that is read. */
    private static final double COST_OF_ROW = 10;

    private FoundRows() {}

    static double of(PlanItem item, SessionLocal session, TableFilter[] filters, int filter) {
        Index index = item.getIndex();
        int[] masks = item.getMasks();
        if (isOneRow(index, masks)) {
            return 1;
        }
        double rows = filters[filter].getTable().getRowCountApproximation(session);
        boolean isStored = index.getTable() instanceof TreeTable;
        if (masks == null || index instanceof PrimaryIndex) {
            return isStored ? rows : item.cost;
        }
        if (index instanceof HashIndex hash) {
            return hash.found(masks, (long) rows);
        }
        long known = index instanceof FieldIndex field
                ? new IndexCost(field, session, masks, (long) rows).found(filters, filter)
                : -1;
        return known >= 0 ? known : isStored ? item.cost / COST_OF_ROW : item.cost;
    }

    private static boolean isOneRow(Index index, int @Nullable [] masks) {
        IndexType type = index.getIndexType();
        if (masks == null || !type.isUnique() && !type.isPrimaryKey() || index.getIndexColumns().length == 0) {
            return false;
        }
        for (IndexColumn column : index.getIndexColumns()) {
            if ((masks[column.column.getColumnId()] & IndexCondition.EQUALITY) != IndexCondition.EQUALITY) {
                return false;
            }
        }
        return true;
    }
}
