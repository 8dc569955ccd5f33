package io.cairn.node.shell;

import io.cairn.engine.sql.SqlResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where statements are run: one database, as one user. One statement at a time. */
public interface Session {
    /**
     * Runs one statement.
     *
     * @throws io.cairn.engine.model.CairnException with a code of {@code sql-} and an SQLSTATE where the statement is at
     *     fault
     */
    Answer run(String statement);

    /** Rows of a question about the catalog, where block and proof do not matter to who asks. */
    SqlResult ask(String question);

    /** What is open: empty for nothing, {@code *} for a block of statements, {@code !} for one that has failed. */
    String block();

    /** Gives up the statement that another thread runs; what is left of it has no effect on later ones. */
    void abandon();

    /** Reads at the block of a height from now on; null for the newest. */
    void readAt(@Nullable Long height);

    /** A short name of the database. */
    String name();

    /** What one may want to know about the connection, a line each. */
    List<String> about();
}
