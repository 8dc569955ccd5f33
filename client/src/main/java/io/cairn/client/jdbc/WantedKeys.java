package io.cairn.client.jdbc;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a caller wants to be told of rows that a statement makes.
 *
 * @param columns the columns to tell; all where the list is empty
 */
record WantedKeys(List<String> columns) {
    static @Nullable WantedKeys of(int flag) throws SQLException {
        return switch (flag) {
            case Statement.RETURN_GENERATED_KEYS -> new WantedKeys(List.of());
            case Statement.NO_GENERATED_KEYS -> null;
            default -> throw Failures.argument("no way to return keys: " + flag);
        };
    }

    static @Nullable WantedKeys of(int @Nullable [] columns) throws SQLException {
        if (columns == null || columns.length == 0) {
            return null;
        }
        throw Failures.unsupported("keys of columns that are named by their places");
    }

    static @Nullable WantedKeys of(String @Nullable [] columns) {
        return columns == null || columns.length == 0 ? null : new WantedKeys(List.of(columns));
    }
}
