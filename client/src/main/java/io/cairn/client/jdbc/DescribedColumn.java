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
 * @param type what its values are; of a domain, what the domain is made of
 * @param typeName the type's or the domain's name in the catalog
 * @param isDomain whether the type is a domain
 * @param modifier what {@code pg_attribute} says of length, precision and scale; -1 for nothing
 * @param standard the text of its DEFAULT; null for none and where {@code isIdentity}
 * @param isIdentity whether it is GENERATED AS IDENTITY
 */
record DescribedColumn(
        SqlType type,
        String typeName,
        boolean isDomain,
        int modifier,
        @Nullable String standard,
        boolean isIdentity) {
    /** What {@link #of} reads, of tables {@code c}, their columns {@code a} and these columns' types {@code t}. */
    static final String FIELDS = "t.typname, t.typtype, b.typname as base, a.atttypmod, t.typtypmod, a.attidentity,"
            + " a.attgenerated, pg_catalog.pg_get_expr(f.adbin, f.adrelid) as standard";

    /** Joins what {@link #FIELDS} names to {@code c} and {@code a}. */
    static final String JOINS = " join pg_catalog.pg_type t on t.oid = a.atttypid"
            + " left join pg_catalog.pg_type b on b.oid = t.typbasetype"
            + " left join pg_catalog.pg_attrdef f on f.adrelid = c.oid and f.adnum = a.attnum";

    private static final int UNBOUNDED = Integer.MAX_VALUE;
    /** What PostgreSQL adds to lengths and precisions in a modifier. */
    private static final int MODIFIER_BASE = 4;

    private static final int PRECISION_SHIFT = 16;
    private static final int SCALE_MASK = 0x7FF;
    private static final int FRACTION_STANDARD = 6;

    /** Reads a row that has {@link #FIELDS}. */
    static DescribedColumn of(ResultSet row) throws SQLException {
        String name = Objects.requireNonNullElse(row.getString("typname"), "");
        boolean isDomain = "d".equals(row.getString("typtype"));
        String base = Objects.requireNonNullElse(row.getString("base"), name);
        boolean isIdentity =
                !Objects.requireNonNullElse(row.getString("attidentity"), "").isBlank();
        return new DescribedColumn(
                JdbcType.named(isDomain ? base : name),
                name,
                isDomain,
                row.getInt(isDomain ? "typtypmod" : "atttypmod"),
                isIdentity ? null : row.getString("standard"),
                isIdentity);
    }

    /** Characters, or digits of the type. */
    int size() {
        return switch (type) {
            case CHAR, VARCHAR -> modifier < MODIFIER_BASE ? UNBOUNDED : modifier - MODIFIER_BASE;
            case NUMERIC -> modifier < MODIFIER_BASE ? 0 : (modifier - MODIFIER_BASE) >> PRECISION_SHIFT;
            default -> standardSize(type);
        };
    }

    /** Digits behind the point, or of a second; null where the type has none. */
    @Nullable
    Integer digits() {
        return switch (type) {
            case NUMERIC -> modifier < MODIFIER_BASE ? 0 : (modifier - MODIFIER_BASE) & SCALE_MASK;
            case SMALLINT, INTEGER, BIGINT -> 0;
            case REAL -> 8;
            case DOUBLE -> 17;
            case TIME, TIME_WITH_ZONE, TIMESTAMP, TIMESTAMP_WITH_ZONE -> modifier < 0 ? FRACTION_STANDARD : modifier;
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
        return isDomain ? Types.DISTINCT : JdbcType.number(type);
    }

    @Nullable
    Integer radix() {
        return isNumber(type) ? 10 : null;
    }

    /** Whether it takes a number of its own where none is given. */
    boolean isAutoIncrement() {
        return isIdentity
                || (standard != null && standard.toLowerCase(Locale.ROOT).startsWith("nextval("));
    }
}
