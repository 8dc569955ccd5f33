package io.cairn.node.pgwire;

import io.cairn.node.pgtype.SqlType;
import java.util.List;

/**
 * One client's statements. Failures are {@link io.cairn.node.pgtype.SqlFailure}; a {@code CairnException} is told with
 * the SQLSTATE that fits its kind, anything else as an internal error.
 *
 * <p>Statements outside of a block of {@code BEGIN} and its end are a transaction together up to {@link #settle} or
 * {@link #fail}. A failure inside of a block makes it {@link TransactionStatus#FAILED} until it is rolled back; the
 * server refuses other statements meanwhile.
 *
 * <p>Threading: one thread, but for {@link #cancel}.
 */
public interface SqlSession extends AutoCloseable {
    /**
     * Says what a statement takes and answers, without running it.
     *
     * @param sql one statement, without a semicolon, with {@code $1} for its first parameter
     * @param parameterTypes as far as the client has named them; {@link SqlType#UNKNOWN} where it leaves the choice
     */
    Described describe(String sql, List<SqlType> parameterTypes);

    /**
     * Runs a statement. What {@link Rows} it answered may be read while others run, until the transaction ends.
     *
     * @param sql as in {@link #describe}
     */
    Result run(String sql, List<Parameter> parameters);

    /**
     * Begins to take rows into a table.
     *
     * @param table its name as the statement spelled it, quotes and schema included
     * @param columns their names as the statement spelled them; none for all of the table
     */
    CopyTarget copyIn(String table, List<String> columns);

    /** Says that more than one statement comes before the next end, outside of a block: they stay or go together. */
    void together();

    /** Ends the statements since the last end: outside of a block what they did stays. */
    void settle();

    /** Something failed: outside of a block nothing since the last end stays; a block is failed. */
    void fail();

    /** Whether a block is open. */
    TransactionStatus status();

    /**
     * Tells of a setting that has a meaning for statements: {@code search_path}, {@code TimeZone}.
     *
     * @throws io.cairn.node.pgtype.SqlFailure where it cannot be so
     */
    void apply(String setting, String value);

    /** Asks the statement that runs, if any, to fail soon with 57014. Called from another thread; returns at once. */
    void cancel();

    /** Drops what is not settled, and the session. */
    @Override
    void close();
}
