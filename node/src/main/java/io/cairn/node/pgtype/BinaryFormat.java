package io.cairn.node.pgtype;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** The binary encoding of values. */
public final class BinaryFormat {
    private static final int JSONB_VERSION = 1;
    private static final int ARRAY_HEAD_BYTES = 12;
    private static final int ARRAY_DIMENSION_BYTES = 8;
    private static final int OFFSET_SECONDS_MAX = 16 * 3600;

    private BinaryFormat() {}

    /** The bytes of a value that is not null. A cell that is none of its type is a fault of the caller. */
    public static byte[] write(SqlType type, Cell cell) {
        return switch (cell) {
            case Cell.Array array -> writeArray(type, array);
            case Cell.Bool bool -> new byte[] {(byte) (bool.value() ? 1 : 0)};
            case Cell.Int number -> writeInteger(type, number.value());
            case Cell.Real number -> bytes(4).putFloat(number.value()).array();
            case Cell.Double number -> bytes(8).putDouble(number.value()).array();
            case Cell.Numeric number -> BinaryNumeric.write(number.value());
            case Cell.Text text -> writeText(type, text.value());
            case Cell.Bytes bytes -> bytes.value();
            case Cell.Day day -> bytes(4).putInt(day.days()).array();
            case Cell.Time time -> bytes(8).putLong(time.micros()).array();
            // PostgreSQL counts offsets west of Greenwich.
            case Cell.ZonedTime time ->
                bytes(12).putLong(time.micros()).putInt(-time.offsetSeconds()).array();
            case Cell.Stamp stamp -> bytes(8).putLong(stamp.micros()).array();
            case Cell.Interval interval ->
                bytes(16)
                        .putLong(interval.micros())
                        .putInt(interval.days())
                        .putInt(interval.months())
                        .array();
            case Cell.Uuid uuid ->
                bytes(16)
                        .putLong(uuid.value().getMostSignificantBits())
                        .putLong(uuid.value().getLeastSignificantBits())
                        .array();
            case Cell.Special special -> BinaryNumeric.special(special);
        };
    }

    private static byte[] writeInteger(SqlType type, long value) {
        return switch (type.size()) {
            case 2 -> bytes(2).putShort((short) value).array();
            case 4 -> bytes(4).putInt((int) value).array();
            default -> bytes(8).putLong(value).array();
        };
    }

    private static byte[] writeText(SqlType type, String value) {
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        if (type.kind() != SqlType.Kind.JSONB) {
            return text;
        }
        return bytes(text.length + 1).put((byte) JSONB_VERSION).put(text).array();
    }

    private static byte[] writeArray(SqlType type, Cell.Array array) {
        List<byte[]> elements = new ArrayList<>();
        boolean nulls = array.elements().contains(Cell.Special.NULL);
        int dimensions = array.dimensions().size();
        int size = ARRAY_HEAD_BYTES + dimensions * ARRAY_DIMENSION_BYTES;
        for (Cell cell : array.elements()) {
            byte[] element = cell.isNull() ? new byte[0] : write(type.element(), cell);
            elements.add(element);
            size = Math.addExact(size, 4 + element.length);
        }
        ByteBuffer out = ByteBuffer.allocate(size);
        out.putInt(dimensions).putInt(nulls ? 1 : 0).putInt(type.element().oid());
        array.dimensions().forEach(length -> out.putInt(length).putInt(1));
        for (int i = 0; i < elements.size(); i++) {
            if (array.elements().get(i).isNull()) {
                out.putInt(-1);
            } else {
                out.putInt(elements.get(i).length).put(elements.get(i));
            }
        }
        return out.array();
    }

    private static ByteBuffer bytes(int size) {
        return ByteBuffer.allocate(size);
    }

    /**
     * The value that bytes mean.
     *
     * @throws SqlFailure with a SQLSTATE of class 22 where they mean none
     */
    public static Cell read(SqlType type, byte[] bytes) {
        if (hasOneLength(type) && bytes.length != type.size()) {
            throw malformed(type, "wrong length");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (type.array()) {
            return readArray(type, in);
        }
        return switch (type.kind()) {
            case BOOL -> new Cell.Bool(in.get() != 0);
            case INT2 -> new Cell.Int(in.getShort());
            case INT4 -> new Cell.Int(in.getInt());
            case INT8 -> new Cell.Int(in.getLong());
            case OID -> new Cell.Int(in.getInt() & 0xFFFF_FFFFL);
            case FLOAT4 -> new Cell.Real(in.getFloat());
            case FLOAT8 -> new Cell.Double(in.getDouble());
            case NUMERIC -> BinaryNumeric.read(in);
            case CHAR, NAME, TEXT, VARCHAR, BPCHAR, JSON, UNKNOWN -> new Cell.Text(text(bytes));
            case VOID -> new Cell.Text("");
            case JSONB -> {
                if (bytes.length == 0 || bytes[0] != JSONB_VERSION) {
                    throw malformed(type, "unsupported version");
                }
                yield new Cell.Text(text(Arrays.copyOfRange(bytes, 1, bytes.length)));
            }
            case BYTEA -> new Cell.Bytes(bytes);
            case DATE -> PgEpoch.day(in.getInt());
            case TIME -> new Cell.Time(timeOfDay(type, in.getLong()));
            case TIMETZ -> new Cell.ZonedTime(timeOfDay(type, in.getLong()), offset(type, in.getInt()));
            case TIMESTAMP, TIMESTAMPTZ -> PgEpoch.stamp(in.getLong());
            case INTERVAL -> {
                long micros = in.getLong();
                int days = in.getInt();
                yield new Cell.Interval(in.getInt(), days, micros);
            }
            case UUID -> new Cell.Uuid(new UUID(in.getLong(), in.getLong()));
        };
    }

    /** Names are sent without their padding, and void has no bytes. */
    private static boolean hasOneLength(SqlType type) {
        return type.size() > 0 && type.kind() != SqlType.Kind.NAME && type.kind() != SqlType.Kind.VOID;
    }

    private static long timeOfDay(SqlType type, long micros) {
        if (micros < 0 || micros > PgEpoch.MICROS_PER_DAY) {
            throw malformed(type, "out of range");
        }
        return micros;
    }

    private static int offset(SqlType type, int west) {
        if (Math.abs((long) west) >= OFFSET_SECONDS_MAX) {
            throw malformed(type, "zone out of range");
        }
        return -west;
    }

    private static Cell readArray(SqlType type, ByteBuffer in) {
        int dimensions = readInt(type, in);
        int flags = readInt(type, in);
        int element = readInt(type, in);
        if (dimensions < 0 || dimensions > Cell.Array.DIMENSIONS_MAX || flags < 0 || flags > 1) {
            throw malformed(type, "invalid head of an array");
        }
        if (element != type.element().oid()) {
            throw SqlFailure.of(
                    "42804",
                    "binary data has array element type " + element + " instead of expected "
                            + type.element().oid());
        }
        List<Integer> lengths = new ArrayList<>();
        long count = dimensions == 0 ? 0 : 1;
        for (int i = 0; i < dimensions; i++) {
            int length = readInt(type, in);
            int first = readInt(type, in);
            if (length < 0 || first != 1) {
                throw malformed(type, "arrays begin with index 1");
            }
            lengths.add(length);
            count = Math.min(count * length, Integer.MAX_VALUE);
        }
        // Every element has at least its length, so a claim of many needs as many bytes.
        if (count > in.remaining() / 4) {
            throw malformed(type, "insufficient data");
        }
        List<Cell> cells = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            cells.add(readElement(type, in));
        }
        if (in.hasRemaining()) {
            throw malformed(type, "bytes behind the last element");
        }
        return count == 0 ? Cell.Array.of(List.of()) : new Cell.Array(cells, lengths);
    }

    private static Cell readElement(SqlType type, ByteBuffer in) {
        int length = readInt(type, in);
        if (length == -1) {
            return Cell.Special.NULL;
        }
        if (length < 0 || length > in.remaining()) {
            throw malformed(type, "insufficient data");
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return read(type.element(), bytes);
    }

    private static int readInt(SqlType type, ByteBuffer in) {
        if (in.remaining() < 4) {
            throw malformed(type, "insufficient data");
        }
        return in.getInt();
    }

    /**
     * The text that bytes of UTF-8 spell.
     *
     * @throws SqlFailure where they spell none, or hold a zero byte
     */
    public static String text(byte[] bytes) {
        boolean isAscii = true;
        for (byte b : bytes) {
            if (b == 0) {
                throw SqlFailure.of(SqlState.NOT_IN_REPERTOIRE, "invalid byte sequence for encoding \"UTF8\": 0x00");
            }
            isAscii &= b > 0;
        }
        if (isAscii) {
            return new String(bytes, StandardCharsets.US_ASCII);
        }
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return text.toString();
        } catch (CharacterCodingException e) {
            throw SqlFailure.of(SqlState.NOT_IN_REPERTOIRE, "invalid byte sequence for encoding \"UTF8\"");
        }
    }

    private static SqlFailure malformed(SqlType type, String why) {
        return SqlFailure.of(
                SqlState.INVALID_BINARY, "incorrect binary data format for type " + type.typeName() + ": " + why);
    }
}
