package io.cairn.engine.sql;

/**
 * A column of a result.
 *
 * @param name as the statement calls it
 * @param type what its cells are
 * @param precision digits, characters or bytes; 0 where the type has none
 * @param scale digits behind the point, or of a second
 * @param nullable whether a cell may be null
 */
public record SqlColumn(String name, SqlType type, long precision, int scale, boolean nullable) {}
