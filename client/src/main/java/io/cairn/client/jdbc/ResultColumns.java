package io.cairn.client.jdbc;

import io.cairn.engine.sql.SqlColumn;
import io.cairn.engine.sql.SqlType;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;

/** What the columns of a result are. Of which tables they are is not said. */
final class ResultColumns implements ResultSetMetaData, Unwrapped {
    private final List<SqlColumn> columns;

    ResultColumns(List<SqlColumn> columns) {
        this.columns = columns;
    }

    private SqlColumn column(int column) throws SQLException {
        if (column < 1 || column > columns.size()) {
            throw Failures.argument("there is no column " + column + ", the result has " + columns.size());
        }
        return columns.get(column - 1);
    }

    private SqlType type(int column) throws SQLException {
        return column(column).type();
    }

    @Override
    public int getColumnCount() {
        return columns.size();
    }

    @Override
    public boolean isAutoIncrement(int column) throws SQLException {
        column(column);
        return false;
    }

    @Override
    public boolean isCaseSensitive(int column) throws SQLException {
        return switch (type(column)) {
            case CHAR, VARCHAR, JSON, ARRAY, ROW -> true;
            default -> false;
        };
    }

    @Override
    public boolean isSearchable(int column) throws SQLException {
        column(column);
        return true;
    }

    @Override
    public boolean isCurrency(int column) throws SQLException {
        column(column);
        return false;
    }

    @Override
    public int isNullable(int column) throws SQLException {
        return column(column).nullable() ? columnNullable : columnNoNulls;
    }

    @Override
    public boolean isSigned(int column) throws SQLException {
        return switch (type(column)) {
            case SMALLINT, INTEGER, BIGINT, NUMERIC, REAL, DOUBLE -> true;
            default -> false;
        };
    }

    @Override
    public int getColumnDisplaySize(int column) throws SQLException {
        return switch (type(column)) {
            case BOOLEAN -> 1;
            case SMALLINT -> 6;
            case INTEGER -> 11;
            case BIGINT -> 20;
            case REAL -> 15;
            case DOUBLE -> 25;
            case DATE -> 13;
            case TIME -> 15;
            case TIME_WITH_ZONE -> 21;
            case TIMESTAMP -> 29;
            case TIMESTAMP_WITH_ZONE -> 35;
            case UUID -> 36;
            case NUMERIC -> Math.min(getPrecision(column), Integer.MAX_VALUE - 2) + 2;
            default -> getPrecision(column);
        };
    }

    @Override
    public String getColumnLabel(int column) throws SQLException {
        return column(column).name();
    }

    @Override
    public String getColumnName(int column) throws SQLException {
        return column(column).name();
    }

    @Override
    public String getSchemaName(int column) throws SQLException {
        column(column);
        return "";
    }

    @Override
    public int getPrecision(int column) throws SQLException {
        return (int) Math.min(column(column).precision(), Integer.MAX_VALUE);
    }

    @Override
    public int getScale(int column) throws SQLException {
        return column(column).scale();
    }

    @Override
    public String getTableName(int column) throws SQLException {
        column(column);
        return "";
    }

    @Override
    public String getCatalogName(int column) throws SQLException {
        column(column);
        return "";
    }

    @Override
    public int getColumnType(int column) throws SQLException {
        return JdbcType.number(type(column));
    }

    @Override
    public String getColumnTypeName(int column) throws SQLException {
        return JdbcType.name(column(column));
    }

    @Override
    public boolean isReadOnly(int column) throws SQLException {
        column(column);
        return true;
    }

    @Override
    public boolean isWritable(int column) throws SQLException {
        column(column);
        return false;
    }

    @Override
    public boolean isDefinitelyWritable(int column) throws SQLException {
        column(column);
        return false;
    }

    @Override
    public String getColumnClassName(int column) throws SQLException {
        return JdbcType.javaClass(type(column)).getName();
    }
}
