package io.cairn.client.jdbc;

import io.cairn.engine.model.Value;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.ZoneId;
import java.util.Calendar;
import org.jspecify.annotations.Nullable;

/** Takes the values of parameters, of whatever class they are. */
abstract class PreparedSetters extends CairnStatement implements PreparedStatement {
    private static final int LENGTH_MAX = 64 << 20;

    PreparedSetters(CairnConnection connection, int resultType) {
        super(connection, resultType);
    }

    /** Sets a parameter, counted from 1. */
    abstract void bind(int parameter, Argument argument) throws SQLException;

    /** Whether a parameter goes where an instant is kept, so that its zone matters. */
    abstract boolean isInstant(int parameter) throws SQLException;

    @Override
    public void setNull(int parameter, int type) throws SQLException {
        bind(parameter, Argument.NULL);
    }

    @Override
    public void setNull(int parameter, int type, @Nullable String typeName) throws SQLException {
        bind(parameter, Argument.NULL);
    }

    @Override
    public void setBoolean(int parameter, boolean value) throws SQLException {
        bind(parameter, Argument.of(Value.of(value)));
    }

    @Override
    public void setByte(int parameter, byte value) throws SQLException {
        setLong(parameter, value);
    }

    @Override
    public void setShort(int parameter, short value) throws SQLException {
        setLong(parameter, value);
    }

    @Override
    public void setInt(int parameter, int value) throws SQLException {
        setLong(parameter, value);
    }

    @Override
    public void setLong(int parameter, long value) throws SQLException {
        bind(parameter, Argument.of(Value.of(value)));
    }

    @Override
    public void setFloat(int parameter, float value) throws SQLException {
        bind(parameter, Argument.of((double) value));
    }

    @Override
    public void setDouble(int parameter, double value) throws SQLException {
        bind(parameter, Argument.of(value));
    }

    @Override
    public void setBigDecimal(int parameter, @Nullable BigDecimal value) throws SQLException {
        bind(parameter, Argument.of((Object) value));
    }

    @Override
    public void setString(int parameter, @Nullable String value) throws SQLException {
        bind(parameter, Argument.of((Object) value));
    }

    @Override
    public void setNString(int parameter, @Nullable String value) throws SQLException {
        setString(parameter, value);
    }

    @Override
    public void setBytes(int parameter, byte @Nullable [] value) throws SQLException {
        bind(parameter, Argument.of((Object) value));
    }

    @Override
    public void setArray(int parameter, @Nullable Array value) throws SQLException {
        bind(parameter, Argument.of((Object) value));
    }

    @Override
    public void setDate(int parameter, @Nullable Date value) throws SQLException {
        setDate(parameter, value, null);
    }

    @Override
    public void setDate(int parameter, @Nullable Date value, @Nullable Calendar calendar) throws SQLException {
        bind(parameter, value == null ? Argument.NULL : Argument.cast(Times.text(value, Times.zone(calendar)), "date"));
    }

    @Override
    public void setTime(int parameter, @Nullable Time value) throws SQLException {
        setTime(parameter, value, null);
    }

    @Override
    public void setTime(int parameter, @Nullable Time value, @Nullable Calendar calendar) throws SQLException {
        bind(parameter, value == null ? Argument.NULL : Argument.cast(Times.text(value, Times.zone(calendar)), "time"));
    }

    @Override
    public void setTimestamp(int parameter, @Nullable Timestamp value) throws SQLException {
        setTimestamp(parameter, value, null);
    }

    /** The day and time in the zone, unless the parameter goes where an instant is kept. */
    @Override
    public void setTimestamp(int parameter, @Nullable Timestamp value, @Nullable Calendar calendar)
            throws SQLException {
        ZoneId zone = Times.zone(calendar);
        if (value == null) {
            bind(parameter, Argument.NULL);
        } else if (!Times.isUtc(value, zone) && isInstant(parameter)) {
            bind(parameter, Argument.of(value.toInstant()));
        } else {
            bind(parameter, Argument.cast(Times.text(value, zone), "timestamp"));
        }
    }

    @Override
    public void setObject(int parameter, @Nullable Object value) throws SQLException {
        switch (value) {
            case Timestamp timestamp -> setTimestamp(parameter, timestamp);
            case Date date -> setDate(parameter, date);
            case Time time -> setTime(parameter, time);
            case java.util.Date date -> setTimestamp(parameter, Times.timestamp(date));
            case Calendar calendar -> setTimestamp(parameter, Times.timestamp(calendar.getTime()), calendar);
            case InputStream stream -> setBinaryStream(parameter, stream);
            case Reader reader -> setCharacterStream(parameter, reader);
            case null, default -> bind(parameter, Argument.of(value));
        }
    }

    @Override
    public void setObject(int parameter, @Nullable Object value, int type) throws SQLException {
        setObject(parameter, value, type, -1);
    }

    // JDBC's own types of dates are java.util.Date's.
    @SuppressWarnings("JavaUtilDate")
    @Override
    public void setObject(int parameter, @Nullable Object value, int type, int scale) throws SQLException {
        boolean isDecimal = type == Types.NUMERIC || type == Types.DECIMAL;
        switch (value) {
            case BigDecimal number
            when isDecimal && scale >= 0 -> setBigDecimal(parameter, number.setScale(scale, RoundingMode.HALF_UP));
            case Number number when isDecimal -> setBigDecimal(parameter, new BigDecimal(number.toString()));
            case Number number
            when type == Types.BOOLEAN || type == Types.BIT -> setBoolean(parameter, number.doubleValue() != 0);
            case String text -> bind(parameter, typed(text, type));
            case java.util.Date date when type == Types.DATE -> setDate(parameter, new Date(date.getTime()));
            case java.util.Date date when type == Types.TIME -> setTime(parameter, new Time(date.getTime()));
            case null, default -> setObject(parameter, value);
        }
    }

    /** A text that the caller means as something else. */
    private static Argument typed(String text, int type) throws SQLException {
        return switch (type) {
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> Argument.cast(text.strip(), "int8");
            case Types.NUMERIC, Types.DECIMAL -> Argument.cast(text.strip(), "numeric");
            case Types.REAL, Types.FLOAT, Types.DOUBLE -> Argument.cast(text.strip(), "float8");
            case Types.BOOLEAN, Types.BIT -> Argument.cast(text.strip(), "bool");
            case Types.DATE -> Argument.cast(text, "date");
            case Types.TIME -> Argument.cast(text, "time");
            case Types.TIMESTAMP -> Argument.cast(text, "timestamp");
            case Types.TIMESTAMP_WITH_TIMEZONE -> Argument.cast(text, "timestamptz");
            default -> Argument.of(text);
        };
    }

    @Override
    public void setObject(int parameter, @Nullable Object value, SQLType type) throws SQLException {
        setObject(parameter, value, number(type), -1);
    }

    @Override
    public void setObject(int parameter, @Nullable Object value, SQLType type, int scale) throws SQLException {
        setObject(parameter, value, number(type), scale);
    }

    private static int number(SQLType type) {
        Integer number = type.getVendorTypeNumber();
        return number == null ? Types.OTHER : number;
    }

    @Override
    public void setBlob(int parameter, @Nullable Blob value) throws SQLException {
        bind(parameter, Argument.of((Object) value));
    }

    @Override
    public void setBlob(int parameter, @Nullable InputStream value) throws SQLException {
        setBinaryStream(parameter, value);
    }

    @Override
    public void setBlob(int parameter, @Nullable InputStream value, long length) throws SQLException {
        setBinaryStream(parameter, value, length);
    }

    @Override
    public void setClob(int parameter, @Nullable Clob value) throws SQLException {
        bind(parameter, Argument.of((Object) value));
    }

    @Override
    public void setClob(int parameter, @Nullable Reader value) throws SQLException {
        setCharacterStream(parameter, value);
    }

    @Override
    public void setClob(int parameter, @Nullable Reader value, long length) throws SQLException {
        setCharacterStream(parameter, value, length);
    }

    @Override
    public void setNClob(int parameter, @Nullable NClob value) throws SQLException {
        setClob(parameter, value);
    }

    @Override
    public void setNClob(int parameter, @Nullable Reader value) throws SQLException {
        setCharacterStream(parameter, value);
    }

    @Override
    public void setNClob(int parameter, @Nullable Reader value, long length) throws SQLException {
        setCharacterStream(parameter, value, length);
    }

    @Override
    public void setBinaryStream(int parameter, @Nullable InputStream value) throws SQLException {
        setBinaryStream(parameter, value, LENGTH_MAX);
    }

    @Override
    public void setBinaryStream(int parameter, @Nullable InputStream value, int length) throws SQLException {
        setBinaryStream(parameter, value, (long) length);
    }

    @Override
    public void setBinaryStream(int parameter, @Nullable InputStream value, long length) throws SQLException {
        bind(parameter, value == null ? Argument.NULL : Argument.of(Value.of(read(value, length))));
    }

    @Override
    public void setAsciiStream(int parameter, @Nullable InputStream value) throws SQLException {
        setAsciiStream(parameter, value, LENGTH_MAX);
    }

    @Override
    public void setAsciiStream(int parameter, @Nullable InputStream value, int length) throws SQLException {
        setAsciiStream(parameter, value, (long) length);
    }

    @Override
    public void setAsciiStream(int parameter, @Nullable InputStream value, long length) throws SQLException {
        setString(parameter, value == null ? null : new String(read(value, length), StandardCharsets.US_ASCII));
    }

    @Override
    @Deprecated
    public void setUnicodeStream(int parameter, @Nullable InputStream value, int length) throws SQLException {
        setString(parameter, value == null ? null : new String(read(value, length), StandardCharsets.UTF_8));
    }

    @Override
    public void setCharacterStream(int parameter, @Nullable Reader value) throws SQLException {
        setCharacterStream(parameter, value, LENGTH_MAX);
    }

    @Override
    public void setCharacterStream(int parameter, @Nullable Reader value, int length) throws SQLException {
        setCharacterStream(parameter, value, (long) length);
    }

    @Override
    public void setCharacterStream(int parameter, @Nullable Reader value, long length) throws SQLException {
        setString(parameter, value == null ? null : read(value, length));
    }

    @Override
    public void setNCharacterStream(int parameter, @Nullable Reader value) throws SQLException {
        setCharacterStream(parameter, value);
    }

    @Override
    public void setNCharacterStream(int parameter, @Nullable Reader value, long length) throws SQLException {
        setCharacterStream(parameter, value, length);
    }

    private static byte[] read(InputStream stream, long length) throws SQLException {
        try {
            return stream.readNBytes(Math.clamp(length, 0, LENGTH_MAX));
        } catch (IOException failure) {
            throw Failures.of("22023", "the value of a parameter cannot be read", failure);
        }
    }

    private static String read(Reader reader, long length) throws SQLException {
        try {
            StringBuilder text = new StringBuilder();
            char[] buffer = new char[8192];
            long left = Math.clamp(length, 0, LENGTH_MAX);
            int count = 0;
            while (left > 0 && count >= 0) {
                count = reader.read(buffer, 0, (int) Math.min(buffer.length, left));
                text.append(buffer, 0, Math.max(count, 0));
                left -= count;
            }
            return text.toString();
        } catch (IOException failure) {
            throw Failures.of("22023", "the value of a parameter cannot be read", failure);
        }
    }

    @Override
    public void setRef(int parameter, Ref value) throws SQLException {
        throw Failures.unsupported("Ref");
    }

    @Override
    public void setURL(int parameter, URL value) throws SQLException {
        throw Failures.unsupported("URL");
    }

    @Override
    public void setRowId(int parameter, RowId value) throws SQLException {
        throw Failures.unsupported("RowId");
    }

    @Override
    public void setSQLXML(int parameter, SQLXML value) throws SQLException {
        throw Failures.unsupported("SQLXML");
    }
}
