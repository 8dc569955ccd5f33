package io.cairn.node.parquet;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.sql.SqlColumn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A column and how its cells are stored, chosen by its type and, where that leaves it open, by all its cells.
 *
 * @param length of a value of fixed length, else 0
 * @param write stores one cell that is not null
 */
record ParquetColumn(
        String name, PhysicalType physical, int length, LogicalType logical, BiConsumer<Values, String> write) {
    private static final int INT32_DIGITS = 9;
    private static final int INT64_DIGITS = 18;
    private static final int DECIMAL_DIGITS_MAX = 38;
    private static final LogicalType PLAIN = new LogicalType.Plain();
    private static final LogicalType TEXT = new LogicalType.Simple(1, 0);
    private static final LogicalType DATE = new LogicalType.Simple(6, 6);
    private static final LogicalType UNKNOWN = new LogicalType.Simple(11, -1);
    private static final LogicalType JSON = new LogicalType.Simple(12, 19);
    private static final LogicalType UUID = new LogicalType.Simple(14, -1);

    static ParquetColumn of(SqlColumn column, String name, List<@Nullable String> cells) {
        return switch (column.type()) {
            case BOOLEAN -> plain(name, PhysicalType.BOOLEAN, (values, cell) -> values.bit(cell.equals("t")));
            case SMALLINT ->
                new ParquetColumn(name, PhysicalType.INT32, 0, new LogicalType.Short(), ParquetColumn::i32);
            case INTEGER -> plain(name, PhysicalType.INT32, ParquetColumn::i32);
            case BIGINT -> plain(name, PhysicalType.INT64, (values, cell) -> values.i64(Long.parseLong(cell)));
            case REAL ->
                plain(
                        name,
                        PhysicalType.FLOAT,
                        (values, cell) -> values.i32(Float.floatToIntBits(Float.parseFloat(cell))));
            case DOUBLE ->
                plain(
                        name,
                        PhysicalType.DOUBLE,
                        (values, cell) -> values.i64(Double.doubleToLongBits(Double.parseDouble(cell))));
            case NUMERIC -> decimal(column, name, cells);
            case BYTES ->
                plain(
                        name,
                        PhysicalType.BYTE_ARRAY,
                        (values, cell) -> values.prefixed(HexFormat.of().parseHex(cell, 2, cell.length())));
            case DATE ->
                new ParquetColumn(
                        name, PhysicalType.INT32, 0, DATE, (values, cell) -> values.i32(CellTimes.days(cell)));
            case TIME -> time(name, cells);
            case TIMESTAMP -> timestamp(name, cells, false);
            case TIMESTAMP_WITH_ZONE -> timestamp(name, cells, true);
            case UUID ->
                new ParquetColumn(
                        name,
                        PhysicalType.FIXED_LEN_BYTE_ARRAY,
                        16,
                        UUID,
                        (values, cell) -> values.fixed(HexFormat.of().parseHex(cell.replace("-", ""))));
            case JSON -> text(name, JSON);
            case CHAR, VARCHAR, TIME_WITH_ZONE, INTERVAL, ARRAY, ROW -> text(name, TEXT);
            case NULL -> new ParquetColumn(name, PhysicalType.INT32, 0, UNKNOWN, ParquetColumn::i32);
        };
    }

    /** Stores a cell. */
    void store(Values values, String cell) {
        try {
            write.accept(values, cell);
        } catch (ArithmeticException | DateTimeException | IllegalArgumentException unfit) {
            throw new CairnException.Incorrect(
                    "parquet-not-representable", name, "column " + name + ": Parquet cannot hold " + cell);
        }
    }

    private static void i32(Values values, String cell) {
        values.i32(Integer.parseInt(cell));
    }

    private static ParquetColumn plain(String name, PhysicalType physical, BiConsumer<Values, String> write) {
        return new ParquetColumn(name, physical, 0, PLAIN, write);
    }

    private static ParquetColumn text(String name, LogicalType logical) {
        return new ParquetColumn(
                name,
                PhysicalType.BYTE_ARRAY,
                0,
                logical,
                (values, cell) -> values.prefixed(cell.getBytes(StandardCharsets.UTF_8)));
    }

    private static ParquetColumn time(String name, List<@Nullable String> cells) {
        boolean isNanos = isFine(cells);
        return new ParquetColumn(
                name,
                PhysicalType.INT64,
                0,
                new LogicalType.Time(false, false, isNanos),
                (values, cell) -> values.i64(CellTimes.time(cell, isNanos)));
    }

    private static ParquetColumn timestamp(String name, List<@Nullable String> cells, boolean isInstant) {
        boolean isNanos = isFine(cells);
        return new ParquetColumn(
                name,
                PhysicalType.INT64,
                0,
                new LogicalType.Time(true, isInstant, isNanos),
                (values, cell) -> values.i64(CellTimes.timestamp(cell, isNanos)));
    }

    private static boolean isFine(List<@Nullable String> cells) {
        return cells.stream().anyMatch(cell -> cell != null && CellTimes.isFine(cell));
    }

    /** With the digits that the column has, or where it has no bound those that its cells need; a text if too many. */
    private static ParquetColumn decimal(SqlColumn column, String name, List<@Nullable String> cells) {
        int scale = 0;
        int whole = 1;
        for (String cell : cells) {
            if (cell != null) {
                BigDecimal value = new BigDecimal(cell);
                scale = Math.max(scale, value.scale());
                whole = Math.max(whole, value.precision() - value.scale());
            }
        }
        int declared = (int) Math.min(column.precision(), Integer.MAX_VALUE);
        if (declared <= DECIMAL_DIGITS_MAX
                && scale <= column.scale()
                && column.scale() >= 0
                && whole <= declared - column.scale()) {
            return decimal(name, declared, column.scale());
        }
        return scale + whole > DECIMAL_DIGITS_MAX ? text(name, TEXT) : decimal(name, scale + whole, scale);
    }

    private static ParquetColumn decimal(String name, int precision, int scale) {
        LogicalType logical = new LogicalType.Decimal(precision, scale);
        if (precision <= INT32_DIGITS) {
            return new ParquetColumn(
                    name,
                    PhysicalType.INT32,
                    0,
                    logical,
                    (values, cell) -> values.i32(unscaled(cell, scale).intValueExact()));
        }
        if (precision <= INT64_DIGITS) {
            return new ParquetColumn(
                    name,
                    PhysicalType.INT64,
                    0,
                    logical,
                    (values, cell) -> values.i64(unscaled(cell, scale).longValueExact()));
        }
        int length = BigInteger.TEN.pow(precision).bitLength() / 8 + 1;
        return new ParquetColumn(
                name,
                PhysicalType.FIXED_LEN_BYTE_ARRAY,
                length,
                logical,
                (values, cell) -> values.fixed(padded(unscaled(cell, scale), length)));
    }

    private static BigInteger unscaled(String cell, int scale) {
        return new BigDecimal(cell).setScale(scale).unscaledValue();
    }

    private static byte[] padded(BigInteger value, int length) {
        byte[] bytes = value.toByteArray();
        byte[] padded = new byte[length];
        Arrays.fill(padded, (byte) (value.signum() < 0 ? -1 : 0));
        System.arraycopy(bytes, 0, padded, length - bytes.length, bytes.length);
        return padded;
    }
}
