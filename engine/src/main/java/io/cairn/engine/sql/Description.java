package io.cairn.engine.sql;

import io.cairn.engine.dialect.Statement;
import io.cairn.h2.command.Prepared;
import io.cairn.h2.engine.SessionLocal;
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

    static SqlResult of(SessionLocal session, Statement.Engine read) {
        Prepared prepared = session.prepare(read.text());
        SqlType[] types = new SqlType[read.parameterCount()];
        Arrays.fill(types, SqlType.NULL);
        List<Parameter> parameters = prepared.getParameters();
        for (int i = 0; i < parameters.size(); i++) {
            types[read.parameters().get(i) - 1] =
                    Cells.type(parameters.get(i).getType().getValueType());
        }
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (int i = 0; i < types.length; i++) {
            rows.add(row("parameter", new SqlColumn("$" + (i + 1), types[i], 0, 0, true)));
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
