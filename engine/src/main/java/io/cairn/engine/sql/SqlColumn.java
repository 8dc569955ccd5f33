package io.cairn.engine.sql;

import java.util.Optional;

/**
 * A column of a result.
 *
 * @param name as the statement calls it
 * @param type what its cells are
 * @param precision digits, characters or bytes; 0 where the type has none
 * @param scale digits behind the point, or of a second
 * @param nullable whether a cell may be null
 * @param element what its arrays hold in the end, however many dimensions they have; empty where it has none, or is not known
 */
public record SqlColumn(
        String name, SqlType type, long precision, int scale, boolean nullable, Optional<SqlType> element) {
    /** A column whose cells are no arrays. */
    public SqlColumn(String name, SqlType type, long precision, int scale, boolean nullable) {
        this(name, type, precision, scale, nullable, Optional.empty());
    }
}
