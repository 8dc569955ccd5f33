package io.cairn.engine.pgcatalog;

import io.cairn.h2.expression.ExpressionColumn;
import io.cairn.h2.table.Column;
import io.cairn.h2.table.ColumnResolver;
import io.cairn.h2.table.TableFilter;

/** What a name without a table means beside {@code JOIN … USING}: the one column that PostgreSQL makes of both. */
final class MergedColumns {
    private MergedColumns() {}

    static void map(ExpressionColumn name, ColumnResolver resolver, Column column, int level) {
        if (name.getOriginalTableAliasName() == null && resolver instanceof TableFilter filter) {
            if (filter.isCommonJoinColumnToExclude(column)) {
                return;
            }
            Column merged = filter.getCommonJoinColumns() == null
                    ? null
                    : filter.getCommonJoinColumns().get(column);
            if (merged != null) {
                name.mapColumn(filter.getCommonJoinColumnsFilter(), merged, level);
                return;
            }
        }
        name.mapColumn(resolver, column, level);
    }
}
