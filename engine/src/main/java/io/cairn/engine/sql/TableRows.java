package io.cairn.engine.sql;

import io.cairn.engine.codec.Json;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import io.cairn.engine.record.Keys;
import io.cairn.engine.view.MapView;
import io.cairn.h2.api.ErrorCode;
import io.cairn.h2.command.Prepared;
import io.cairn.h2.engine.SessionLocal;
import io.cairn.h2.message.DbException;
import io.cairn.h2.result.ResultInterface;
import io.cairn.h2.result.Row;
import io.cairn.h2.schema.Schema;
import io.cairn.h2.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table of the schema {@code public}, each as a document: read with the rights of the owners. Every reading
 * begins without a catalog, so that whoever proves and whoever verifies load the same pages.
 *
 * <p>The id is the primary key, as text; of several columns the JSON array of their values. A field has the name of its
 * column; NULL is a field that is not there.
 */
public final class TableRows {
    private static final String SCHEMA = "public";
    private static final SqlContext CONTEXT = new SqlContext(0, 0, "", SqlLimits.forQueries());

    private final MapView state;
    private final H2Catalog catalog;
    private final String name;

    /**
     * A row.
     *
     * @param id the primary key
     * @param created sequence of the entry that inserted it; 0 where it has changed since, which {@code SHOW HISTORY} tells
     * @param changed sequence of the entry that wrote it last
     * @param fields the cells that are not NULL
     */
    public record StoredRow(String id, long created, long changed, Value.Document fields) {}

    /** A condition on a column: {@code =}, {@code <}, {@code <=}, {@code >} or {@code >=}, and a value. */
    public record Bound(String column, String operator, Value value) {}

    private TableRows(MapView state, H2Catalog catalog, String name) {
        this.state = state;
        this.catalog = catalog;
        this.name = name;
    }

    /** The table of a name; empty where there is none. A view is no table. */
    public static Optional<TableRows> find(MapView state, String name) {
        if (Binding.catalogName(state).equals(Hash.ZERO)) {
            return Optional.empty();
        }
        TableRows rows = new TableRows(state, Worlds.run(CONTEXT, () -> H2Catalog.open(state)), name);
        boolean isTable = rows.reading(session -> find(session, name) != null);
        return isTable ? Optional.of(rows) : Optional.empty();
    }

    private static @Nullable TreeTable find(SessionLocal session, String name) {
        Schema schema = session.getDatabase().findSchema(SCHEMA);
        Table found = schema == null ? null : schema.findTableOrView(session, name);
        return found instanceof TreeTable table ? table : null;
    }

    /** How many rows there are. */
    public long count() {
        return reading(session -> table(session).getRowCount(session));
    }

    private TreeTable table(SessionLocal session) {
        TreeTable table = find(session, name);
        if (table == null) {
            throw new CairnException.Fault("table-lost", "the catalog has the table no more: " + name);
        }
        return table;
    }

    /** The row with an id, or null. */
    public @Nullable StoredRow get(String id) {
        return reading(session -> find(session, RowForm.of(table(session)), id)).orElse(null);
    }

    private static Optional<StoredRow> find(SessionLocal session, RowForm form, String id) {
        List<Bound> key = form.key(id);
        if (key.isEmpty()) {
            return Optional.empty();
        }
        try {
            // A key has one row, which may be that of an id written otherwise.
            return rowIds(session, form, key, 1).stream()
                    .map(rowId -> row(session, form, rowId))
                    .filter(row -> row.id().equals(id))
                    .findFirst();
        } catch (DbException noKey) {
            if (ErrorCode.getState(noKey.getErrorCode()).startsWith("22")) {
                return Optional.empty();
            }
            throw noKey;
        }
    }

    /**
     * Shows rows one after another, in no order: all that meet the conditions which SQL compares as documents do, and
     * perhaps others. Of more than {@code max} rows none is shown.
     *
     * @return whether there were no more
     */
    public boolean each(List<Bound> conditions, int max, Consumer<StoredRow> reader) {
        return reading(session -> {
            RowForm form = RowForm.of(table(session));
            List<Bound> compared = conditions.stream().filter(form::compares).toList();
            List<Long> rowIds = rowIds(session, form, compared, max + 1);
            boolean isWithin = rowIds.size() <= max;
            if (isWithin) {
                rowIds.forEach(rowId -> reader.accept(row(session, form, rowId)));
            }
            return isWithin;
        });
    }

    /** The numbers of rows only: H2 keeps a result in memory, and rows may be large. */
    private static List<Long> rowIds(SessionLocal session, RowForm form, List<Bound> conditions, int max) {
        Prepared prepared = session.prepare(form.question(conditions));
        for (int i = 0; i < conditions.size(); i++) {
            prepared.getParameters()
                    .get(i)
                    .setValue(Cells.parameter(conditions.get(i).value()));
        }
        List<Long> rowIds = new ArrayList<>();
        try (ResultInterface result = prepared.query(max)) {
            while (result.next()) {
                rowIds.add(result.currentRow()[0].getLong());
            }
        }
        return rowIds;
    }

    private static StoredRow row(SessionLocal session, RowForm form, long rowId) {
        TreeTable table = form.table();
        byte[] stored = table.binding().state().get(Keys.sqlRow(table.getId(), rowId));
        if (stored == null) {
            throw new CairnException.Fault("row-lost", "a row that was read is not there: " + rowId);
        }
        Row row = RowCodec.decode(stored, rowId, table, session);
        RowHead head = RowHead.of(stored);
        long changed = head.place().sequence();
        return new StoredRow(form.id(row), head.earlier() ? 0 : changed, changed, form.fields(row));
    }

    /** H2 goes on over reads that fail, so what they failed with is thrown afterwards. */
    private <T> T reading(Function<SessionLocal, T> work) {
        WatchedState watched = new WatchedState(state);
        try {
            return Worlds.run(CONTEXT, () -> {
                T result = catalog.reading(watched, CONTEXT, work::apply);
                watched.requireRead();
                return result;
            });
        } catch (CairnException failure) {
            watched.requireRead();
            throw failure;
        }
    }

    /** A cell as a field; null for NULL. What documents have no type for is the text that SQL shows. */
    static @Nullable Value field(io.cairn.h2.value.Value cell) {
        return switch (Cells.type(cell.getValueType())) {
            case NULL -> null;
            case BOOLEAN -> Value.of(cell.getBoolean());
            case SMALLINT, INTEGER, BIGINT -> Value.of(cell.getLong());
            case REAL, DOUBLE -> Double.isFinite(cell.getDouble()) ? Value.of(cell.getDouble()) : Value.of(text(cell));
            case BYTES -> new Value.Bytes(cell.getBytesNoCopy());
            case JSON -> json(text(cell));
            case ARRAY -> array((io.cairn.h2.value.ValueArray) cell);
            default -> Value.of(text(cell));
        };
    }

    static String text(io.cairn.h2.value.Value cell) {
        return String.valueOf(Cells.text(cell));
    }

    private static Value array(io.cairn.h2.value.ValueArray cells) {
        List<Value> values = new ArrayList<>();
        for (io.cairn.h2.value.Value cell : cells.getList()) {
            Value value = field(cell);
            values.add(value == null ? Value.none() : value);
        }
        return new Value.Array(values);
    }

    /** JSON with numbers or depths that documents do not have is its text. */
    private static Value json(String text) {
        try {
            return Json.parse(text);
        } catch (CairnException.Incorrect noValue) {
            return Value.of(text);
        }
    }
}
