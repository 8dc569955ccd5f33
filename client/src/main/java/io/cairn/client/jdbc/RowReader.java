package io.cairn.client.jdbc;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the cells of the row that a result stands on, as whatever class is asked for. */
abstract class RowReader extends LabelledRows {
    /** The cell of a column, counted from 1; null for null, which {@code wasNull} then tells. */
    abstract @Nullable Cell cell(int column) throws SQLException;

    private interface Conversion<T> {
        T of(Cell cell) throws SQLException;
    }

    private <T> @Nullable T read(int column, Conversion<T> conversion) throws SQLException {
        Cell cell = cell(column);
        return cell == null ? null : conversion.of(cell);
    }

    private long integer(int column, long min, long max) throws SQLException {
        Cell cell = cell(column);
        return cell == null ? 0 : cell.integer(min, max);
    }

    @Override
    public @Nullable String getString(int column) throws SQLException {
        return read(column, Cell::string);
    }

    @Override
    public boolean getBoolean(int column) throws SQLException {
        Cell cell = cell(column);
        return cell != null && cell.bool();
    }

    @Override
    public byte getByte(int column) throws SQLException {
        return (byte) integer(column, Byte.MIN_VALUE, Byte.MAX_VALUE);
    }

    @Override
    public short getShort(int column) throws SQLException {
        return (short) integer(column, Short.MIN_VALUE, Short.MAX_VALUE);
    }

    @Override
    public int getInt(int column) throws SQLException {
        return (int) integer(column, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    @Override
    public long getLong(int column) throws SQLException {
        return integer(column, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    @Override
    public float getFloat(int column) throws SQLException {
        return (float) getDouble(column);
    }

    @Override
    public double getDouble(int column) throws SQLException {
        Cell cell = cell(column);
        return cell == null ? 0 : cell.floating();
    }

    @Override
    public @Nullable BigDecimal getBigDecimal(int column) throws SQLException {
        return read(column, Cell::number);
    }

    @Override
    @Deprecated
    public @Nullable BigDecimal getBigDecimal(int column, int scale) throws SQLException {
        return read(column, cell -> cell.number().setScale(scale, RoundingMode.HALF_UP));
    }

    @Override
    public byte @Nullable [] getBytes(int column) throws SQLException {
        Cell cell = cell(column);
        return cell == null ? null : cell.bytes();
    }

    @Override
    public @Nullable Date getDate(int column) throws SQLException {
        return getDate(column, null);
    }

    @Override
    public @Nullable Date getDate(int column, @Nullable Calendar calendar) throws SQLException {
        return read(column, cell -> Times.date(cell.text(), Times.zone(calendar)));
    }

    @Override
    public @Nullable Time getTime(int column) throws SQLException {
        return getTime(column, null);
    }

    @Override
    public @Nullable Time getTime(int column, @Nullable Calendar calendar) throws SQLException {
        return read(column, cell -> Times.clockTime(cell.text(), Times.zone(calendar)));
    }

    @Override
    public @Nullable Timestamp getTimestamp(int column) throws SQLException {
        return getTimestamp(column, null);
    }

    @Override
    public @Nullable Timestamp getTimestamp(int column, @Nullable Calendar calendar) throws SQLException {
        return read(column, cell -> Times.timestamp(cell.text(), Times.zone(calendar)));
    }

    @Override
    public @Nullable InputStream getAsciiStream(int column) throws SQLException {
        return read(column, cell -> new ByteArrayInputStream(cell.string().getBytes(StandardCharsets.US_ASCII)));
    }

    @Override
    @Deprecated
    public @Nullable InputStream getUnicodeStream(int column) throws SQLException {
        return read(column, cell -> new ByteArrayInputStream(cell.string().getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public @Nullable InputStream getBinaryStream(int column) throws SQLException {
        return read(column, cell -> new ByteArrayInputStream(cell.bytes()));
    }

    @Override
    public @Nullable Reader getCharacterStream(int column) throws SQLException {
        return read(column, cell -> new StringReader(cell.string()));
    }

    @Override
    public @Nullable Reader getNCharacterStream(int column) throws SQLException {
        return getCharacterStream(column);
    }

    @Override
    public @Nullable String getNString(int column) throws SQLException {
        return getString(column);
    }

    @Override
    public @Nullable Object getObject(int column) throws SQLException {
        return read(column, Cell::object);
    }

    @Override
    public @Nullable Object getObject(int column, @Nullable Map<String, Class<?>> map) throws SQLException {
        if (map != null && !map.isEmpty()) {
            throw Failures.unsupported("a map of types");
        }
        return getObject(column);
    }

    @Override
    public <T> @Nullable T getObject(int column, @Nullable Class<T> type) throws SQLException {
        if (type == null) {
            throw Failures.argument("a class is needed");
        }
        return read(column, cell -> cell.as(type));
    }

    @Override
    public @Nullable Array getArray(int column) throws SQLException {
        return read(column, Cell::array);
    }

    @Override
    public @Nullable Blob getBlob(int column) throws SQLException {
        return read(column, Cell::blob);
    }

    @Override
    public @Nullable Clob getClob(int column) throws SQLException {
        return read(column, Cell::clob);
    }

    @Override
    public @Nullable NClob getNClob(int column) throws SQLException {
        throw Failures.unsupported("NClob");
    }

    @Override
    public @Nullable URL getURL(int column) throws SQLException {
        throw Failures.unsupported("URL");
    }

    @Override
    public @Nullable Ref getRef(int column) throws SQLException {
        throw Failures.unsupported("Ref");
    }

    @Override
    public @Nullable RowId getRowId(int column) throws SQLException {
        throw Failures.unsupported("RowId");
    }

    @Override
    public @Nullable SQLXML getSQLXML(int column) throws SQLException {
        throw Failures.unsupported("SQLXML");
    }
}
