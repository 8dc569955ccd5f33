package io.cairn.client.jdbc;

import io.cairn.client.api.ClientDatabase;
import io.cairn.client.api.ReadOptions;
import io.cairn.client.api.RefusedStatement;
import io.cairn.client.api.SqlTransaction;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.mutation.SqlText;
import io.cairn.engine.sql.DescribedStatement;
import io.cairn.engine.sql.SqlResult;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Carries statements out: each by itself, or on the private copy of a transaction, which begins with the first
 * statement after the last one has ended.
 */
final class Session {
    private static final String READ_ONLY = "sql-25006";
    private static final String FAILED = "25P02";

    private final ClientDatabase database;
    private @Nullable SqlTransaction transaction;
    private boolean autoCommit = true;
    private boolean readOnly;
    /** Whether a statement of the transaction was left while it ran, so that the transaction cannot be gone on with. */
    private boolean abandoned;

    private int savepoints;

    Session(ClientDatabase database) {
        this.database = database;
    }

    boolean isAutoCommit() {
        return autoCommit;
    }

    boolean isReadOnly() {
        return readOnly;
    }

    void setReadOnly(boolean wanted) throws SQLException {
        if (transaction != null && wanted != readOnly) {
            throw Failures.of("25001", "a transaction is under way", null);
        }
        readOnly = wanted;
    }

    /** What a statement is run with: how long it may take, and who may stop it. */
    record Bounds(Execution execution, Duration timeout) {}

    private <T> T bounded(Bounds bounds, Callable<T> work) throws SQLException {
        if (abandoned) {
            throw Failures.of(FAILED, "a statement was stopped: the transaction has to be rolled back", null);
        }
        try {
            return bounds.execution().run(bounds.timeout(), work);
        } catch (java.sql.SQLTimeoutException left) {
            abandoned = !autoCommit;
            throw left;
        }
    }

    SqlResult run(Bounds bounds, boolean asks, SqlText text) throws SQLException {
        if (!asks) {
            requireWritable();
        }
        return bounded(bounds, () -> autoCommit ? alone(asks, text) : within(text));
    }

    private SqlResult within(SqlText text) {
        return transaction().run(text.text(), text.parameters());
    }

    private SqlResult alone(boolean asks, SqlText text) {
        if (!asks) {
            return changed(text);
        }
        try {
            return database.sql(text.text(), text.parameters(), ReadOptions.PROVED)
                    .result();
        } catch (CairnException.Refused refused) {
            // A question that calls a sequence, or WITH before a change.
            if (refused.code().equals(READ_ONLY) && !readOnly) {
                return changed(text);
            }
            throw refused;
        }
    }

    private SqlResult changed(SqlText text) {
        return changed(List.of(text)).getFirst();
    }

    private List<SqlResult> changed(List<SqlText> texts) {
        try {
            return Results.of(texts, database.execute(texts));
        } catch (CairnException.Refused refused) {
            throw RefusedStatement.inWords(refused, () -> database.refusal(texts, refused));
        }
    }

    private void requireWritable() throws SQLException {
        if (readOnly) {
            throw Failures.of("25006", "the connection is read-only", null);
        }
    }

    /** Runs statements in order, outside a transaction a thousand at a time all or nothing; adds what those did that ran. */
    void runBatch(Bounds bounds, List<SqlText> texts, List<SqlResult> done) throws SQLException {
        requireWritable();
        if (!autoCommit) {
            for (SqlText text : texts) {
                done.add(bounded(bounds, () -> within(text)));
            }
            return;
        }
        for (int from = 0; from < texts.size(); from += SqlText.STATEMENTS_MAX) {
            List<SqlText> part = texts.subList(from, Math.min(texts.size(), from + SqlText.STATEMENTS_MAX));
            done.addAll(bounded(bounds, () -> changed(part)));
        }
    }

    /** What a statement takes and answers. */
    DescribedStatement describe(Bounds bounds, String text) throws SQLException {
        return bounded(
                bounds,
                () -> DescribedStatement.read(
                        autoCommit
                                ? database.sql("DESCRIBE " + text, List.of(), ReadOptions.PROVED)
                                        .result()
                                : transaction().describe(text)));
    }

    private SqlTransaction transaction() {
        SqlTransaction known = transaction;
        if (known == null) {
            known = database.begin();
            transaction = known;
        }
        return known;
    }

    void setAutoCommit(Bounds bounds, boolean wanted) throws SQLException {
        if (wanted && !autoCommit) {
            commit(bounds);
        }
        autoCommit = wanted;
    }

    void commit(Bounds bounds) throws SQLException {
        requireTransactions();
        SqlTransaction last = transaction;
        if (abandoned || (last != null && last.isFailed())) {
            throw Failures.of(FAILED, "a statement was refused: the transaction can only be rolled back", null);
        }
        transaction = null;
        if (last != null && !readOnly) {
            bounded(bounds, last::commit);
        }
    }

    void rollback() throws SQLException {
        requireTransactions();
        forget();
    }

    /** Forgets what was not committed. */
    void forget() {
        transaction = null;
        abandoned = false;
    }

    private void requireTransactions() throws SQLException {
        if (autoCommit) {
            throw Failures.of("25P01", "every statement is committed by itself: setAutoCommit(false) first", null);
        }
    }

    CairnSavepoint setSavepoint(Bounds bounds, @Nullable String name) throws SQLException {
        requireTransactions();
        CairnSavepoint savepoint = new CairnSavepoint(++savepoints, name);
        control(bounds, "SAVEPOINT " + savepoint.mark());
        return savepoint;
    }

    void rollbackTo(Bounds bounds, CairnSavepoint savepoint) throws SQLException {
        requireTransactions();
        control(bounds, "ROLLBACK TO SAVEPOINT " + savepoint.mark());
    }

    void release(Bounds bounds, CairnSavepoint savepoint) throws SQLException {
        requireTransactions();
        control(bounds, "RELEASE SAVEPOINT " + savepoint.mark());
    }

    private void control(Bounds bounds, String text) throws SQLException {
        bounded(bounds, () -> within(new SqlText(text, List.of())));
    }
}
