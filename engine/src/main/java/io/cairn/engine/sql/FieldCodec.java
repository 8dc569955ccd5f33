package io.cairn.engine.sql;

import io.cairn.engine.codec.ByteWriter;
import io.cairn.engine.codec.KeyCodec;
import io.cairn.h2.api.ErrorCode;
import io.cairn.h2.engine.CastDataProvider;
import io.cairn.h2.message.DbException;
import io.cairn.h2.result.SortOrder;
import io.cairn.h2.table.IndexColumn;
import io.cairn.h2.util.DateTimeUtils;
import io.cairn.h2.value.TypeInfo;
import io.cairn.h2.value.Value;
import io.cairn.h2.value.ValueBigint;
import io.cairn.h2.value.ValueDate;
import io.cairn.h2.value.ValueNumeric;
import io.cairn.h2.value.ValueTime;
import io.cairn.h2.value.ValueTimeTimeZone;
import io.cairn.h2.value.ValueTimestamp;
import io.cairn.h2.value.ValueTimestampTimeZone;
import io.cairn.h2.value.ValueUuid;
import io.cairn.h2.value.ValueVarchar;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an index entry's key: unsigned bytes order them as SQL orders their values, and no field begins
 * another.
 *
 * <p>A field is a marker, 1 for a null before all values, 2 for a value, 3 for a null behind all values, and then the
 * value; all bytes behind the marker are inverted where the column is descending. The forms are listed in {@code
 * docs/formats.md}.
 */
final class FieldCodec {
    private static final int NULL_FIRST = 1;
    private static final int VALUE = 2;
    private static final int NULL_LAST = 3;
    private static final long SIGN = Long.MIN_VALUE;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long NANOS_PER_DAY = 86_400 * NANOS_PER_SECOND;
    private static final int LONG_DIGITS = 19;

    /** Zeros that are written out behind a number before its point. */
    private static final int ZEROS_MAX = 1_000;

    private FieldCodec() {}

    /** Whether values of a type can be in an index. */
    static boolean isIndexable(TypeInfo type) {
        return switch (type.getValueType()) {
            case Value.BOOLEAN,
                    Value.TINYINT,
                    Value.SMALLINT,
                    Value.INTEGER,
                    Value.BIGINT,
                    Value.NUMERIC,
                    Value.REAL,
                    Value.DOUBLE,
                    Value.CHAR,
                    Value.VARCHAR,
                    Value.BINARY,
                    Value.VARBINARY,
                    Value.DATE,
                    Value.TIME,
                    Value.TIME_TZ,
                    Value.TIMESTAMP,
                    Value.TIMESTAMP_TZ,
                    Value.UUID,
                    Value.ENUM -> true;
            default -> false;
        };
    }

    /** Appends a field with a value of the column's own type. */
    static void append(ByteWriter out, IndexColumn column, Value value) {
        boolean descending = (column.sortType & SortOrder.DESCENDING) != 0;
        if (value.getValueType() == Value.NULL) {
            out.u8(nullsFirst(column.sortType, descending) ? NULL_FIRST : NULL_LAST);
            return;
        }
        out.u8(VALUE);
        ByteWriter body = new ByteWriter(32);
        append(body, value);
        byte[] bytes = body.toBytes();
        if (descending) {
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) ~bytes[i];
            }
        }
        out.bytes(bytes);
    }

    /** PostgreSQL's rule: nulls are above all values, so first only where the order is turned round. */
    private static boolean nullsFirst(int sortType, boolean descending) {
        if ((sortType & SortOrder.NULLS_FIRST) != 0) {
            return true;
        }
        return (sortType & SortOrder.NULLS_LAST) == 0 && descending;
    }

    private static void append(ByteWriter out, Value value) {
        switch (value.getValueType()) {
            case Value.BOOLEAN -> out.u8(value.getBoolean() ? 1 : 0);
            case Value.TINYINT, Value.SMALLINT, Value.INTEGER, Value.BIGINT -> out.u64(value.getLong() ^ SIGN);
            case Value.ENUM -> out.u32(value.getInt());
            case Value.NUMERIC -> decimal(out, value.getBigDecimal());
            case Value.REAL -> floating(out, value.getFloat());
            case Value.DOUBLE -> floating(out, value.getDouble());
            case Value.CHAR -> KeyCodec.appendText(out, withoutEnd(value.getString()));
            case Value.VARCHAR -> KeyCodec.appendText(out, value.getString());
            case Value.BINARY, Value.VARBINARY -> bytes(out, value.getBytesNoCopy());
            case Value.UUID -> {
                ValueUuid uuid = (ValueUuid) value;
                out.u64(uuid.getHigh()).u64(uuid.getLow());
            }
            default -> time(out, value);
        }
    }

    private static void time(ByteWriter out, Value value) {
        switch (value) {
            case ValueDate date -> out.u64(date.getDateValue() ^ SIGN);
            case ValueTime time -> out.u64(time.getNanos());
            case ValueTimeTimeZone time ->
                out.u64((time.getNanos() - time.getTimeZoneOffsetSeconds() * NANOS_PER_SECOND) ^ SIGN);
            case ValueTimestamp timestamp ->
                out.u64(timestamp.getDateValue() ^ SIGN).u64(timestamp.getTimeNanos());
            case ValueTimestampTimeZone timestamp -> instant(out, timestamp);
            default ->
                throw DbException.get(
                        ErrorCode.FEATURE_NOT_SUPPORTED_1,
                        "an index on values of type " + Value.getTypeName(value.getValueType()));
        }
    }

    private static void instant(ByteWriter out, ValueTimestampTimeZone timestamp) {
        long day = DateTimeUtils.absoluteDayFromDateValue(timestamp.getDateValue());
        long nanos = timestamp.getTimeNanos() - timestamp.getTimeZoneOffsetSeconds() * NANOS_PER_SECOND;
        out.u64((day + Math.floorDiv(nanos, NANOS_PER_DAY)) ^ SIGN).u64(Math.floorMod(nanos, NANOS_PER_DAY));
    }

    private static String withoutEnd(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.substring(0, end);
    }

    private static void floating(ByteWriter out, double number) {
        // H2 has one zero and one NaN, which is above all numbers.
        long bits = Double.doubleToLongBits(number == 0 ? 0.0 : number);
        out.u64(bits < 0 ? ~bits : bits ^ SIGN);
    }

    /** Bytes with 00 written as 00 FF, and 00 00 at the end. */
    private static void bytes(ByteWriter out, byte[] bytes) {
        for (byte b : bytes) {
            out.u8(b & 0xFF);
            if (b == 0) {
                out.u8(0xFF);
            }
        }
        out.u16(0);
    }

    /**
     * A decimal number whatever its scale: a sign, 0, 1 or 2; then, inverted for a negative number, the power of ten of
     * its first digit (u32 with its sign turned), its digits without zeros at the end, two in a byte as 1 to 100, and a
     * zero.
     */
    private static void decimal(ByteWriter out, BigDecimal number) {
        int sign = number.signum();
        out.u8(sign + 1);
        if (sign == 0) {
            return;
        }
        BigDecimal plain = number.abs().stripTrailingZeros();
        String digits = plain.unscaledValue().toString();
        ByteWriter body = new ByteWriter(16);
        body.u32(((digits.length() - 1L - plain.scale()) ^ Integer.MIN_VALUE) & 0xFFFFFFFFL);
        for (int i = 0; i < digits.length(); i += 2) {
            int low = i + 1 < digits.length() ? digits.charAt(i + 1) - '0' : 0;
            body.u8((digits.charAt(i) - '0') * 10 + low + 1);
        }
        byte[] bytes = body.u8(0).toBytes();
        if (sign < 0) {
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) ~bytes[i];
            }
        }
        out.bytes(bytes);
    }

    /**
     * A bound of a search as a value of the column's type: the nearest one that leaves nothing out. Null where there is
     * none; then this column does not bound the search.
     */
    static @Nullable Value bound(Value value, TypeInfo type, boolean isLower, CastDataProvider provider) {
        int wanted = type.getValueType();
        int given = value.getValueType();
        if (given == wanted || given == Value.NULL) {
            return value;
        }
        if (isNumeric(wanted) && isNumeric(given)) {
            return number(value, wanted, isLower);
        }
        if (wanted == Value.VARCHAR && given == Value.CHAR) {
            // Compared without the spaces at the end, of which a text may have any number.
            return isLower ? ValueVarchar.get(withoutEnd(value.getString())) : null;
        }
        if (isText(given)) {
            return text(value, type, provider);
        }
        return null;
    }

    private static @Nullable Value text(Value value, TypeInfo type, CastDataProvider provider) {
        try {
            return value.convertTo(type, provider);
        } catch (DbException notConvertible) {
            return null;
        }
    }

    private static @Nullable Value number(Value value, int wanted, boolean isLower) {
        @Nullable BigDecimal exact;
        try {
            boolean isFloating = value.getValueType() == Value.REAL || value.getValueType() == Value.DOUBLE;
            exact = isFloating ? beside(value.getDouble(), isLower) : value.getBigDecimal();
        } catch (DbException notFinite) {
            return null;
        }
        if (exact == null) {
            return null;
        }
        return switch (wanted) {
            case Value.NUMERIC -> decimal(exact);
            case Value.REAL, Value.DOUBLE, Value.DECFLOAT -> null;
            default -> whole(exact, isLower);
        };
    }

    /** The number next to a floating-point one: whatever lies between the two may become the latter where they are compared. */
    private static @Nullable BigDecimal beside(double number, boolean isLower) {
        double next = isLower ? Math.nextDown(number) : Math.nextUp(number);
        return Double.isFinite(number) && Double.isFinite(next) ? new BigDecimal(next) : null;
    }

    /** H2's decimal numbers have a scale of 0 to 100,000. */
    private static @Nullable Value decimal(BigDecimal exact) {
        if (exact.scale() < -ZEROS_MAX || exact.scale() > ValueNumeric.MAXIMUM_SCALE) {
            return null;
        }
        return ValueNumeric.get(exact.scale() < 0 ? exact.setScale(0) : exact);
    }

    /** Powers of ten are looked at first: writing out 1E-999999999 would take all memory. */
    private static @Nullable Value whole(BigDecimal exact, boolean isLower) {
        long digitsBeforePoint = (long) exact.precision() - exact.scale();
        if (digitsBeforePoint > LONG_DIGITS) {
            return null;
        }
        if (digitsBeforePoint <= 0) {
            int sign = exact.signum();
            return ValueBigint.get(isLower ? Math.min(sign, 0) : Math.max(sign, 0));
        }
        BigInteger whole = exact.setScale(0, isLower ? RoundingMode.FLOOR : RoundingMode.CEILING)
                .toBigInteger();
        return whole.bitLength() > 63 ? null : ValueBigint.get(whole.longValue());
    }

    private static boolean isNumeric(int type) {
        return switch (type) {
            case Value.TINYINT,
                    Value.SMALLINT,
                    Value.INTEGER,
                    Value.BIGINT,
                    Value.NUMERIC,
                    Value.REAL,
                    Value.DOUBLE,
                    Value.DECFLOAT -> true;
            default -> false;
        };
    }

    private static boolean isText(int type) {
        return type == Value.CHAR || type == Value.VARCHAR || type == Value.CLOB;
    }
}
