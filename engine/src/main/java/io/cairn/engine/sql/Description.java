package io.cairn.engine.sql;

import io.cairn.engine.dialect.PointInTime;
import io.cairn.engine.dialect.Statement;
import io.cairn.engine.dialect.TableName;
import io.cairn.h2.command.Prepared;
import io.cairn.h2.engine.SessionLocal;
import io.cairn.h2.expression.Parameter;
import io.cairn.h2.result.ResultInterface;
import io.cairn.h2.value.TypeInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a statement takes and answers, as rows: its parameters in order, then its columns. */
final class Description {
    private static final String WORD = "DESCRIBE ";

    private static final List<SqlColumn> COLUMNS = List.of(
            column("kind", SqlType.VARCHAR),
            column("name", SqlType.VARCHAR),
            column("type", SqlType.VARCHAR),
            column("precision", SqlType.BIGINT),
            column("scale", SqlType.INTEGER),
            column("element", SqlType.VARCHAR));

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
                        parameters(session.prepare(history.rows().text()), history.rows()),
                        SqlHistory.columns(table(session, history.table())));
            case Statement.Difference difference -> {
                TreeTable table = table(session, difference.table());
                yield of(heights(difference), SqlDifference.columns(table, table));
            }
            case Statement.Reads _ -> of(List.of(), SqlReads.COLUMNS);
            case Statement.Rights _ -> of(List.of(), List.of());
            case Statement.Session _, Statement.Copy _ -> throw SqlEngine.notRun();
        };
    }

    private static TreeTable table(SessionLocal session, TableName name) {
        return PastTables.find(session, name).orElseThrow(() -> PastTables.missing(name));
    }

    private static List<SqlColumn> heights(Statement.Difference difference) {
        List<Integer> numbers = new ArrayList<>();
        for (PointInTime point : List.of(difference.from(), difference.to())) {
            if (point instanceof PointInTime.Parameter(int number, boolean _)) {
                numbers.add(number);
            }
        }
        return IntStream.rangeClosed(
                        1, numbers.stream().mapToInt(Integer::intValue).max().orElse(0))
                .mapToObj(number -> parameter(number, SqlType.BIGINT, Optional.empty()))
                .toList();
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
        return of(parameters(prepared, read), columns);
    }

    private static List<SqlColumn> parameters(Prepared prepared, Statement.Engine read) {
        List<SqlColumn> described = new ArrayList<>();
        for (int i = 1; i <= read.parameterCount(); i++) {
            described.add(parameter(i, SqlType.NULL, Optional.empty()));
        }
        List<Parameter> parameters = prepared.getParameters();
        for (int i = 0; i < parameters.size(); i++) {
            int number = read.parameters().get(i);
            TypeInfo type = parameters.get(i).getType();
            described.set(number - 1, parameter(number, Cells.type(type.getValueType()), Cells.element(type)));
        }
        read.asOf().ifPresent(point -> parameter(point, described));
        return described;
    }

    private static SqlColumn parameter(int number, SqlType type, Optional<SqlType> element) {
        return new SqlColumn("$" + number, type, 0, 0, true, element);
    }

    private static SqlResult of(List<SqlColumn> parameters, List<SqlColumn> columns) {
        List<List<@Nullable String>> rows = new ArrayList<>();
        parameters.forEach(parameter -> rows.add(row("parameter", parameter)));
        columns.forEach(column -> rows.add(row("column", column)));
        return new SqlResult(COLUMNS, rows, 0);
    }

    /** What the parameter is that says which past state is meant, if there is one that nothing else takes. */
    private static void parameter(PointInTime point, List<SqlColumn> described) {
        if (point instanceof PointInTime.Parameter(int number, boolean isBlock)
                && described.get(number - 1).type() == SqlType.NULL) {
            SqlType type = isBlock ? SqlType.BIGINT : SqlType.TIMESTAMP_WITH_ZONE;
            described.set(number - 1, parameter(number, type, Optional.empty()));
        }
    }

    private static List<@Nullable String> row(String kind, SqlColumn column) {
        return new ArrayList<>(Arrays.asList(
                kind,
                column.name(),
                column.type().name(),
                Long.toString(column.precision()),
                Integer.toString(column.scale()),
                column.element().map(Enum::name).orElse(null)));
    }
}
