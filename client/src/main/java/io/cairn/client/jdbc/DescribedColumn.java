package io.cairn.client.jdbc;

import io.cairn.engine.sql.SqlType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table as the catalog describes it.
 *
 * @param word the type's name in the catalog, in lower case
 * @param size characters, or digits of the type
 * @param digits behind the point, or of a second; null where the type has none
 * @param isIdentity whether it is GENERATED AS IDENTITY
 * @param isAutoIncrement whether it takes a number of its own where none is given
 */
record DescribedColumn(
        SqlType type,
        String word,
        @Nullable Integer size,
        @Nullable Integer digits,
        boolean isIdentity,
        boolean isAutoIncrement) {
    private static final int UNBOUNDED = Integer.MAX_VALUE;

    /** Reads a row of {@code information_schema.columns}. */
    static DescribedColumn of(ResultSet row) throws SQLException {
        String word = Objects.requireNonNullElse(row.getString("data_type"), "").toLowerCase(Locale.ROOT);
        SqlType type = JdbcType.named(word);
        String standard = Objects.requireNonNullElse(row.getString("column_default"), "");
        boolean isIdentity = "YES".equals(row.getString("is_identity"));
        boolean counts = standard.toLowerCase(Locale.ROOT).startsWith("nextval(");
        return new DescribedColumn(type, word, size(type, row), digits(type, row), isIdentity, isIdentity || counts);
    }

    private static Integer size(SqlType type, ResultSet row) throws SQLException {
        String column = switch (type) {
            case CHAR, VARCHAR -> "character_maximum_length";
            case NUMERIC -> "numeric_precision";
            default -> "";
        };
        if (column.isEmpty()) {
            return standardSize(type);
        }
        long size = row.getLong(column);
        return row.wasNull() ? standardSize(type) : (int) Math.min(size, UNBOUNDED);
    }

    private static @Nullable Integer digits(SqlType type, ResultSet row) throws SQLException {
        return switch (type) {
            case NUMERIC -> row.getInt("numeric_scale");
            case SMALLINT, INTEGER, BIGINT -> 0;
            case REAL -> 8;
            case DOUBLE -> 17;
            case TIME, TIME_WITH_ZONE, TIMESTAMP, TIMESTAMP_WITH_ZONE -> row.getInt("datetime_precision");
            default -> null;
        };
    }

    /** How long a value of a type is where nothing else is said. */
    static int standardSize(SqlType type) {
        return switch (type) {
            case BOOLEAN -> 1;
            case SMALLINT -> 5;
            case INTEGER -> 10;
            case BIGINT -> 19;
            case NUMERIC -> 0;
            case REAL -> 8;
            case DOUBLE -> 17;
            case DATE -> 13;
            case TIME -> 15;
            case TIME_WITH_ZONE -> 21;
            case TIMESTAMP -> 29;
            case TIMESTAMP_WITH_ZONE -> 35;
            case INTERVAL -> 49;
            case UUID, CHAR, VARCHAR, BYTES, JSON, ARRAY, ROW, NULL -> UNBOUNDED;
        };
    }

    static boolean isNumber(SqlType type) {
        return switch (type) {
            case SMALLINT, INTEGER, BIGINT, NUMERIC, REAL, DOUBLE -> true;
            default -> false;
        };
    }

    /** The number of {@link Types}. */
    int number() {
        return JdbcType.number(type);
    }

    String typeName() {
        return word.equals("text") || word.equals("json") ? word : JdbcType.name(type);
    }

    @Nullable
    Integer radix() {
        return isNumber(type) ? 10 : null;
    }
}
