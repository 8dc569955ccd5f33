package io.cairn.engine.sql;

import io.cairn.engine.dialect.Dialect;
import io.cairn.engine.dialect.Statement;
import io.cairn.engine.model.Check;
import io.cairn.engine.view.MapView;
import io.cairn.h2.command.Prepared;
import io.cairn.h2.engine.SessionLocal;
import io.cairn.h2.result.ResultInterface;
import io.cairn.h2.table.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * {@code SHOW HISTORY}: every change of every row of which some version meets the condition, in the order of the log.
 *
 * <p>A row whose history goes further back than the states that are kept begins with a line {@code cut}: who made its
 * oldest known version, and that what was before is known no more.
 */
final class SqlHistory {
    private static final String ALL_COLUMNS = "SELECT *";
    private static final String ROW_ID = "SELECT _ROWID_";
    private static final List<SqlColumn> COLUMNS = List.of(
            column("change", SqlType.VARCHAR),
            column("block", SqlType.BIGINT),
            column("time", SqlType.TIMESTAMP_WITH_ZONE),
            column("account", SqlType.VARCHAR),
            column("mutation", SqlType.VARCHAR),
            column("sequence", SqlType.BIGINT),
            column("index", SqlType.INTEGER),
            column("row", SqlType.BIGINT));

    private final SessionLocal session;
    private final SqlContext context;
    private final SqlPast past;

    SqlHistory(SessionLocal session, SqlContext context, SqlPast past) {
        this.session = session;
        this.context = context;
        this.past = past;
    }

    private static SqlColumn column(String name, SqlType type) {
        return new SqlColumn(name, type, 0, 0, false);
    }

    static List<SqlColumn> columns(Table table) {
        List<SqlColumn> columns = new ArrayList<>(COLUMNS);
        columns.addAll(PastTables.columns(table, ""));
        columns.addAll(PastTables.columns(table, "old_"));
        return columns;
    }

    SqlResult answer(SqlStatement statement, MapView state, long height) {
        Statement.History read = (Statement.History) Dialect.read(statement.text(), new CatalogLookup(session));
        TreeTable table = PastTables.find(session, read.table()).orElseThrow(() -> PastTables.missing(read.table()));
        RowChains chains = new RowChains(table, state, height, past, session);
        table.binding().showVersions(chains);
        List<Change> changes = new ArrayList<>();
        for (long rowId : chosen(read.rows(), statement, chains)) {
            addChanges(chains.chain(rowId), changes);
        }
        changes.sort(
                Comparator.comparing((Change change) -> change.after().head().place())
                        .thenComparingLong(Change::rowId));
        AnswerRows.requireRows(changes.size(), context.limits());
        AnswerRows rows = new AnswerRows(context.limits());
        for (Change change : changes) {
            List<@Nullable String> cells = shown(change, table);
            rows.add(cells.size(), cells::get);
        }
        return new SqlResult(columns(table), rows.rows(), 0);
    }

    /** The rows of which the condition chooses a version. */
    private TreeSet<Long> chosen(Statement.Engine rows, SqlStatement statement, RowChains chains) {
        Check.invariant(rows.text().startsWith(ALL_COLUMNS), "a history's rows are a query of all columns");
        String text = ROW_ID + rows.text().substring(ALL_COLUMNS.length());
        Prepared prepared = SqlEngine.prepare(session, rows, text, statement.parameters());
        TreeSet<Long> chosen = new TreeSet<>();
        try (ResultInterface result = prepared.query(0)) {
            while (result.next()) {
                chosen.add(chains.rowId(result.currentRow()[0].getLong()));
            }
        }
        return chosen;
    }

    private record Change(String word, long rowId, RowChains.@Nullable Version before, RowChains.Version after) {}

    private static void addChanges(RowChains.Chain chain, List<Change> changes) {
        RowChains.@Nullable Version before = null;
        for (RowChains.Version after : chain.versions()) {
            boolean wasThere = before != null && before.row() != null;
            boolean isThere = after.row() != null;
            if (before == null && chain.isCut()) {
                changes.add(new Change("cut", chain.rowId(), null, after));
            } else if (wasThere || isThere) {
                String inserted = after.head().defined() ? "definition" : "insert";
                String word = !wasThere ? inserted : isThere ? "update" : "delete";
                changes.add(new Change(word, chain.rowId(), before, after));
            }
            before = after;
        }
    }

    private List<@Nullable String> shown(Change change, Table table) {
        SqlPlace place = change.after().head().place();
        SqlPast.Author author = past.author(place.sequence(), place.index());
        List<@Nullable String> cells = new ArrayList<>();
        cells.add(change.word());
        cells.add(Long.toString(place.height()));
        cells.add(Cells.text(Timestamps.of(author.timeMillis())));
        cells.add(author.account());
        cells.add(author.mutation().hex());
        cells.add(Long.toString(place.sequence()));
        cells.add(Integer.toString(place.index()));
        cells.add(Long.toString(change.rowId()));
        cells.addAll(PastTables.cells(table, change.after().row()));
        cells.addAll(PastTables.cells(
                table, change.before() == null ? null : change.before().row()));
        return cells;
    }
}
