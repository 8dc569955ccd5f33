package io.cairn.node.gateway;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.sql.SqlResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A database on which one user's statements are carried out. One statement at a time; {@link #cancel} from any thread.
 *
 * <p>What is at fault with a statement is a {@link CairnException.Refused} with a code of {@code sql-} and an SQLSTATE.
 */
public interface SqlDatabase {
    /** What a statement led to. */
    sealed interface Outcome {
        /** The rows that a question asked for. */
        record Answered(SqlResult result) implements Outcome {}

        /** The same, made while they are read. */
        record Streamed(SqlRows rows) implements Outcome {}

        /**
         * A change that was carried out, and lasts.
         *
         * @param changed how many rows
         * @param rows what the statement answered, as {@code RETURNING} does; null for one that answers nothing
         */
        record Changed(long changed, @Nullable SqlResult rows) implements Outcome {}
    }

    /** Runs a statement by itself. */
    Outcome run(String text, List<Value> parameters);

    /** What a statement takes and answers: the rows of {@code DESCRIBE}. */
    SqlResult describe(String text);

    /** Begins a transaction on a private copy. */
    SqlWork begin();

    /** Gives up the question that is being answered, with {@code sql-57014}; a change that was sent is waited for. */
    void cancel();
}
