package io.cairn.engine.sql;

import io.cairn.engine.dialect.TableName;
import io.cairn.engine.model.CairnException;
import io.cairn.h2.engine.SessionLocal;
import io.cairn.h2.result.Row;
import io.cairn.h2.schema.Schema;
import io.cairn.h2.table.Column;
import io.cairn.h2.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tables whose past is asked for. */
final class PastTables {
    private PastTables() {}

    /** The table of a name, or none; {@code sql-42809} for what has no rows of its own. */
    static Optional<TreeTable> find(SessionLocal session, TableName name) {
        Schema schema = session.getDatabase().findSchema(name.schema().orElse(session.getCurrentSchemaName()));
        Table found = schema == null ? null : schema.findTableOrView(session, name.name());
        if (found == null) {
            return Optional.empty();
        }
        if (found instanceof TreeTable table) {
            return Optional.of(table);
        }
        throw new CairnException.Refused("sql-42809", "statement", name + " is no table whose rows are kept");
    }

    static CairnException.Refused missing(TableName name) {
        return new CairnException.Refused("sql-42P01", "statement", "there is no table " + name);
    }

    /** The columns that a query of all columns has, their names behind a prefix. */
    static List<SqlColumn> columns(Table table, String prefix) {
        List<SqlColumn> columns = new ArrayList<>();
        for (Column column : table.getVisibleColumns()) {
            SqlType type = Cells.type(column.getType().getValueType());
            columns.add(new SqlColumn(
                    prefix + column.getName(),
                    type,
                    column.getType().getPrecision(),
                    type == SqlType.NUMERIC ? column.getType().getScale() : 0,
                    true));
        }
        return columns;
    }

    /** The cells of those columns; nulls where there is no row. */
    static List<@Nullable String> cells(Table table, @Nullable Row row) {
        List<@Nullable String> cells = new ArrayList<>();
        for (Column column : table.getVisibleColumns()) {
            cells.add(row == null ? null : Cells.text(row.getValue(column.getColumnId())));
        }
        return cells;
    }
}
