package io.cairn.node.pgwire;

import io.cairn.node.pgtype.Cell;
import io.cairn.node.pgtype.SqlType;

/** The value of a parameter, of the type that {@link SqlSession#describe} named. */
public record Parameter(SqlType type, Cell cell) {}
