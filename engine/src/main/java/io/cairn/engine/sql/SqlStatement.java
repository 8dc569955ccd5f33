package io.cairn.engine.sql;

import io.cairn.engine.model.Value;
import java.util.List;

/**
 * One statement with the values of its parameters, in order.
 *
 * @param text SQL with {@code ?1}, {@code ?2} where parameters go
 */
public record SqlStatement(String text, List<Value> parameters) {
    /** A statement without parameters. */
    public static SqlStatement of(String text) {
        return new SqlStatement(text, List.of());
    }
}
