package io.cairn.node.gateway;

import io.cairn.engine.model.Value;
import io.cairn.engine.sql.SqlResult;
import java.util.List;
import java.util.Optional;

/** A transaction on a private copy of a database, forgotten where it is closed before it was committed. */
public interface SqlWork extends AutoCloseable {
    /** Runs a statement on the copy; {@code sql-57014} where it was given up, after which nothing but closing is left. */
    SqlResult run(String text, List<Value> parameters);

    /**
     * Answers a question of a transaction that changes nothing, so that nobody needs to see the answer again.
     *
     * @return nothing where it has to be run as any other statement
     */
    default Optional<SqlDatabase.Outcome> ask(String text, List<Value> parameters) {
        return Optional.empty();
    }

    /** What a statement takes and answers: the rows of {@code DESCRIBE}. */
    SqlResult describe(String text);

    /** Whether a statement was refused, and no savepoint was gone back to since. */
    boolean isFailed();

    /** Makes it last; refused with {@code sql-40001} where a statement leads to something else by now. */
    void commit();

    @Override
    void close();
}
