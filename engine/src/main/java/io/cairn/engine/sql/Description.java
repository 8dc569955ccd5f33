package io.cairn.engine.sql;

import io.cairn.h2.command.Prepared;
import io.cairn.h2.expression.Parameter;
import io.cairn.h2.result.ResultInterface;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a statement takes and answers, as rows: its parameters in order, then its columns. */
final class Description {
    private static final String WORD = "DESCRIBE ";

    private static final List<SqlColumn> COLUMNS = List.of(
            column("kind", SqlType.VARCHAR),
            column("name", SqlType.VARCHAR),
            column("type", SqlType.VARCHAR),
            column("precision", SqlType.BIGINT),
            column("scale", SqlType.INTEGER));

    private Description() {}

    private static SqlColumn column(String name, SqlType type) {
        return new SqlColumn(name, type, 0, 0, false);
    }

    static boolean isAsked(String text) {
        return text.regionMatches(true, 0, WORD, 0, WORD.length());
    }

    static String described(String text) {
        return text.substring(WORD.length());
    }

    static SqlResult of(Prepared prepared) {
        List<List<@Nullable String>> rows = new ArrayList<>();
        int number = 0;
        for (Parameter parameter : prepared.getParameters()) {
            SqlType type = Cells.type(parameter.getType().getValueType());
            rows.add(row("parameter", new SqlColumn("?" + ++number, type, 0, 0, true)));
        }
        if (prepared.isQuery()) {
            ResultInterface meta = prepared.queryMeta();
            for (int i = 0; i < meta.getVisibleColumnCount(); i++) {
                rows.add(row("column", Cells.column(meta, i)));
            }
        }
        return new SqlResult(COLUMNS, rows, 0);
    }

    private static List<@Nullable String> row(String kind, SqlColumn column) {
        return new ArrayList<>(Arrays.asList(
                kind,
                column.name(),
                column.type().name(),
                Long.toString(column.precision()),
                Integer.toString(column.scale())));
    }
}
