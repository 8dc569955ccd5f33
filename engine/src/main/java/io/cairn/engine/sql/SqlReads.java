package io.cairn.engine.sql;

import io.cairn.engine.codec.Json;
import io.cairn.engine.dialect.Dialect;
import io.cairn.engine.dialect.Statement;
import io.cairn.engine.dialect.TableName;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.record.Keys;
import io.cairn.engine.record.ReadRecord;
import io.cairn.engine.view.MapView;
import io.cairn.h2.engine.SessionLocal;
import io.cairn.h2.table.Table;
import io.cairn.h2.table.TableType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * {@code SHOW READS}: the reads on record, the newest first.
 *
 * <p>Those of a table are the statements that name it, or a view that names it, as the views are now: a statement that
 * uses the same name for something else is shown as well, and none that reads the table is missing.
 */
final class SqlReads {
    static final List<SqlColumn> COLUMNS = List.of(
            column("sequence", SqlType.BIGINT),
            column("index", SqlType.INTEGER),
            column("time", SqlType.TIMESTAMP_WITH_ZONE),
            column("account", SqlType.VARCHAR),
            column("key", SqlType.VARCHAR),
            column("block", SqlType.BIGINT),
            column("class", SqlType.VARCHAR),
            column("statement", SqlType.VARCHAR),
            column("parameters", SqlType.VARCHAR),
            column("mutation", SqlType.VARCHAR));

    private final SessionLocal session;
    private final SqlContext context;
    private final SqlPast past;

    SqlReads(SessionLocal session, SqlContext context, SqlPast past) {
        this.session = session;
        this.context = context;
        this.past = past;
    }

    private static SqlColumn column(String name, SqlType type) {
        return new SqlColumn(name, type, 0, 0, false);
    }

    SqlResult answer(Statement.Reads asked, MapView state) {
        AnswerRows.requireRows(asked.limit(), context.limits());
        Set<String> names = asked.table().isPresent() ? named(asked.table().get()) : new TreeSet<>();
        AnswerRows rows = new AnswerRows(context.limits());
        MapView.Cursor cursor = state.seek(Keys.read(asked.before(), 0));
        int shown = 0;
        while (shown < asked.limit() && cursor.previous() && isRead(cursor.key())) {
            ReadRecord record = ReadRecord.decode(cursor.value());
            if (asked.account().isPresent() && !asked.account().get().equals(record.account())) {
                continue;
            }
            SqlPast.Asked read = past.asked(Keys.readSequence(cursor.key()), Keys.readIndex(cursor.key()));
            if (asked.table().isEmpty() || namesAny(read.statement(), names)) {
                List<@Nullable String> cells = cells(cursor.key(), record, read);
                rows.add(cells.size(), cells::get);
                shown++;
            }
        }
        return new SqlResult(COLUMNS, rows.rows(), 0);
    }

    private static boolean isRead(byte[] key) {
        return key[0] == Keys.READ && key.length > 1;
    }

    private static List<@Nullable String> cells(byte[] key, ReadRecord record, SqlPast.Asked read) {
        List<@Nullable String> cells = new ArrayList<>();
        cells.add(Long.toString(Keys.readSequence(key)));
        cells.add(Integer.toString(Keys.readIndex(key)));
        cells.add(Cells.text(Timestamps.of(read.author().timeMillis())));
        cells.add(record.account());
        cells.add(read.key());
        cells.add(Long.toString(record.height()));
        cells.add(record.answer().word());
        cells.add(read.statement());
        cells.add(Json.print(new Value.Array(read.parameters())));
        cells.add(read.author().mutation().hex());
        return cells;
    }

    /** The table and all views that name it, or name one of them. */
    private Set<String> named(TableName wanted) {
        String schema = wanted.schema().orElse(session.getCurrentSchemaName());
        boolean isThere = session.getDatabase().findSchema(schema) != null
                && session.getDatabase().getSchema(schema).findTableOrView(session, wanted.name()) != null;
        if (!isThere) {
            throw PastTables.missing(wanted);
        }
        Set<String> names = new TreeSet<>();
        names.add(wanted.name());
        boolean grows = true;
        while (grows) {
            grows = false;
            for (Table table : session.getDatabase().getAllTablesAndViews()) {
                boolean isView = table.getTableType() == TableType.VIEW;
                if (isView && !names.contains(table.getName()) && namesAny(table.getCreateSQL(), names)) {
                    grows |= names.add(table.getName());
                }
            }
        }
        return names;
    }

    private static boolean namesAny(@Nullable String text, Set<String> names) {
        if (text == null) {
            return false;
        }
        try {
            return Dialect.names(text).stream().anyMatch(names::contains);
        } catch (CairnException.Incorrect unreadable) {
            // Nobody could answer it, and nobody can say what it would have read.
            return true;
        }
    }
}
