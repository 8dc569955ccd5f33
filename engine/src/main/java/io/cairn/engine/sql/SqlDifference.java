package io.cairn.engine.sql;

import io.cairn.engine.dialect.TableName;
import io.cairn.engine.record.Keys;
import io.cairn.engine.view.MapView;
import io.cairn.h2.engine.SessionLocal;
import io.cairn.h2.result.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code DIFF}: the rows of one table that two states have not in common, in order of row ids. A table that was made
 * anew between them, as a change of a column does, has lost all its rows and got others.
 */
final class SqlDifference {
    private static final SqlColumn CHANGE = new SqlColumn("change", SqlType.VARCHAR, 0, 0, false);

    private final AnswerRows rows;

    SqlDifference(SqlContext context) {
        this.rows = new AnswerRows(context.limits());
    }

    /**
     * One of the two states.
     *
     * @param table the table there, or none
     */
    record Side(SessionLocal session, MapView state, long height, Optional<TreeTable> table) {
        /** What says which mutation made the table: the id alone may have been another table's before. */
        byte @Nullable [] maker() {
            return table.map(known -> state.get(Keys.sqlMaker(known.getId()))).orElse(null);
        }

        @Nullable
        Row row(byte[] key, byte @Nullable [] stored) {
            return stored == null ? null : RowCodec.decode(stored, Keys.sqlRowId(key), table.orElseThrow(), session);
        }
    }

    static List<SqlColumn> columns(TreeTable before, TreeTable after) {
        List<SqlColumn> columns = new ArrayList<>();
        columns.add(CHANGE);
        columns.addAll(PastTables.columns(after, ""));
        columns.addAll(PastTables.columns(before, "old_"));
        return columns;
    }

    SqlResult between(Side from, Side to, TableName name, SqlPast past) {
        TreeTable before = from.table().or(to::table).orElseThrow(() -> PastTables.missing(name));
        TreeTable after = to.table().orElse(before);
        boolean isOneTable = from.table().isPresent()
                && to.table().isPresent()
                && before.getId() == after.getId()
                && Arrays.equals(from.maker(), to.maker());
        if (isOneTable) {
            byte[] low = Keys.sqlRows(after.getId());
            TreeTable wider = before.getColumns().length > after.getColumns().length ? before : after;
            past.differences(from.height(), to.height(), low, Keys.after(low), (key, was, is) -> {
                if (was == null || is == null || !RowCodec.sameCells(was, is, wider)) {
                    add(before, from.row(key, was), after, to.row(key, is));
                }
            });
        } else {
            eachRow(from, row -> add(before, row, after, null));
            eachRow(to, row -> add(before, null, after, row));
        }
        return new SqlResult(columns(before, after), rows.rows(), 0);
    }

    private interface RowVisitor {
        void visit(@Nullable Row row);
    }

    private static void eachRow(Side side, RowVisitor visitor) {
        if (side.table().isEmpty()) {
            return;
        }
        TreeTable table = side.table().get();
        byte[] low = Keys.sqlRows(table.getId());
        byte[] end = Keys.after(low);
        MapView.Cursor cursor = side.state().seek(low);
        while (cursor.next() && Arrays.compareUnsigned(cursor.key(), end) < 0) {
            table.binding().budget().read();
            visitor.visit(side.row(cursor.key(), cursor.value()));
        }
    }

    private void add(TreeTable before, @Nullable Row was, TreeTable after, @Nullable Row is) {
        List<@Nullable String> cells = new ArrayList<>();
        cells.add(was == null ? "added" : is == null ? "removed" : "changed");
        cells.addAll(PastTables.cells(after, is));
        cells.addAll(PastTables.cells(before, was));
        rows.add(cells.size(), cells::get);
    }
}
