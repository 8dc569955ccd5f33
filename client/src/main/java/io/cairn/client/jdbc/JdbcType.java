package io.cairn.client.jdbc;

import io.cairn.engine.sql.SqlColumn;
import io.cairn.engine.sql.SqlType;
import java.sql.Types;

/** The engine's types in JDBC's numbers, PostgreSQL's names and Java's classes. */
final class JdbcType {
    private JdbcType() {}

    /** The number of {@link Types}. */
    static int number(SqlType type) {
        return switch (type) {
            case BOOLEAN -> Types.BOOLEAN;
            case SMALLINT -> Types.SMALLINT;
            case INTEGER -> Types.INTEGER;
            case BIGINT -> Types.BIGINT;
            case NUMERIC -> Types.NUMERIC;
            case REAL -> Types.REAL;
            case DOUBLE -> Types.DOUBLE;
            case CHAR -> Types.CHAR;
            case VARCHAR -> Types.VARCHAR;
            case BYTES -> Types.BINARY;
            case DATE -> Types.DATE;
            case TIME -> Types.TIME;
            case TIME_WITH_ZONE -> Types.TIME_WITH_TIMEZONE;
            case TIMESTAMP -> Types.TIMESTAMP;
            case TIMESTAMP_WITH_ZONE -> Types.TIMESTAMP_WITH_TIMEZONE;
            case ARRAY -> Types.ARRAY;
            case INTERVAL, UUID, JSON, ROW -> Types.OTHER;
            case NULL -> Types.NULL;
        };
    }

    /** PostgreSQL's name of a column's type; that of an array of a type begins with an underscore. */
    static String name(SqlColumn column) {
        return column.element().map(element -> "_" + name(element)).orElseGet(() -> name(column.type()));
    }

    /** PostgreSQL's name. */
    static String name(SqlType type) {
        return switch (type) {
            case BOOLEAN -> "bool";
            case SMALLINT -> "int2";
            case INTEGER -> "int4";
            case BIGINT -> "int8";
            case NUMERIC -> "numeric";
            case REAL -> "float4";
            case DOUBLE -> "float8";
            case CHAR -> "bpchar";
            case VARCHAR -> "varchar";
            case BYTES -> "bytea";
            case DATE -> "date";
            case TIME -> "time";
            case TIME_WITH_ZONE -> "timetz";
            case TIMESTAMP -> "timestamp";
            case TIMESTAMP_WITH_ZONE -> "timestamptz";
            case INTERVAL -> "interval";
            case UUID -> "uuid";
            case JSON -> "jsonb";
            case ARRAY -> "_text";
            case ROW -> "record";
            case NULL -> "unknown";
        };
    }

    /** The class of what {@code getObject} gives. */
    static Class<?> javaClass(SqlType type) {
        return switch (type) {
            case BOOLEAN -> Boolean.class;
            case SMALLINT, INTEGER -> Integer.class;
            case BIGINT -> Long.class;
            case NUMERIC -> java.math.BigDecimal.class;
            case REAL -> Float.class;
            case DOUBLE -> Double.class;
            case CHAR, VARCHAR, JSON, INTERVAL, ROW, NULL -> String.class;
            case BYTES -> byte[].class;
            case DATE -> java.sql.Date.class;
            case TIME -> java.sql.Time.class;
            case TIME_WITH_ZONE -> java.time.OffsetTime.class;
            case TIMESTAMP -> java.sql.Timestamp.class;
            case TIMESTAMP_WITH_ZONE -> java.time.OffsetDateTime.class;
            case UUID -> java.util.UUID.class;
            case ARRAY -> java.sql.Array.class;
        };
    }

    /** The type that PostgreSQL's name of one means; text where the name is unknown. */
    static SqlType named(String name) {
        String base = name.indexOf('(') < 0 ? name : name.substring(0, name.indexOf('('));
        return switch (base.strip().toLowerCase(java.util.Locale.ROOT)) {
            case "bool", "boolean" -> SqlType.BOOLEAN;
            case "int2", "smallint", "tinyint" -> SqlType.SMALLINT;
            case "int", "int4", "integer", "serial" -> SqlType.INTEGER;
            case "int8", "bigint", "bigserial" -> SqlType.BIGINT;
            case "numeric", "decimal", "decfloat" -> SqlType.NUMERIC;
            case "float4", "real" -> SqlType.REAL;
            case "float8", "float", "double", "double precision" -> SqlType.DOUBLE;
            case "bpchar", "char", "character" -> SqlType.CHAR;
            case "bytea", "blob", "binary", "varbinary", "binary varying", "binary large object" -> SqlType.BYTES;
            case "date" -> SqlType.DATE;
            case "time", "time without time zone" -> SqlType.TIME;
            case "timetz", "time with time zone" -> SqlType.TIME_WITH_ZONE;
            case "timestamp", "timestamp without time zone" -> SqlType.TIMESTAMP;
            case "timestamptz", "timestamp with time zone" -> SqlType.TIMESTAMP_WITH_ZONE;
            case "uuid" -> SqlType.UUID;
            case "json", "jsonb" -> SqlType.JSON;
            case "interval" -> SqlType.INTERVAL;
            case "array" -> SqlType.ARRAY;
            case "row", "record" -> SqlType.ROW;
            default -> base.startsWith("_") || name.endsWith("[]") ? SqlType.ARRAY : SqlType.VARCHAR;
        };
    }
}
