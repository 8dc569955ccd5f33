package io.cairn.engine.pgcatalog;

import io.cairn.h2.command.query.AllColumnsForPlan;
import io.cairn.h2.engine.SessionLocal;
import io.cairn.h2.index.Cursor;
import io.cairn.h2.index.Index;
import io.cairn.h2.index.IndexCondition;
import io.cairn.h2.result.Row;
import io.cairn.h2.result.SearchRow;
import io.cairn.h2.result.SortOrder;
import io.cairn.h2.schema.Schema;
import io.cairn.h2.table.Column;
import io.cairn.h2.table.IndexColumn;
import io.cairn.h2.table.TableFilter;
import io.cairn.h2.value.Value;
import io.cairn.h2.value.ValueBigint;
import io.cairn.h2.value.ValueNull;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The numbers from 1 on, which functions that give rows are counted with. A statement has to say where they end, and the
 * planner is told that looking for the end in any other way than by index takes for ever.
 */
final class NumbersTable extends SystemTable {
    static final String NAME = "cairn_numbers";

    private static final ColumnLayout COLUMN = new ColumnLayout("cairn_number", "bigint", true);
    private static final double FOREVER = 1e15;

    NumbersTable(Schema schema, int id, CatalogObjects objects) {
        super(
                schema,
                id,
                new TableLayout(id, schema.getName(), NAME, "r", List.of(COLUMN), List.of()),
                objects,
                List::of);
        // A star means the columns of the function that the numbers stand for.
        getColumn(0).setVisible(false);
    }

    @Override
    List<Index> indexesOf() {
        return List.of(new Numbers(this, false), new Numbers(this, true));
    }

    /** All numbers, or those up to a bound. */
    static final class Numbers extends SystemIndex {
        private final boolean isBounded;

        Numbers(NumbersTable table, boolean isBounded) {
            super(table, IndexColumn.wrap(new Column[] {table.getColumn(0)}), isBounded ? 0 : -1);
            this.isBounded = isBounded;
        }

        @Override
        public Cursor find(SessionLocal session, @Nullable SearchRow first, @Nullable SearchRow last, boolean reverse) {
            long low = isBounded ? Math.max(1, bound(first, 1)) : 1;
            long high = isBounded ? bound(last, Long.MAX_VALUE) : Long.MAX_VALUE;
            return new Counting(low, high);
        }

        private static long bound(@Nullable SearchRow row, long otherwise) {
            Value value = row == null ? null : row.getValue(0);
            return value == null || value.getValueType() == Value.NULL ? otherwise : value.getLong();
        }

        @Override
        public double getCost(
                SessionLocal session,
                int[] masks,
                TableFilter[] filters,
                int filter,
                SortOrder sortOrder,
                AllColumnsForPlan allColumns,
                boolean isSelect) {
            boolean ends =
                    isBounded && masks != null && (masks[0] & (IndexCondition.EQUALITY | IndexCondition.END)) != 0;
            return ends ? 2 : FOREVER;
        }
    }

    private static final class Counting implements Cursor {
        private final long end;
        private long next;
        private @Nullable Row row;

        Counting(long first, long end) {
            this.next = first;
            this.end = end;
        }

        @Override
        public @Nullable Row get() {
            return row;
        }

        @Override
        public @Nullable SearchRow getSearchRow() {
            return row;
        }

        @Override
        public boolean next() {
            if (next > end) {
                row = null;
                return false;
            }
            row = Row.get(new Value[] {ValueBigint.get(next), ValueNull.INSTANCE}, 1, next);
            next++;
            return true;
        }

        @Override
        public boolean previous() {
            throw refused();
        }
    }
}
