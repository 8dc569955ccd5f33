package io.cairn.node.gateway;

import io.cairn.client.api.ClientDatabase;
import io.cairn.client.api.Fate;
import io.cairn.client.api.ReadOptions;
import io.cairn.client.api.SqlReading;
import io.cairn.client.api.SqlTransaction;
import io.cairn.engine.log.StatementResult;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.SqlText;
import io.cairn.engine.sql.SqlColumn;
import io.cairn.engine.sql.SqlResult;
import io.cairn.engine.sql.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs single statements on one database: questions are answered here, on a proof; anything else is signed and sent.
 * Each statement is a transaction of its own. Safe for several threads.
 */
public final class Statements {
    private static final Set<String> QUESTIONS = Set.of("SELECT", "VALUES", "WITH", "TABLE", "EXPLAIN", "SHOW", "DIFF");
    private static final String READ_ONLY = "sql-25006";

    private final ClientDatabase database;
    private final Waiting waiting = new Waiting();

    /** Runs statements on this. */
    public Statements(ClientDatabase database) {
        this.database = database;
    }

    /** What a statement led to. */
    public sealed interface Outcome {
        /** Rows, computed here. */
        record Answered(SqlReading reading) implements Outcome {}

        /**
         * A change that was carried out.
         *
         * @param words what was done, as PostgreSQL says it
         * @param rows what the statement answered, as {@code RETURNING} does; null for one that answers nothing
         */
        record Changed(Fate fate, String words, @Nullable SqlResult rows) implements Outcome {}
    }

    /**
     * Runs a statement.
     *
     * @throws CairnException.Refused with a code of {@code sql-} and an SQLSTATE where the statement is at fault
     */
    public Outcome run(String text, List<Value> parameters, ReadOptions options) {
        List<String> words = Words.first(text, 3);
        boolean asks = !words.isEmpty() && QUESTIONS.contains(words.getFirst());
        if (!asks) {
            return change(text, parameters, words);
        }
        try {
            return new Outcome.Answered(waiting.call(() -> database.sql(text, parameters, options)));
        } catch (CairnException.Refused refused) {
            // A question that calls a sequence, or WITH before a change.
            if (refused.code().equals(READ_ONLY)) {
                return change(text, parameters, words);
            }
            throw refused;
        } catch (CairnException.NotFound absent) {
            throw PastFailures.of(absent);
        }
    }

    /** What a statement without rows has done, as PostgreSQL says it. */
    public static String words(String text, long changed) {
        return Tags.of(Words.first(text, 3), changed);
    }

    /** What a statement takes and answers: the rows of {@code DESCRIBE}. */
    SqlResult describe(String text) {
        try {
            return database.sql("DESCRIBE " + text, List.of(), ReadOptions.PROVED)
                    .result();
        } catch (CairnException.NotFound absent) {
            throw PastFailures.of(absent);
        }
    }

    private Outcome.Changed change(String text, List<Value> parameters, List<String> words) {
        Fate fate;
        try {
            fate = database.execute(List.of(new SqlText(text, parameters)));
        } catch (CairnException.Refused refused) {
            throw new CairnException.Refused(refused.code(), refused.at(), Conditions.of(refused.code()));
        }
        return new Outcome.Changed(fate, Tags.of(words, fate.changed()), rows(fate));
    }

    private static @Nullable SqlResult rows(Fate fate) {
        if (fate.results().size() != 1 || !fate.results().getFirst().answers()) {
            return null;
        }
        StatementResult result = fate.results().getFirst();
        List<SqlColumn> columns = new ArrayList<>();
        for (int i = 0; i < result.columns().size(); i++) {
            columns.add(new SqlColumn(
                    result.columns().get(i), SqlType.named(result.types().get(i)), 0, 0, true));
        }
        return new SqlResult(columns, result.rows(), result.changed());
    }

    /** Runs a statement on a private copy; a cancel ends the wait for it. */
    SqlResult within(SqlTransaction open, String text, List<Value> parameters) {
        return waiting.call(() -> open.run(text, parameters));
    }

    /** Gives up the question that is being answered. A change that was sent cannot be taken back and is waited for. */
    void cancel() {
        waiting.cancel();
    }
}
