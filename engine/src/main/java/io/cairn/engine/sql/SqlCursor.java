package io.cairn.engine.sql;

import io.cairn.h2.deterministic.Context;
import io.cairn.h2.result.LazyResult;
import io.cairn.h2.result.ResultInterface;
import io.cairn.h2.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a question, made while they are read where the question needs no order, groups or the like that its whole
 * answer stands behind. Its engine answers nothing else until it is closed. Not thread-safe.
 *
 * <p>What a statement may cost is what each of these rows may cost: the answer as a whole is as long as the data.
 */
public final class SqlCursor implements AutoCloseable {
    private final List<SqlColumn> columns;
    private final ResultInterface result;
    private final SqlContext context;
    private final Context world;
    private final H2Catalog.Reading reading;
    private boolean whole;
    private boolean closed;

    private SqlCursor(ResultInterface result, SqlContext context, Context world, H2Catalog.Reading reading) {
        this.result = result;
        this.context = context;
        this.world = world;
        this.reading = reading;
        this.columns = new ArrayList<>(result.getVisibleColumnCount());
        for (int i = 0; i < result.getVisibleColumnCount(); i++) {
            columns.add(Cells.column(result, i));
        }
    }

    /** Begins a question that was planned. */
    static SqlCursor open(H2Catalog.Reading reading, SqlContext context, Context world) {
        SqlLimits limits = context.limits();
        ResultInterface first = reading.chosen().plan().prepared().query(limits.resultRowsMax() + 1L);
        if (!(first instanceof LazyResult)) {
            // All its rows are here already.
            AnswerRows.requireRows((int) Math.min(first.getRowCount(), Integer.MAX_VALUE), limits);
            return new SqlCursor(first, context, world, reading);
        }
        first.close();
        return new SqlCursor(reading.chosen().plan().prepared().query(0), context, world, reading);
    }

    /** The columns of every row. */
    public List<SqlColumn> columns() {
        return columns;
    }

    /** The next row, with its cells as text in PostgreSQL's form, or null behind the last. */
    public @Nullable List<@Nullable String> next() {
        return Worlds.run(context, world, this::read).orElse(null);
    }

    private Optional<List<@Nullable String>> read() {
        reading.renew();
        if (!result.next()) {
            whole = true;
            return Optional.empty();
        }
        Value[] cells = result.currentRow();
        List<@Nullable String> row = new ArrayList<>(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            row.add(Cells.text(cells[i]));
        }
        return Optional.of(row);
    }

    /** Ends it, so that its engine may answer something else. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            Worlds.run(context, world, () -> {
                result.close();
                reading.end(whole);
                return true;
            });
        }
    }
}
