package io.cairn.engine.sql;

import io.cairn.engine.codec.ByteReader;
import io.cairn.engine.codec.ByteWriter;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.pgcatalog.Replaced;
import io.cairn.h2.api.ErrorCode;
import io.cairn.h2.api.IntervalQualifier;
import io.cairn.h2.engine.CastDataProvider;
import io.cairn.h2.message.DbException;
import io.cairn.h2.value.ExtTypeInfoEnum;
import io.cairn.h2.value.ExtTypeInfoRow;
import io.cairn.h2.value.TypeInfo;
import io.cairn.h2.value.Value;
import io.cairn.h2.value.ValueArray;
import io.cairn.h2.value.ValueBigint;
import io.cairn.h2.value.ValueBinary;
import io.cairn.h2.value.ValueBlob;
import io.cairn.h2.value.ValueBoolean;
import io.cairn.h2.value.ValueChar;
import io.cairn.h2.value.ValueClob;
import io.cairn.h2.value.ValueDate;
import io.cairn.h2.value.ValueDecfloat;
import io.cairn.h2.value.ValueDouble;
import io.cairn.h2.value.ValueInteger;
import io.cairn.h2.value.ValueInterval;
import io.cairn.h2.value.ValueJson;
import io.cairn.h2.value.ValueNull;
import io.cairn.h2.value.ValueNumeric;
import io.cairn.h2.value.ValueReal;
import io.cairn.h2.value.ValueRow;
import io.cairn.h2.value.ValueSmallint;
import io.cairn.h2.value.ValueTime;
import io.cairn.h2.value.ValueTimeTimeZone;
import io.cairn.h2.value.ValueTimestamp;
import io.cairn.h2.value.ValueTimestampTimeZone;
import io.cairn.h2.value.ValueTinyint;
import io.cairn.h2.value.ValueUuid;
import io.cairn.h2.value.ValueVarbinary;
import io.cairn.h2.value.ValueVarchar;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** One cell of a stored row: a tag and its bytes. The tags are ours, not H2's, and are listed in {@code docs/formats.md}. */
final class CellCodec {
    private static final int BYTES_MAX = 16 << 20;

    static {
        // Points in time are in UTC, also where cells are read without a database.
        Replaced.install();
    }

    private CellCodec() {}

    static void write(ByteWriter out, Value value) {
        switch (value.getValueType()) {
            case Value.NULL -> out.u8(0);
            case Value.BOOLEAN -> out.u8(value.getBoolean() ? 2 : 1);
            case Value.TINYINT -> integer(out, 3, value.getLong());
            case Value.SMALLINT -> integer(out, 4, value.getLong());
            case Value.INTEGER -> integer(out, 5, value.getLong());
            case Value.BIGINT -> bigint(out, value.getLong());
            case Value.NUMERIC -> decimal(out, 7, value.getBigDecimal());
            case Value.REAL -> out.u8(8).u32(Float.floatToIntBits(value.getFloat()) & 0xFFFFFFFFL);
            case Value.DOUBLE -> out.u8(9).u64(Double.doubleToLongBits(value.getDouble()));
            case Value.DECFLOAT -> text(out, 10, stored((ValueDecfloat) value));
            case Value.CHAR -> text(out, 11, value.getString());
            case Value.VARCHAR -> text(out, 12, value.getString());
            case Value.CLOB -> text(out, 13, value.getString());
            case Value.BINARY -> out.u8(14).prefixed(value.getBytesNoCopy());
            case Value.VARBINARY -> out.u8(15).prefixed(value.getBytesNoCopy());
            case Value.BLOB -> out.u8(16).prefixed(value.getBytesNoCopy());
            case Value.UUID -> out.u8(23).bytes(value.getBytesNoCopy());
            case Value.JSON -> out.u8(24).prefixed(value.getBytesNoCopy());
            case Value.ENUM -> integer(out, 25, value.getInt());
            case Value.ARRAY -> list(out, 26, ((ValueArray) value).getList());
            case Value.ROW -> list(out, 27, ((ValueRow) value).getList());
            default -> time(out, value);
        }
    }

    private static void time(ByteWriter out, Value value) {
        switch (value) {
            case ValueDate date -> out.u8(17).u64(date.getDateValue());
            case ValueTime time -> out.u8(18).u64(time.getNanos());
            case ValueTimeTimeZone time ->
                out.u8(19).u64(time.getNanos()).u32(time.getTimeZoneOffsetSeconds() & 0xFFFFFFFFL);
            case ValueTimestamp timestamp ->
                out.u8(20).u64(timestamp.getDateValue()).u64(timestamp.getTimeNanos());
            case ValueTimestampTimeZone timestamp ->
                out.u8(21)
                        .u64(timestamp.getDateValue())
                        .u64(timestamp.getTimeNanos())
                        .u32(timestamp.getTimeZoneOffsetSeconds() & 0xFFFFFFFFL);
            case ValueInterval interval ->
                out.u8(22)
                        .u8(interval.getValueType() - Value.INTERVAL_YEAR)
                        .u8(interval.isNegative() ? 1 : 0)
                        .u64(interval.getLeading())
                        .u64(interval.getRemaining());
            default ->
                throw DbException.get(
                        ErrorCode.FEATURE_NOT_SUPPORTED_1,
                        "values of type " + Value.getTypeName(value.getValueType()) + " in tables");
        }
    }

    private static void integer(ByteWriter out, int tag, long number) {
        out.u8(tag).varint((number << 1) ^ (number >> 63));
    }

    /** Numbers that no varint holds have eight bytes and a tag of their own. */
    private static void bigint(ByteWriter out, long number) {
        if (number == number << 1 >> 1) {
            integer(out, 6, number);
        } else {
            out.u8(28).u64(number);
        }
    }

    private static void text(ByteWriter out, int tag, String text) {
        if (!io.cairn.engine.model.Value.Text.isWellFormed(text)) {
            throw new CairnException.Refused("sql-22021", "statement", "a text holds half of a surrogate pair");
        }
        out.u8(tag).prefixed(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void decimal(ByteWriter out, int tag, BigDecimal number) {
        integer(out, tag, number.scale());
        out.prefixed(number.unscaledValue().toByteArray());
    }

    private static void list(ByteWriter out, int tag, Value[] values) {
        out.u8(tag).varint(values.length);
        for (Value value : values) {
            write(out, value);
        }
    }

    /** Reads a cell of a column with this type; {@code bytes-malformed} where there is none. */
    static Value read(ByteReader in, TypeInfo type, CastDataProvider provider) {
        int start = in.position();
        try {
            return cell(in, type, provider);
        } catch (IllegalArgumentException | DbException noValue) {
            throw in.malformed(start, "no cell: " + noValue.getMessage());
        }
    }

    private static Value cell(ByteReader in, TypeInfo type, CastDataProvider provider) {
        int tag = in.u8();
        return switch (tag) {
            case 0 -> ValueNull.INSTANCE;
            case 1 -> ValueBoolean.FALSE;
            case 2 -> ValueBoolean.TRUE;
            case 3 -> ValueTinyint.get((byte) integer(in));
            case 4 -> ValueSmallint.get((short) integer(in));
            case 5 -> ValueInteger.get((int) integer(in));
            case 6 -> ValueBigint.get(integer(in));
            case 7 -> {
                int scale = (int) integer(in);
                yield ValueNumeric.get(new BigDecimal(new BigInteger(in.prefixed(BYTES_MAX)), scale));
            }
            case 8 -> ValueReal.get(Float.intBitsToFloat((int) in.u32()));
            case 9 -> ValueDouble.get(Double.longBitsToDouble(in.u64()));
            case 10 -> decfloat(text(in));
            case 11 -> ValueChar.get(text(in));
            case 12 -> ValueVarchar.get(text(in), provider);
            case 13 -> ValueClob.createSmall(in.prefixed(BYTES_MAX));
            case 14 -> ValueBinary.getNoCopy(in.prefixed(BYTES_MAX));
            case 15 -> ValueVarbinary.getNoCopy(in.prefixed(BYTES_MAX));
            case 16 -> ValueBlob.createSmall(in.prefixed(BYTES_MAX));
            case 23 -> ValueUuid.get(in.bytes(16));
            case 24 -> ValueJson.getInternal(in.prefixed(BYTES_MAX));
            case 25 -> ((ExtTypeInfoEnum) type.getExtTypeInfo()).getValue((int) integer(in), provider);
            case 26 -> array(in, (TypeInfo) type.getExtTypeInfo(), provider);
            case 27 -> row(in, type, provider);
            case 28 -> ValueBigint.get(in.u64());
            default -> time(in, tag);
        };
    }

    /** Passes over a cell. */
    static void skip(ByteReader in) {
        int tag = in.u8();
        switch (tag) {
            case 0, 1, 2 -> {
                // The tag is all.
            }
            case 3, 4, 5, 6, 25 -> in.varint();
            case 7 -> {
                in.varint();
                in.skip(in.count(BYTES_MAX));
            }
            case 8 -> in.skip(Integer.BYTES);
            case 9, 17, 18, 28 -> in.skip(Long.BYTES);
            case 10, 11, 12, 13, 14, 15, 16, 24 -> in.skip(in.count(BYTES_MAX));
            case 19 -> in.skip(Long.BYTES + Integer.BYTES);
            case 20, 23 -> in.skip(2 * Long.BYTES);
            case 21 -> in.skip(2 * Long.BYTES + Integer.BYTES);
            case 22 -> in.skip(2 + 2 * Long.BYTES);
            case 26, 27 -> {
                for (int left = in.count(in.remaining()); left > 0; left--) {
                    skip(in);
                }
            }
            default -> throw in.malformed(in.position() - 1, "no tag of a cell: " + tag);
        }
    }

    /** An integer without zeros at its end but with an exponent, which is shorter; it is read without one. */
    private static String stored(ValueDecfloat value) {
        if (!value.isFinite()) {
            return value.getString();
        }
        BigDecimal number = value.getBigDecimal();
        return (number.scale() <= 0 ? number.stripTrailingZeros() : number).toString();
    }

    private static Value decfloat(String text) {
        return switch (text) {
            case "NaN" -> ValueDecfloat.NAN;
            case "Infinity" -> ValueDecfloat.POSITIVE_INFINITY;
            case "-Infinity" -> ValueDecfloat.NEGATIVE_INFINITY;
            default -> ValueDecfloat.get(new BigDecimal(text));
        };
    }

    private static Value time(ByteReader in, int tag) {
        return switch (tag) {
            case 17 -> ValueDate.fromDateValue(in.u64());
            case 18 -> ValueTime.fromNanos(in.u64());
            case 19 -> ValueTimeTimeZone.fromNanos(in.u64(), (int) in.u32());
            case 20 -> ValueTimestamp.fromDateValueAndNanos(in.u64(), in.u64());
            case 21 -> ValueTimestampTimeZone.fromDateValueAndNanos(in.u64(), in.u64(), (int) in.u32());
            case 22 -> ValueInterval.from(IntervalQualifier.valueOf(in.u8()), in.u8() != 0, in.u64(), in.u64());
            default -> throw in.malformed(in.position() - 1, "no tag of a cell: " + tag);
        };
    }

    private static Value array(ByteReader in, TypeInfo component, CastDataProvider provider) {
        Value[] values = new Value[in.count(in.remaining())];
        for (int i = 0; i < values.length; i++) {
            values[i] = read(in, component, provider);
        }
        return ValueArray.get(component, values, provider);
    }

    private static Value row(ByteReader in, TypeInfo type, CastDataProvider provider) {
        ExtTypeInfoRow fields = (ExtTypeInfoRow) type.getExtTypeInfo();
        int count = in.count(in.remaining());
        if (count != fields.getFields().size()) {
            throw in.malformed(
                    in.position(),
                    "a row of " + count + " fields in a column of "
                            + fields.getFields().size());
        }
        Value[] values = new Value[count];
        int i = 0;
        for (var field : fields.getFields()) {
            values[i++] = read(in, field.getValue(), provider);
        }
        return ValueRow.get(type, values);
    }

    private static long integer(ByteReader in) {
        long coded = in.varint();
        return (coded >>> 1) ^ -(coded & 1);
    }

    private static String text(ByteReader in) {
        return in.utf8(in.count(BYTES_MAX));
    }
}
