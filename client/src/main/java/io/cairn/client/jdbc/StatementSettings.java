package io.cairn.client.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a caller sets on a statement before it is run, and what is the same for all of them. */
abstract class StatementSettings implements Statement, Unwrapped {
    private final int resultType;
    private long rowsMax;
    private int fieldBytesMax;
    private int fetchSize;
    private Duration timeout;
    private boolean escapes = true;
    private boolean poolable;
    private boolean closesWithResult;

    StatementSettings(int resultType, Duration timeout) {
        this.resultType = resultType;
        this.timeout = timeout;
    }

    final void requireOpen() throws SQLException {
        if (isClosed()) {
            throw Failures.state("the statement is closed");
        }
    }

    final Duration timeout() {
        return timeout;
    }

    final boolean readsEscapes() {
        return escapes;
    }

    /** The same as {@link #isCloseOnCompletion}, of a closed statement too. */
    final boolean closesWithResult() {
        return closesWithResult;
    }

    static int small(long count) {
        return (int) Math.min(count, Integer.MAX_VALUE);
    }

    @Override
    public int getQueryTimeout() throws SQLException {
        requireOpen();
        return (int) timeout.toSeconds();
    }

    @Override
    public void setQueryTimeout(int seconds) throws SQLException {
        requireOpen();
        timeout = Duration.ofSeconds(requireNotNegative(seconds));
    }

    private static int requireNotNegative(int count) throws SQLException {
        if (count < 0) {
            throw Failures.argument("a number that must not be negative: " + count);
        }
        return count;
    }

    /** The most rows of a result, 0 for all. */
    @Override
    public int getMaxRows() {
        return small(rowsMax);
    }

    @Override
    public void setMaxRows(int max) throws SQLException {
        requireOpen();
        rowsMax = requireNotNegative(max);
    }

    @Override
    public long getLargeMaxRows() {
        return rowsMax;
    }

    @Override
    public void setLargeMaxRows(long max) throws SQLException {
        setMaxRows(small(max));
    }

    @Override
    public int getMaxFieldSize() {
        return fieldBytesMax;
    }

    /** Noted and not enforced: a cell that was cut would be no cell of the answer. */
    @Override
    public void setMaxFieldSize(int max) throws SQLException {
        requireOpen();
        fieldBytesMax = requireNotNegative(max);
    }

    @Override
    public void setEscapeProcessing(boolean enable) throws SQLException {
        requireOpen();
        escapes = enable;
    }

    @Override
    public int getFetchSize() {
        return fetchSize;
    }

    @Override
    public void setFetchSize(int rows) throws SQLException {
        requireOpen();
        fetchSize = requireNotNegative(rows);
    }

    @Override
    public int getFetchDirection() {
        return ResultSet.FETCH_FORWARD;
    }

    @Override
    public void setFetchDirection(int direction) throws SQLException {
        requireOpen();
        if (direction != ResultSet.FETCH_FORWARD
                && direction != ResultSet.FETCH_REVERSE
                && direction != ResultSet.FETCH_UNKNOWN) {
            throw Failures.argument("no direction of reading: " + direction);
        }
    }

    @Override
    public void setCursorName(String name) throws SQLException {
        throw Failures.unsupported("a name of a cursor");
    }

    @Override
    public int getResultSetConcurrency() {
        return ResultSet.CONCUR_READ_ONLY;
    }

    @Override
    public int getResultSetType() {
        return resultType;
    }

    @Override
    public int getResultSetHoldability() {
        return ResultSet.HOLD_CURSORS_OVER_COMMIT;
    }

    @Override
    public @Nullable SQLWarning getWarnings() throws SQLException {
        requireOpen();
        return null;
    }

    @Override
    public void clearWarnings() throws SQLException {
        requireOpen();
    }

    @Override
    public void setPoolable(boolean wanted) throws SQLException {
        requireOpen();
        poolable = wanted;
    }

    @Override
    public boolean isPoolable() throws SQLException {
        requireOpen();
        return poolable;
    }

    @Override
    public void closeOnCompletion() throws SQLException {
        requireOpen();
        closesWithResult = true;
    }

    @Override
    public boolean isCloseOnCompletion() throws SQLException {
        requireOpen();
        return closesWithResult;
    }
}
