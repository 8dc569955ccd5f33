package io.cairn.client.jdbc;

import java.sql.SQLException;
import java.sql.Wrapper;

/** An object that wraps nothing: it is whatever it is. */
interface Unwrapped extends Wrapper {
    @Override
    default <T> T unwrap(Class<T> type) throws SQLException {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        throw Failures.argument("this is no " + type.getName());
    }

    @Override
    default boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }
}
