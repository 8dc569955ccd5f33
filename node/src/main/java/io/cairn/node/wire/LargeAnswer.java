package io.cairn.node.wire;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.sql.SqlColumn;
import io.cairn.engine.sql.SqlCursor;
import io.cairn.engine.sql.SqlEngine;
import io.cairn.engine.sql.SqlEngines;
import io.cairn.engine.sql.SqlResult;
import io.cairn.node.gateway.SqlDatabase.Outcome;
import io.cairn.node.gateway.SqlRows;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is too large to hold: its first rows were read, the others are while the client takes them. Until then it
 * keeps an engine, so that a client may have few of them at once.
 */
final class LargeAnswer implements SqlRows {
    static final int OPEN_MAX = 2;
    private static final int HELD_ROWS_MAX = 1_000;
    private static final int HELD_CHARACTERS_MAX = 1 << 20;

    private final Deque<List<@Nullable String>> first;
    private final SqlCursor cursor;
    private final Runnable end;
    private boolean closed;

    private LargeAnswer(Deque<List<@Nullable String>> first, SqlCursor cursor, Runnable end) {
        this.first = first;
        this.cursor = cursor;
        this.end = end;
    }

    /** Begins a question. */
    interface Question {
        SqlCursor on(SqlEngine engine);
    }

    /** The large answers that one client is reading. */
    static final class Open {
        private int count;
    }

    /** What a question is answered: all of it where that is little. */
    static Outcome of(SqlEngines engines, Open open, Question question) {
        SqlEngine engine = engines.take();
        boolean isOpen = false;
        @Nullable SqlCursor cursor = null;
        try {
            cursor = question.on(engine);
            Deque<List<@Nullable String>> rows = new ArrayDeque<>();
            if (readsAll(cursor, rows)) {
                return new Outcome.Answered(new SqlResult(cursor.columns(), new ArrayList<>(rows), 0));
            }
            if (open.count >= OPEN_MAX) {
                throw new CairnException.Refused(
                        "sql-54000", "statement", "more than " + OPEN_MAX + " large answers are being read at once");
            }
            open.count++;
            isOpen = true;
            return new Outcome.Streamed(new LargeAnswer(rows, cursor, () -> {
                open.count--;
                engines.giveBack(engine);
            }));
        } finally {
            if (!isOpen) {
                if (cursor != null) {
                    cursor.close();
                }
                engines.giveBack(engine);
            }
        }
    }

    private static boolean readsAll(SqlCursor cursor, Deque<List<@Nullable String>> rows) {
        long characters = 0;
        while (rows.size() < HELD_ROWS_MAX && characters < HELD_CHARACTERS_MAX) {
            List<@Nullable String> row = cursor.next();
            if (row == null) {
                return true;
            }
            for (String cell : row) {
                characters += cell == null ? 0 : cell.length();
            }
            rows.add(row);
        }
        return false;
    }

    @Override
    public List<SqlColumn> columns() {
        return cursor.columns();
    }

    @Override
    public @Nullable List<@Nullable String> next() {
        List<@Nullable String> held = first.poll();
        return held == null ? cursor.next() : held;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            cursor.close();
            end.run();
        }
    }
}
