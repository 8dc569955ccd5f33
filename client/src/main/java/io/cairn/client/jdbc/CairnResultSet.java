package io.cairn.client.jdbc;

import io.cairn.engine.sql.SqlColumn;
import io.cairn.engine.sql.SqlResult;
import io.cairn.engine.sql.SqlType;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows of a result, all of them in memory, so that any can be gone to. */
final class CairnResultSet extends RowReader {
    private final @Nullable CairnStatement statement;
    private final List<SqlColumn> columns;
    private final List<List<@Nullable String>> rows;
    private final Map<String, Integer> places = new HashMap<>();
    private int position = -1;
    private boolean wasNull;
    private boolean closed;

    CairnResultSet(@Nullable CairnStatement statement, SqlResult result) {
        this.statement = statement;
        this.columns = result.columns();
        int max = statement == null ? 0 : statement.getMaxRows();
        this.rows = max > 0 && max < result.rows().size() ? result.rows().subList(0, max) : result.rows();
        for (int i = columns.size(); i > 0; i--) {
            places.put(columns.get(i - 1).name().toLowerCase(Locale.ROOT), i);
        }
    }

    private void requireOpen() throws SQLException {
        if (closed) {
            throw Failures.state("the result is closed");
        }
    }

    @Override
    @Nullable
    Cell cell(int column) throws SQLException {
        requireOpen();
        if (position < 0 || position >= rows.size()) {
            throw Failures.of("24000", "the result stands on no row", null);
        }
        if (column < 1 || column > columns.size()) {
            throw Failures.argument("there is no column " + column + ", the result has " + columns.size());
        }
        String text = rows.get(position).get(column - 1);
        wasNull = text == null;
        SqlColumn read = columns.get(column - 1);
        return text == null ? null : new Cell(read.type(), text, read.element().orElse(SqlType.VARCHAR));
    }

    @Override
    public int findColumn(String label) throws SQLException {
        requireOpen();
        Integer place = places.get(label.toLowerCase(Locale.ROOT));
        if (place == null) {
            throw Failures.of("42703", "the result has no column " + label, null);
        }
        return place;
    }

    @Override
    public boolean wasNull() throws SQLException {
        requireOpen();
        return wasNull;
    }

    @Override
    public ResultSetMetaData getMetaData() throws SQLException {
        requireOpen();
        return new ResultColumns(columns);
    }

    private boolean moveTo(long wanted) throws SQLException {
        requireOpen();
        position = Math.clamp(wanted, -1, rows.size());
        return position >= 0 && position < rows.size();
    }

    @Override
    public boolean next() throws SQLException {
        return moveTo(position + 1L);
    }

    @Override
    public boolean previous() throws SQLException {
        return moveTo(position - 1L);
    }

    @Override
    public boolean first() throws SQLException {
        return moveTo(0);
    }

    @Override
    public boolean last() throws SQLException {
        return moveTo(rows.size() - 1L);
    }

    @Override
    public void beforeFirst() throws SQLException {
        moveTo(-1);
    }

    @Override
    public void afterLast() throws SQLException {
        moveTo(rows.size());
    }

    @Override
    public boolean absolute(int row) throws SQLException {
        return moveTo(row >= 0 ? row - 1L : (long) rows.size() + row);
    }

    @Override
    public boolean relative(int count) throws SQLException {
        return moveTo((long) position + count);
    }

    @Override
    public boolean isBeforeFirst() throws SQLException {
        requireOpen();
        return position < 0 && !rows.isEmpty();
    }

    @Override
    public boolean isAfterLast() throws SQLException {
        requireOpen();
        return position >= rows.size() && !rows.isEmpty();
    }

    @Override
    public boolean isFirst() throws SQLException {
        requireOpen();
        return position == 0 && !rows.isEmpty();
    }

    @Override
    public boolean isLast() throws SQLException {
        requireOpen();
        return position >= 0 && position == rows.size() - 1;
    }

    @Override
    public int getRow() throws SQLException {
        requireOpen();
        return position < 0 || position >= rows.size() ? 0 : position + 1;
    }

    @Override
    public void setFetchDirection(int direction) throws SQLException {
        requireOpen();
        if (direction != FETCH_FORWARD && direction != FETCH_REVERSE && direction != FETCH_UNKNOWN) {
            throw Failures.argument("no direction of reading: " + direction);
        }
    }

    @Override
    public int getFetchDirection() throws SQLException {
        requireOpen();
        return FETCH_FORWARD;
    }

    @Override
    public void setFetchSize(int rowCount) throws SQLException {
        requireOpen();
        if (rowCount < 0) {
            throw Failures.argument("a number of rows is not negative");
        }
    }

    @Override
    public int getFetchSize() throws SQLException {
        requireOpen();
        return rows.size();
    }

    @Override
    public int getType() throws SQLException {
        requireOpen();
        return statement == null ? TYPE_SCROLL_INSENSITIVE : statement.getResultSetType();
    }

    @Override
    public int getConcurrency() throws SQLException {
        requireOpen();
        return CONCUR_READ_ONLY;
    }

    @Override
    public int getHoldability() throws SQLException {
        requireOpen();
        return ResultSet.HOLD_CURSORS_OVER_COMMIT;
    }

    @Override
    public boolean rowUpdated() throws SQLException {
        requireOpen();
        return false;
    }

    @Override
    public boolean rowInserted() throws SQLException {
        requireOpen();
        return false;
    }

    @Override
    public boolean rowDeleted() throws SQLException {
        requireOpen();
        return false;
    }

    @Override
    public void moveToCurrentRow() throws SQLException {
        requireOpen();
    }

    @Override
    public @Nullable Statement getStatement() throws SQLException {
        requireOpen();
        return statement;
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
    public String getCursorName() throws SQLException {
        throw Failures.unsupported("a name of a cursor");
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void close() throws SQLException {
        if (!closed) {
            closed = true;
            if (statement != null) {
                statement.closed(this);
            }
        }
    }
}
