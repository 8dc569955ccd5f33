package io.cairn.engine.codec;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one strict BSON document. Every read is bounded by the end of the innermost document. */
final class BsonDecoder {
    private static final VarHandle I32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN)
            .withInvokeExactBehavior();
    private static final VarHandle I64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN)
            .withInvokeExactBehavior();

    private static final int DOCUMENT_BYTES_LEAST = 5;

    private final byte[] bytes;
    private final Trail trail;
    private int position;
    private int end;
    private int allowed = ValueCodec.ELEMENTS_MAX;

    BsonDecoder(byte[] bytes, String at) {
        this.bytes = bytes;
        this.trail = new Trail(at);
        this.end = bytes.length;
    }

    Value.Document document() {
        if (bytes.length > Bson.BYTES_MAX) {
            throw tooLarge("more than " + Bson.BYTES_MAX + " bytes");
        }
        take();
        Value.Document document = document(1);
        if (position != bytes.length) {
            throw malformed((bytes.length - position) + " bytes follow the document");
        }
        return document;
    }

    private Value.Document document(int depth) {
        int outerEnd = begin(depth);
        LinkedHashMap<String, Value> fields = new LinkedHashMap<>();
        while (true) {
            int type = u8();
            if (type == Bson.END) {
                break;
            }
            String name = name();
            trail.enter(name);
            if (fields.put(name, value(type, depth)) != null) {
                throw malformed("the field is repeated");
            }
            trail.leave();
        }
        finish(outerEnd);
        return Value.Document.wrap(fields);
    }

    private Value array(int depth) {
        int outerEnd = begin(depth);
        List<Value> values = new ArrayList<>();
        while (true) {
            int type = u8();
            if (type == Bson.END) {
                break;
            }
            trail.enter(values.size());
            expectName(values.size());
            values.add(value(type, depth));
            trail.leave();
        }
        finish(outerEnd);
        return new Value.Array(values);
    }

    /** Reads a document's length, makes its end the bound of all reads, and answers the bound before. */
    private int begin(int depth) {
        if (depth > ValueCodec.DEPTH_MAX) {
            throw tooLarge("nested deeper than " + ValueCodec.DEPTH_MAX);
        }
        int start = position;
        int length = i32();
        if (length < DOCUMENT_BYTES_LEAST || length > end - start) {
            throw malformed("a document claims " + length + " bytes where " + (end - start) + " are left");
        }
        int outerEnd = end;
        end = start + length;
        return outerEnd;
    }

    private void finish(int outerEnd) {
        if (position != end) {
            throw malformed("a document ends " + (end - position) + " bytes before its length says");
        }
        end = outerEnd;
    }

    private Value value(int type, int depth) {
        take();
        return switch (type) {
            case Bson.DOUBLE -> number(Double.longBitsToDouble(i64()));
            case Bson.STRING -> string();
            case Bson.DOCUMENT -> document(depth + 1);
            case Bson.ARRAY -> array(depth + 1);
            case Bson.BINARY -> binary();
            case Bson.BOOLEAN -> bool(u8());
            case Bson.NULL -> Value.none();
            case Bson.INT32 -> Value.of(i32());
            case Bson.INT64 -> Value.of(i64());
            default -> throw unsupported(type);
        };
    }

    private Value number(double number) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            throw new CairnException.Incorrect(
                    Bson.NUMBER_UNSUPPORTED, trail.path(), "NaN and infinities are no values" + where());
        }
        return Value.of(number);
    }

    private Value bool(int value) {
        if (value > 1) {
            throw malformed("a boolean is byte " + value);
        }
        return Value.of(value == 1);
    }

    private Value string() {
        int length = i32();
        if (length < 1 || length > end - position) {
            throw malformed("a string claims " + length + " bytes where " + (end - position) + " are left");
        }
        String text = utf8(position, length - 1);
        position += length - 1;
        if (u8() != Bson.END) {
            throw malformed("a string does not end with a zero");
        }
        return new Value.Text(text);
    }

    private Value binary() {
        int length = i32();
        int subtype = u8();
        if (length < 0 || length > end - position) {
            throw malformed("binary data claims " + length + " bytes where " + (end - position) + " are left");
        }
        if (subtype != Bson.SUBTYPE_GENERIC) {
            throw new CairnException.Incorrect(
                    Bson.TYPE_UNSUPPORTED,
                    trail.path(),
                    "binary data of subtype " + subtype + " is no value" + where());
        }
        byte[] value = Arrays.copyOfRange(bytes, position, position + length);
        position += length;
        return new Value.Bytes(value);
    }

    private String name() {
        int start = position;
        while (u8() != Bson.END) {
            // Names are short; a search would not be faster.
        }
        return utf8(start, position - 1 - start);
    }

    /** Array elements must be named 0, 1, 2… or two readers could disagree on their order. */
    private void expectName(int index) {
        if (!name().equals(Integer.toString(index))) {
            throw malformed("an array element is not named by its index");
        }
    }

    private String utf8(int from, int length) {
        String text = Utf8.decode(bytes, from, length);
        if (text == null) {
            throw malformed("invalid UTF-8");
        }
        return text;
    }

    private int u8() {
        need(1);
        return bytes[position++] & 0xff;
    }

    private int i32() {
        need(Integer.BYTES);
        int value = (int) I32.get(bytes, position);
        position += Integer.BYTES;
        return value;
    }

    private long i64() {
        need(Long.BYTES);
        long value = (long) I64.get(bytes, position);
        position += Long.BYTES;
        return value;
    }

    private void need(int length) {
        if (length > end - position) {
            throw malformed("needs " + length + " bytes where " + (end - position) + " are left");
        }
    }

    private void take() {
        if (allowed-- == 0) {
            throw tooLarge("more than " + ValueCodec.ELEMENTS_MAX + " elements");
        }
    }

    private CairnException.Incorrect unsupported(int type) {
        String name = typeName(type);
        if (name == null) {
            return malformed("there is no BSON type " + type);
        }
        return new CairnException.Incorrect(
                Bson.TYPE_UNSUPPORTED, trail.path(), "the BSON type " + name + " is no value" + where());
    }

    private static @Nullable String typeName(int type) {
        return switch (type) {
            case 0x06 -> "undefined";
            case 0x07 -> "ObjectId";
            case 0x09 -> "date";
            case 0x0b -> "regular expression";
            case 0x0c -> "DBPointer";
            case 0x0d -> "JavaScript";
            case 0x0e -> "symbol";
            case 0x0f -> "JavaScript with scope";
            case 0x11 -> "timestamp";
            case 0x13 -> "decimal128";
            case 0x7f -> "max key";
            case 0xff -> "min key";
            default -> null;
        };
    }

    private CairnException.Incorrect tooLarge(String what) {
        return new CairnException.Incorrect(
                ValueCodec.TOO_LARGE, trail.path(), "document beyond the limits: " + what + where());
    }

    private CairnException.Incorrect malformed(String what) {
        return new CairnException.Incorrect(Bson.MALFORMED, trail.path(), what + where());
    }

    private String where() {
        return " (at byte " + position + ")";
    }
}
