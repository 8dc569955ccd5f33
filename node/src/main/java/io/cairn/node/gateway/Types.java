package io.cairn.node.gateway;

import io.cairn.engine.sql.SqlColumn;
import io.cairn.node.pgtype.SqlType;
import java.util.Optional;

/** The engine's types as PostgreSQL's. */
final class Types {
    private Types() {}

    static SqlType of(SqlColumn column) {
        return of(column.type(), column.element());
    }

    private static SqlType of(io.cairn.engine.sql.SqlType type, Optional<io.cairn.engine.sql.SqlType> element) {
        return switch (type) {
            case BOOLEAN -> SqlType.of(SqlType.Kind.BOOL);
            case SMALLINT -> SqlType.of(SqlType.Kind.INT2);
            case INTEGER -> SqlType.of(SqlType.Kind.INT4);
            case BIGINT -> SqlType.of(SqlType.Kind.INT8);
            case NUMERIC -> SqlType.of(SqlType.Kind.NUMERIC);
            case REAL -> SqlType.of(SqlType.Kind.FLOAT4);
            case DOUBLE -> SqlType.of(SqlType.Kind.FLOAT8);
            case CHAR -> SqlType.of(SqlType.Kind.BPCHAR);
            case VARCHAR -> SqlType.of(SqlType.Kind.VARCHAR);
            case BYTES -> SqlType.of(SqlType.Kind.BYTEA);
            case DATE -> SqlType.of(SqlType.Kind.DATE);
            case TIME -> SqlType.of(SqlType.Kind.TIME);
            case TIME_WITH_ZONE -> SqlType.of(SqlType.Kind.TIMETZ);
            case TIMESTAMP -> SqlType.of(SqlType.Kind.TIMESTAMP);
            case TIMESTAMP_WITH_ZONE -> SqlType.of(SqlType.Kind.TIMESTAMPTZ);
            case UUID -> SqlType.of(SqlType.Kind.UUID);
            case JSON -> SqlType.of(SqlType.Kind.JSONB);
            case INTERVAL -> SqlType.of(SqlType.Kind.INTERVAL);
            case ARRAY -> element.map(Types::array).orElse(SqlType.TEXT);
            // Its text is passed on as it is.
            case ROW -> SqlType.TEXT;
            case NULL -> SqlType.UNKNOWN;
        };
    }

    private static SqlType array(io.cairn.engine.sql.SqlType element) {
        SqlType held = of(element, Optional.empty());
        return held.equals(SqlType.UNKNOWN) ? SqlType.TEXT : SqlType.arrayOf(held.kind());
    }
}
