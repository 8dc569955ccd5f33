package io.cairn.client.jdbc;

import io.cairn.engine.sql.SqlType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;
import javax.sql.rowset.serial.SerialBlob;
import javax.sql.rowset.serial.SerialClob;

/**
 * A value of a result that is not null, as Java's classes.
 *
 * @param type what it is
 * @param text how PostgreSQL prints it
 * @param element what it holds in the end where it is an array
 */
record Cell(SqlType type, String text, SqlType element) {
    private static final BigDecimal LONG_MIN = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal LONG_MAX = BigDecimal.valueOf(Long.MAX_VALUE);

    Cell(SqlType type, String text) {
        this(type, text, SqlType.VARCHAR);
    }

    String string() {
        return type == SqlType.BOOLEAN ? (text.equals("t") ? "true" : "false") : text;
    }

    boolean bool() throws SQLException {
        String word = text.strip().toLowerCase(Locale.ROOT);
        return switch (word) {
            case "t", "true", "y", "yes", "on", "1" -> true;
            case "f", "false", "n", "no", "off", "0" -> false;
            default -> number().signum() != 0;
        };
    }

    /** The whole part, within bounds. */
    long integer(long min, long max) throws SQLException {
        BigDecimal number = type == SqlType.BOOLEAN ? (bool() ? BigDecimal.ONE : BigDecimal.ZERO) : number();
        if (number.compareTo(LONG_MIN) < 0 || number.compareTo(LONG_MAX) > 0) {
            throw outOfRange();
        }
        long whole = number.longValue();
        if (whole < min || whole > max) {
            throw outOfRange();
        }
        return whole;
    }

    private SQLException outOfRange() {
        return Failures.of("22003", "the number does not fit the type that it is asked as: " + text, null);
    }

    BigDecimal number() throws SQLException {
        try {
            return new BigDecimal(text.strip());
        } catch (NumberFormatException _) {
            throw Failures.conversion("no number: " + text);
        }
    }

    double floating() throws SQLException {
        try {
            return type == SqlType.BOOLEAN ? integer(0, 1) : Double.parseDouble(text);
        } catch (NumberFormatException _) {
            throw Failures.conversion("no number: " + text);
        }
    }

    byte[] bytes() throws SQLException {
        if (type != SqlType.BYTES) {
            return type == SqlType.UUID ? uuidBytes() : text.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return HexFormat.of().parseHex(text, 2, text.length());
        } catch (IllegalArgumentException _) {
            throw Failures.conversion("no bytes: " + text);
        }
    }

    private byte[] uuidBytes() throws SQLException {
        UUID uuid = uuid();
        return java.nio.ByteBuffer.allocate(16)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
    }

    UUID uuid() throws SQLException {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            throw Failures.conversion("no UUID: " + text);
        }
    }

    Array array() throws SQLException {
        return CairnArray.parse(text, element);
    }

    Blob blob() throws SQLException {
        return new SerialBlob(bytes());
    }

    Clob clob() throws SQLException {
        return new SerialClob(string().toCharArray());
    }

    /** As the class that {@link JdbcType#javaClass} names. */
    Object object() throws SQLException {
        return switch (type) {
            case BOOLEAN -> bool();
            case SMALLINT, INTEGER -> (int) integer(Integer.MIN_VALUE, Integer.MAX_VALUE);
            case BIGINT -> integer(Long.MIN_VALUE, Long.MAX_VALUE);
            case NUMERIC -> number();
            case REAL -> (float) floating();
            case DOUBLE -> floating();
            case CHAR, VARCHAR, JSON, INTERVAL, ROW, NULL -> text;
            case BYTES -> bytes();
            case DATE -> Times.date(text, ZoneId.systemDefault());
            case TIME -> Times.clockTime(text, ZoneId.systemDefault());
            case TIME_WITH_ZONE -> Times.zonedTime(text);
            case TIMESTAMP -> Times.timestamp(text, ZoneId.systemDefault());
            case TIMESTAMP_WITH_ZONE -> Times.zonedDayTime(text);
            case UUID -> uuid();
            case ARRAY -> array();
        };
    }

    /** As a class that the caller names. */
    <T> T as(Class<T> wanted) throws SQLException {
        Object made = wanted.isArray() && wanted != byte[].class ? CairnArray.java(text, wanted) : made(wanted);
        return wanted.cast(made);
    }

    private Object made(Class<?> wanted) throws SQLException {
        return switch (wanted.getName()) {
            case "java.lang.Object" -> object();
            case "java.lang.String" -> string();
            case "java.lang.Boolean" -> bool();
            case "java.lang.Byte" -> (byte) integer(Byte.MIN_VALUE, Byte.MAX_VALUE);
            case "java.lang.Short" -> (short) integer(Short.MIN_VALUE, Short.MAX_VALUE);
            case "java.lang.Integer" -> (int) integer(Integer.MIN_VALUE, Integer.MAX_VALUE);
            case "java.lang.Long" -> integer(Long.MIN_VALUE, Long.MAX_VALUE);
            case "java.lang.Float" -> (float) floating();
            case "java.lang.Double" -> floating();
            case "java.math.BigDecimal" -> number();
            case "java.math.BigInteger" -> bigInteger();
            case "[B" -> bytes();
            case "java.util.UUID" -> uuid();
            case "java.sql.Array" -> array();
            case "java.sql.Blob" -> blob();
            case "java.sql.Clob" -> clob();
            default -> madeTime(wanted);
        };
    }

    private BigInteger bigInteger() throws SQLException {
        BigDecimal number = number();
        // Not 10 to the power of a billion.
        if (number.precision() - (long) number.scale() > 200_000) {
            throw outOfRange();
        }
        return number.toBigInteger();
    }

    private Object madeTime(Class<?> wanted) throws SQLException {
        ZoneId zone = ZoneId.systemDefault();
        if (wanted == LocalDate.class) {
            return Times.day(text);
        } else if (wanted == LocalTime.class) {
            return Times.time(text);
        } else if (wanted == LocalDateTime.class) {
            return Times.dayTime(text);
        } else if (wanted == OffsetTime.class) {
            return Times.zonedTime(text);
        } else if (wanted == OffsetDateTime.class) {
            return Times.zonedDayTime(text);
        } else if (wanted == ZonedDateTime.class) {
            return Times.zonedDayTime(text).atZoneSameInstant(ZoneOffset.UTC);
        } else if (wanted == Instant.class) {
            return Times.timestamp(text, zone).toInstant();
        } else if (wanted == Date.class) {
            return Times.date(text, zone);
        } else if (wanted == Time.class) {
            return Times.clockTime(text, zone);
        } else if (wanted == Timestamp.class || wanted == java.util.Date.class) {
            return Times.timestamp(text, zone);
        }
        throw Failures.unsupported("getObject as " + wanted.getName());
    }
}
