package io.cairn.node.gateway;

import io.cairn.client.api.ClientDatabase;
import io.cairn.client.api.Fate;
import io.cairn.client.api.ReadOptions;
import io.cairn.client.api.RefusedStatement;
import io.cairn.client.api.SqlReading;
import io.cairn.client.api.SqlTransaction;
import io.cairn.engine.log.StatementResult;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.TokenShortage;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.SqlText;
import io.cairn.engine.sql.SqlColumn;
import io.cairn.engine.sql.SqlResult;
import io.cairn.engine.sql.SqlType;
import io.cairn.engine.sql.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs single statements on one database: questions are answered here, on a proof; anything else is signed and sent.
 * Each statement is a transaction of its own. Safe for several threads.
 */
public final class Statements {
    private static final Set<String> QUESTIONS = Set.of("SELECT", "VALUES", "WITH", "TABLE", "EXPLAIN", "SHOW", "DIFF");
    /** The code of a question that changes something. */
    public static final String READ_ONLY = "sql-25006";

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
        List<String> words = Words.telling(text);
        if (!isQuestion(text)) {
            return change(text, parameters, words);
        }
        try {
            return new Outcome.Answered(waiting.call(() -> database.sql(text, parameters, options)));
        } catch (CairnException.Refused refused) {
            // A question that calls a sequence.
            if (refused.code().equals(READ_ONLY)) {
                return change(text, parameters, words);
            }
            throw refused;
        } catch (CairnException.NotFound absent) {
            throw PastFailures.of(absent);
        }
    }

    /** Whether a statement begins as a question does; one that changes something after all is {@link #READ_ONLY}. */
    public static boolean isQuestion(String text) {
        List<String> first = Words.telling(text);
        return !first.isEmpty() && QUESTIONS.contains(first.getFirst());
    }

    /** What a statement without rows has done, as PostgreSQL says it. */
    public static String words(String text, long changed) {
        return Tags.of(Words.telling(text), changed);
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
        SqlText statement = new SqlText(text, parameters);
        Fate fate;
        try {
            fate = database.execute(List.of(statement));
        } catch (CairnException.Refused refused) {
            throw explained(refused, () -> database.refusal(statement));
        }
        return new Outcome.Changed(fate, Tags.of(words, fate.changed()), rows(fate.results()));
    }

    /** The refusal of a statement with the words of a private run, or else those of its code. */
    public static CairnException.Refused explained(
            CairnException.Refused refused, Supplier<CairnException.@Nullable Refused> again) {
        CairnException.Refused told = RefusedStatement.inWords(refused, again);
        return told.equals(refused) ? explained(refused) : told;
    }

    /** The refusal of a mutation, which is a code, with words. */
    public static CairnException.Refused explained(CairnException.Refused refused) {
        Violation violation = Violation.of(refused);
        TokenShortage shortage = TokenShortage.of(refused);
        String words = violation == null ? Conditions.of(refused.code()) : violation.message(refused.code());
        words = shortage == null ? words : words + ": " + shortage.words();
        return new CairnException.Refused(refused.code(), refused.at(), words, refused.detail());
    }

    /** A block that a statement asked for and that is not there, as a refusal of the statement. */
    public static CairnException explained(CairnException.NotFound absent) {
        return PastFailures.of(absent);
    }

    /** The rows that the one statement of a mutation answered, or null. */
    public static @Nullable SqlResult rows(List<StatementResult> results) {
        if (results.size() != 1 || !results.getFirst().answers()) {
            return null;
        }
        StatementResult result = results.getFirst();
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
