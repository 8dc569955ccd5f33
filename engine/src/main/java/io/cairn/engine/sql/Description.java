package io.cairn.engine.sql;

import io.cairn.engine.dialect.PointInTime;
import io.cairn.engine.dialect.Statement;
import io.cairn.engine.dialect.TableName;
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

    static SqlResult of(SessionLocal session, Statement read) {
        return switch (read) {
            case Statement.Engine engine -> of(session, engine);
            case Statement.History history ->
                of(
                        parameterTypes(session.prepare(history.rows().text()), history.rows()),
                        SqlHistory.columns(table(session, history.table())));
            case Statement.Difference difference -> {
                TreeTable table = table(session, difference.table());
                yield of(heights(difference), SqlDifference.columns(table, table));
            }
            case Statement.Reads _ -> of(new SqlType[0], SqlReads.COLUMNS);
            case Statement.Rights _ -> of(new SqlType[0], List.of());
            case Statement.Session _, Statement.Copy _ -> throw SqlEngine.notRun();
        };
    }

    private static TreeTable table(SessionLocal session, TableName name) {
        return PastTables.find(session, name).orElseThrow(() -> PastTables.missing(name));
    }

    private static SqlType[] heights(Statement.Difference difference) {
        List<Integer> numbers = new ArrayList<>();
        for (PointInTime point : List.of(difference.from(), difference.to())) {
            if (point instanceof PointInTime.Parameter(int number, boolean _)) {
                numbers.add(number);
            }
        }
        SqlType[] types =
                new SqlType[numbers.stream().mapToInt(Integer::intValue).max().orElse(0)];
        Arrays.fill(types, SqlType.BIGINT);
        return types;
    }

    private static SqlResult of(SessionLocal session, Statement.Engine read) {
        Prepared prepared = Alteration.prepare(session, read, read.text());
        List<SqlColumn> columns = new ArrayList<>();
        if (prepared.isQuery()) {
            ResultInterface meta = prepared.queryMeta();
            for (int i = 0; i < meta.getVisibleColumnCount(); i++) {
                columns.add(Cells.column(meta, i));
            }
        }
        return of(parameterTypes(prepared, read), columns);
    }

    private static SqlType[] parameterTypes(Prepared prepared, Statement.Engine read) {
        SqlType[] types = new SqlType[read.parameterCount()];
        Arrays.fill(types, SqlType.NULL);
        List<Parameter> parameters = prepared.getParameters();
        for (int i = 0; i < parameters.size(); i++) {
            types[read.parameters().get(i) - 1] =
                    Cells.type(parameters.get(i).getType().getValueType());
        }
        read.asOf().ifPresent(point -> parameter(point, types));
        return types;
    }

    private static SqlResult of(SqlType[] types, List<SqlColumn> columns) {
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (int i = 0; i < types.length; i++) {
            rows.add(row("parameter", new SqlColumn("$" + (i + 1), types[i], 0, 0, true)));
        }
        columns.forEach(column -> rows.add(row("column", column)));
        return new SqlResult(COLUMNS, rows, 0);
    }

    /** What the parameter is that says which past state is meant, if there is one that nothing else takes. */
    private static void parameter(PointInTime point, SqlType[] types) {
        if (point instanceof PointInTime.Parameter(int number, boolean isBlock) && types[number - 1] == SqlType.NULL) {
            types[number - 1] = isBlock ? SqlType.BIGINT : SqlType.TIMESTAMP_WITH_ZONE;
        }
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
