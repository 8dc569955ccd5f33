package io.cairn.client.jdbc;

import io.cairn.engine.sql.SqlColumn;
import io.cairn.engine.sql.SqlResult;
import io.cairn.engine.sql.SqlType;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that describe things, with the columns that JDBC wants. */
final class Listing {
    private final List<SqlColumn> columns = new ArrayList<>();
    private final List<List<@Nullable String>> rows = new ArrayList<>();

    /** Columns by their names, separated by blanks; {@code #} behind one says that it is a number, {@code !} a truth. */
    Listing(String names) {
        for (String name : names.split(" ", -1)) {
            char mark = name.charAt(name.length() - 1);
            SqlType type = mark == '#' ? SqlType.INTEGER : mark == '!' ? SqlType.BOOLEAN : SqlType.VARCHAR;
            String plain = type == SqlType.VARCHAR ? name : name.substring(0, name.length() - 1);
            columns.add(new SqlColumn(plain, type, 0, 0, true));
        }
    }

    /** Adds a row: texts, numbers, truths and nulls. */
    void add(@Nullable Object... cells) {
        List<@Nullable String> row = new ArrayList<>(cells.length);
        for (Object cell : cells) {
            row.add(
                    switch (cell) {
                        case null -> null;
                        case Boolean truth -> truth ? "t" : "f";
                        default -> cell.toString();
                    });
        }
        rows.add(row);
    }

    /** Sorts by columns, counted from 0, nulls first and numbers by their size. */
    Listing sorted(int... by) {
        Comparator<List<@Nullable String>> order = (_, _) -> 0;
        for (int column : by) {
            Comparator<String> cells = columns.get(column).type() == SqlType.INTEGER
                    ? Comparator.comparingLong(Long::parseLong)
                    : Comparator.naturalOrder();
            order = order.thenComparing(row -> row.get(column), Comparator.nullsFirst(cells));
        }
        rows.sort(order);
        return this;
    }

    ResultSet result() {
        return new CairnResultSet(null, new SqlResult(columns, rows, 0));
    }
}
