package io.cairn.client.jdbc;

import io.cairn.engine.mutation.SqlText;
import io.cairn.engine.sql.SqlResult;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements whose text comes with each call. */
class CairnStatement implements Statement, Unwrapped {
    private final CairnConnection connection;
    private final int resultType;
    private final Execution execution = new Execution();
    private final List<SqlText> batch = new ArrayList<>();
    private @Nullable CairnResultSet result;
    private @Nullable CairnResultSet keys;
    private long changed = -1;
    private long rowsMax;
    private int fieldBytesMax;
    private int fetchSize;
    private Duration timeout;
    private boolean escapes = true;
    private boolean poolable;
    private boolean closesWithResult;
    private volatile boolean closed;

    CairnStatement(CairnConnection connection, int resultType) {
        this.connection = connection;
        this.resultType = resultType;
        this.timeout = connection.queryTimeout();
    }

    /**
     * What a caller wants to be told of rows that a statement makes.
     *
     * @param columns the columns to tell; all where the list is empty
     */
    record Keys(List<String> columns) {
        static @Nullable Keys of(int flag) throws SQLException {
            return switch (flag) {
                case RETURN_GENERATED_KEYS -> new Keys(List.of());
                case NO_GENERATED_KEYS -> null;
                default -> throw Failures.argument("no way to return keys: " + flag);
            };
        }

        static @Nullable Keys of(int @Nullable [] columns) throws SQLException {
            if (columns == null || columns.length == 0) {
                return null;
            }
            throw Failures.unsupported("keys of columns that are named by their places");
        }

        static @Nullable Keys of(String @Nullable [] columns) {
            return columns == null || columns.length == 0 ? null : new Keys(List.of(columns));
        }
    }

    final void requireOpen() throws SQLException {
        if (closed) {
            throw Failures.state("the statement is closed");
        }
    }

    final SqlTemplate template(String sql) throws SQLException {
        requireOpen();
        return SqlTemplate.of(sql, escapes);
    }

    /** Runs a statement; true where it answered rows. */
    final boolean run(SqlTemplate template, List<Argument> arguments, @Nullable Keys wanted) throws SQLException {
        requireOpen();
        forgetResults();
        SqlTemplate asked = template;
        boolean adds = false;
        if (wanted != null && template.canReturn() && !template.returns()) {
            asked = template.returning(wanted.columns());
            adds = true;
        }
        SqlResult answer = connection.run(this, asked, text(asked, arguments));
        if (answer.columns().isEmpty() || adds) {
            keys = adds ? new CairnResultSet(this, answer) : null;
            changed = count(answer);
        } else {
            result = new CairnResultSet(this, answer);
        }
        return result != null;
    }

    static SqlText text(SqlTemplate template, List<Argument> arguments) {
        List<String> marks = new ArrayList<>(arguments.size());
        List<io.cairn.engine.model.Value> values = new ArrayList<>(arguments.size());
        for (Argument argument : arguments) {
            marks.add(argument.mark(values.size() + 1));
            values.addAll(argument.values());
        }
        return new SqlText(template.text(marks), values);
    }

    private boolean run(String sql, @Nullable Keys wanted) throws SQLException {
        SqlTemplate template = template(sql);
        if (template.parameterCount() > 0) {
            throw Failures.of("07001", "a statement with parameters has to be prepared", null);
        }
        return run(template, List.of(), wanted);
    }

    /** The rows of a statement that must have some. */
    final ResultSet rows(SqlTemplate template, List<Argument> arguments) throws SQLException {
        if (!template.asks() && !template.returns()) {
            throw Failures.of("02000", "the statement answers no rows; it was not run", null);
        }
        run(template, arguments, null);
        return requireResult();
    }

    private CairnResultSet requireResult() throws SQLException {
        if (result == null) {
            throw Failures.of("02000", "the statement answered no rows", null);
        }
        return result;
    }

    final long requireCount() throws SQLException {
        if (result != null) {
            throw Failures.of("0100E", "the statement answered rows", null);
        }
        return changed;
    }

    final void addBatch(SqlText text) throws SQLException {
        requireOpen();
        batch.add(text);
    }

    private void forgetResults() throws SQLException {
        CairnResultSet old = result;
        result = null;
        keys = null;
        changed = -1;
        if (old != null) {
            old.close();
        }
    }

    /** Told by a result that was closed. */
    void closed(CairnResultSet gone) throws SQLException {
        if (closesWithResult && gone == result) {
            close();
        }
    }

    final Execution execution() {
        return execution;
    }

    final Duration timeout() {
        return timeout;
    }

    @Override
    public ResultSet executeQuery(String sql) throws SQLException {
        SqlTemplate template = template(sql);
        if (template.parameterCount() > 0) {
            throw Failures.of("07001", "a statement with parameters has to be prepared", null);
        }
        return rows(template, List.of());
    }

    @Override
    public boolean execute(String sql) throws SQLException {
        return run(sql, null);
    }

    @Override
    public boolean execute(String sql, int autoGeneratedKeys) throws SQLException {
        return run(sql, Keys.of(autoGeneratedKeys));
    }

    @Override
    public boolean execute(String sql, int @Nullable [] columnIndexes) throws SQLException {
        return run(sql, Keys.of(columnIndexes));
    }

    @Override
    public boolean execute(String sql, String @Nullable [] columnNames) throws SQLException {
        return run(sql, Keys.of(columnNames));
    }

    @Override
    public int executeUpdate(String sql) throws SQLException {
        return small(executeLargeUpdate(sql));
    }

    @Override
    public int executeUpdate(String sql, int autoGeneratedKeys) throws SQLException {
        return small(executeLargeUpdate(sql, autoGeneratedKeys));
    }

    @Override
    public int executeUpdate(String sql, int @Nullable [] columnIndexes) throws SQLException {
        return small(executeLargeUpdate(sql, columnIndexes));
    }

    @Override
    public int executeUpdate(String sql, String @Nullable [] columnNames) throws SQLException {
        return small(executeLargeUpdate(sql, columnNames));
    }

    @Override
    public long executeLargeUpdate(String sql) throws SQLException {
        return executeLargeUpdate(sql, NO_GENERATED_KEYS);
    }

    @Override
    public long executeLargeUpdate(String sql, int autoGeneratedKeys) throws SQLException {
        run(sql, Keys.of(autoGeneratedKeys));
        return requireCount();
    }

    @Override
    public long executeLargeUpdate(String sql, int @Nullable [] columnIndexes) throws SQLException {
        run(sql, Keys.of(columnIndexes));
        return requireCount();
    }

    @Override
    public long executeLargeUpdate(String sql, String @Nullable [] columnNames) throws SQLException {
        run(sql, Keys.of(columnNames));
        return requireCount();
    }

    static int small(long count) {
        return (int) Math.min(count, Integer.MAX_VALUE);
    }

    @Override
    public void addBatch(String sql) throws SQLException {
        SqlTemplate template = template(sql);
        addBatch(new SqlText(template.numbered(), List.of()));
    }

    @Override
    public void clearBatch() throws SQLException {
        requireOpen();
        batch.clear();
    }

    @Override
    public int[] executeBatch() throws SQLException {
        return Arrays.stream(executeLargeBatch())
                .mapToInt(CairnStatement::small)
                .toArray();
    }

    @Override
    public long[] executeLargeBatch() throws SQLException {
        requireOpen();
        forgetResults();
        List<SqlText> statements = List.copyOf(batch);
        batch.clear();
        List<SqlResult> done = new ArrayList<>();
        try {
            connection.runBatch(this, statements, done);
        } catch (SQLException failure) {
            throw new BatchUpdateException(
                    failure.getMessage(), failure.getSQLState(), failure.getErrorCode(), counts(done), failure);
        }
        return counts(done);
    }

    private static long[] counts(List<SqlResult> done) {
        return done.stream().mapToLong(CairnStatement::count).toArray();
    }

    /** How many rows a statement changed, which gives them back where it says RETURNING. */
    private static long count(SqlResult result) {
        return result.columns().isEmpty() ? result.changed() : result.rows().size();
    }

    @Override
    public @Nullable ResultSet getResultSet() throws SQLException {
        requireOpen();
        return result;
    }

    @Override
    public int getUpdateCount() throws SQLException {
        return small(getLargeUpdateCount());
    }

    @Override
    public long getLargeUpdateCount() throws SQLException {
        requireOpen();
        return result == null ? changed : -1;
    }

    @Override
    public boolean getMoreResults() throws SQLException {
        return getMoreResults(CLOSE_CURRENT_RESULT);
    }

    @Override
    public boolean getMoreResults(int current) throws SQLException {
        requireOpen();
        if (current == KEEP_CURRENT_RESULT) {
            result = null;
            changed = -1;
        } else {
            forgetResults();
        }
        return false;
    }

    @Override
    public ResultSet getGeneratedKeys() throws SQLException {
        requireOpen();
        return keys == null ? new CairnResultSet(this, new SqlResult(List.of(), List.of(), 0)) : keys;
    }

    @Override
    public void cancel() throws SQLException {
        requireOpen();
        execution.cancel();
    }

    @Override
    public void close() throws SQLException {
        if (!closed) {
            closed = true;
            if (result != null) {
                result.close();
            }
        }
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public Connection getConnection() throws SQLException {
        requireOpen();
        return connection;
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
