package io.cairn.node.cli;

import io.cairn.engine.sql.SqlColumn;
import io.cairn.engine.sql.SqlResult;
import io.cairn.engine.sql.SqlType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rows as a table for people, in psql's form. */
final class RowTable {
    private static final Set<SqlType> NUMBERS = EnumSet.of(
            SqlType.SMALLINT, SqlType.INTEGER, SqlType.BIGINT, SqlType.NUMERIC, SqlType.REAL, SqlType.DOUBLE);

    private RowTable() {}

    static List<String> of(SqlResult result) {
        int width = result.columns().size();
        int[] widths = new int[width];
        for (int i = 0; i < width; i++) {
            widths[i] = length(result.columns().get(i).name());
            for (List<@Nullable String> row : result.rows()) {
                widths[i] = Math.max(widths[i], length(row.get(i)));
            }
        }
        List<String> lines = new ArrayList<>();
        StringBuilder head = new StringBuilder();
        StringBuilder rule = new StringBuilder();
        for (int i = 0; i < width; i++) {
            String name = result.columns().get(i).name();
            int spaces = widths[i] - length(name);
            head.append(i == 0 ? " " : "| ")
                    .repeat(' ', spaces / 2)
                    .append(name)
                    .repeat(' ', spaces - spaces / 2)
                    .append(' ');
            rule.append(i == 0 ? "" : "+").repeat('-', widths[i] + 2);
        }
        lines.add(head.toString().stripTrailing());
        lines.add(rule.toString());
        result.rows().forEach(row -> lines.add(line(result.columns(), row, widths)));
        lines.add("(" + result.rows().size() + (result.rows().size() == 1 ? " row)" : " rows)"));
        return lines;
    }

    private static String line(List<SqlColumn> columns, List<@Nullable String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = row.get(i) == null ? "" : row.get(i);
            int spaces = widths[i] - length(cell);
            boolean right = NUMBERS.contains(columns.get(i).type());
            line.append(i == 0 ? " " : "| ")
                    .repeat(' ', right ? spaces : 0)
                    .append(cell)
                    .repeat(' ', right ? 0 : spaces)
                    .append(' ');
        }
        return line.toString().stripTrailing();
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.codePointCount(0, text.length());
    }
}
