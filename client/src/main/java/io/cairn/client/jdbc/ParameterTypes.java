package io.cairn.client.jdbc;

import io.cairn.engine.sql.SqlType;
import java.sql.ParameterMetaData;
import java.sql.SQLException;
import java.util.List;

/** What the parameters of a statement are, as far as the engine can tell: NULL where it cannot. */
final class ParameterTypes implements ParameterMetaData, Unwrapped {
    private final List<SqlType> types;

    ParameterTypes(List<SqlType> types) {
        this.types = List.copyOf(types);
    }

    SqlType type(int parameter) throws SQLException {
        if (parameter < 1 || parameter > types.size()) {
            throw Failures.argument("there is no parameter " + parameter + ", the statement has " + types.size());
        }
        return types.get(parameter - 1);
    }

    @Override
    public int getParameterCount() {
        return types.size();
    }

    @Override
    public int isNullable(int parameter) throws SQLException {
        type(parameter);
        return parameterNullableUnknown;
    }

    @Override
    public boolean isSigned(int parameter) throws SQLException {
        return switch (type(parameter)) {
            case SMALLINT, INTEGER, BIGINT, NUMERIC, REAL, DOUBLE -> true;
            default -> false;
        };
    }

    @Override
    public int getPrecision(int parameter) throws SQLException {
        type(parameter);
        return 0;
    }

    @Override
    public int getScale(int parameter) throws SQLException {
        type(parameter);
        return 0;
    }

    @Override
    public int getParameterType(int parameter) throws SQLException {
        return JdbcType.number(type(parameter));
    }

    @Override
    public String getParameterTypeName(int parameter) throws SQLException {
        return JdbcType.name(type(parameter));
    }

    @Override
    public String getParameterClassName(int parameter) throws SQLException {
        return JdbcType.javaClass(type(parameter)).getName();
    }

    @Override
    public int getParameterMode(int parameter) throws SQLException {
        type(parameter);
        return parameterModeIn;
    }
}
