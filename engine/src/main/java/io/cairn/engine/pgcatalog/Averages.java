package io.cairn.engine.pgcatalog;

import io.cairn.h2.engine.CastDataProvider;
import io.cairn.h2.expression.aggregate.Aggregate;
import io.cairn.h2.value.TypeInfo;
import io.cairn.h2.value.Value;
import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/** What SUM, AVG and percentiles give, by PostgreSQL's rules. */
final class Averages {
    /** The digits behind the point that PostgreSQL gives where the quotient is below one. */
    private static final int SCALE = 20;

    /** The digits before the point of a bigint. */
    private static final int BIGINT_DIGITS = 19;

    /** Less than a half, which would be nearer the next row. */
    private static final BigDecimal NEARER = new BigDecimal("0.25");

    private Averages() {}

    /** H2 adds up floating-point numbers as decimals. */
    static @Nullable TypeInfo sumType(TypeInfo type) {
        return switch (type.getValueType()) {
            case Value.REAL -> TypeInfo.TYPE_REAL;
            case Value.DOUBLE -> TypeInfo.TYPE_DOUBLE;
            default -> Aggregate.getSumType(type);
        };
    }

    static @Nullable TypeInfo type(TypeInfo type) {
        return switch (type.getValueType()) {
            // The type of a NULL without one.
            case Value.NULL, Value.TINYINT, Value.SMALLINT, Value.INTEGER, Value.BIGINT -> numeric(BIGINT_DIGITS, 0);
            case Value.NUMERIC -> numeric(type.getPrecision() - type.getScale(), type.getScale());
            case Value.REAL, Value.DOUBLE -> TypeInfo.TYPE_DOUBLE;
            default -> Aggregate.getAvgType(type);
        };
    }

    private static TypeInfo numeric(long digits, int scale) {
        int wide = Math.max(scale, SCALE);
        return TypeInfo.getTypeInfo(Value.NUMERIC, Math.max(1, digits) + wide, wide, null);
    }

    /** A quotient has as many digits as PostgreSQL gives it, which depends on its parts and is no matter of the type. */
    static Value value(Value quotient, TypeInfo type, CastDataProvider provider) {
        return type.getValueType() == Value.NUMERIC ? quotient : quotient.castTo(type, provider);
    }

    /**
     * The place by which H2, which counts steps between rows and takes the nearest row, finds the one that PostgreSQL takes: the first that as
     * many rows are up to, itself included, as the place asks for.
     */
    static BigDecimal place(BigDecimal place, int rows) {
        int row = Math.max(1, (int) StrictMath.ceil(place.doubleValue() * rows));
        return row >= rows
                ? BigDecimal.ONE
                : BigDecimal.valueOf(row - 1L)
                        .add(NEARER)
                        .divide(BigDecimal.valueOf(rows - 1L), MathContext.DECIMAL128);
    }
}
