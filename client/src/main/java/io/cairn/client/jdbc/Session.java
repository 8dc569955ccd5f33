package io.cairn.client.jdbc;

import io.cairn.client.api.ClientDatabase;
import io.cairn.client.api.ReadOptions;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.mutation.SqlText;
import io.cairn.engine.sql.SqlResult;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/** Carries statements out, each by itself. */
final class Session {
    private static final String READ_ONLY = "sql-25006";

    private final ClientDatabase database;
    private boolean readOnly;

    Session(ClientDatabase database) {
        this.database = database;
    }

    boolean isReadOnly() {
        return readOnly;
    }

    void setReadOnly(boolean wanted) {
        readOnly = wanted;
    }

    /** What a statement is run with: how long it may take, and who may stop it. */
    record Bounds(Execution execution, Duration timeout) {}

    private static <T> T bounded(Bounds bounds, Callable<T> work) throws SQLException {
        return bounds.execution().run(bounds.timeout(), work);
    }

    SqlResult run(Bounds bounds, boolean asks, SqlText text) throws SQLException {
        if (!asks) {
            requireWritable();
        }
        return bounded(bounds, () -> alone(asks, text));
    }

    private SqlResult alone(boolean asks, SqlText text) {
        if (!asks) {
            return changed(List.of(text)).getFirst();
        }
        try {
            return database.sql(text.text(), text.parameters(), ReadOptions.PROVED)
                    .result();
        } catch (CairnException.Refused refused) {
            // A question that calls a sequence, or WITH before a change.
            if (refused.code().equals(READ_ONLY) && !readOnly) {
                return changed(List.of(text)).getFirst();
            }
            throw refused;
        }
    }

    private List<SqlResult> changed(List<SqlText> texts) {
        return Results.of(texts, database.execute(texts));
    }

    private void requireWritable() throws SQLException {
        if (readOnly) {
            throw Failures.of("25006", "the connection is read-only", null);
        }
    }

    /** Runs statements in order, a thousand at a time all or nothing; adds what those did that ran. */
    void runBatch(Bounds bounds, List<SqlText> texts, List<SqlResult> done) throws SQLException {
        requireWritable();
        for (int from = 0; from < texts.size(); from += SqlText.STATEMENTS_MAX) {
            List<SqlText> part = texts.subList(from, Math.min(texts.size(), from + SqlText.STATEMENTS_MAX));
            done.addAll(bounded(bounds, () -> changed(part)));
        }
    }

    /** What a statement takes and answers, as the rows of {@code DESCRIBE}. */
    SqlResult describe(Bounds bounds, String text) throws SQLException {
        return bounded(
                bounds,
                () -> database.sql("DESCRIBE " + text, List.of(), ReadOptions.PROVED)
                        .result());
    }
}
