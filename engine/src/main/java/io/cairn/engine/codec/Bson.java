package io.cairn.engine.codec;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.util.List;
import java.util.Map;

/**
 * BSON (<a href="https://bsonspec.org/spec.html">version 1.1</a>), the bytes that users sign, to and
 * from documents.
 *
 * <p>Read strictly, for two readers must never see two documents in the same signed bytes: no
 * repeated names, arrays named 0, 1, 2…, exact lengths, valid UTF-8. Types without a counterpart in
 * {@link Value} are refused. Field order is kept; integral doubles within ±2^53 become integers.
 */
public final class Bson {
    /** The code for bytes that are not BSON, or not strict BSON. */
    public static final String MALFORMED = "bson-malformed";

    /** The code for BSON types that no value has. */
    public static final String TYPE_UNSUPPORTED = "bson-type-unsupported";

    /** The code for numbers that no value has: NaN and infinities. */
    public static final String NUMBER_UNSUPPORTED = "bson-number-unsupported";

    /** The code for a field name that BSON cannot write because it holds U+0000. */
    public static final String NAME_UNSUPPORTED = "bson-name-unsupported";

    /** How many bytes one document may take. */
    public static final int BYTES_MAX = 16 << 20;

    static final int END = 0x00;
    static final int DOUBLE = 0x01;
    static final int STRING = 0x02;
    static final int DOCUMENT = 0x03;
    static final int ARRAY = 0x04;
    static final int BINARY = 0x05;
    static final int BOOLEAN = 0x08;
    static final int NULL = 0x0a;
    static final int INT32 = 0x10;
    static final int INT64 = 0x12;
    static final int SUBTYPE_GENERIC = 0x00;

    private final ByteWriter out;
    private final Trail trail = new Trail("");
    private int allowed = ValueCodec.ELEMENTS_MAX;

    private Bson(ByteWriter out) {
        this.out = out;
    }

    /** The document of exactly these bytes. */
    public static Value.Document decode(byte[] bytes) {
        return decode(bytes, "");
    }

    /** The document of exactly these bytes; failures name paths that begin with {@code at}. */
    public static Value.Document decode(byte[] bytes, String at) {
        return new BsonDecoder(bytes, at).document();
    }

    /** The bytes of a document: integers in 32 bits where they fit, else in 64. */
    public static byte[] encode(Value.Document document) {
        ByteWriter out = new ByteWriter();
        encode(document, out);
        return out.toBytes();
    }

    /** Appends the bytes of a document; a refused one may leave part of them. */
    public static void encode(Value.Document document, ByteWriter out) {
        int start = out.size();
        Bson bson = new Bson(out);
        bson.take();
        bson.fields(document, 1);
        if (out.size() - start > BYTES_MAX) {
            throw bson.tooLarge("more than " + BYTES_MAX + " bytes");
        }
    }

    private void fields(Value.Document document, int depth) {
        int start = begin(depth);
        for (Map.Entry<String, Value> field : document) {
            trail.enter(field.getKey());
            element(field.getKey(), field.getValue(), depth);
            trail.leave();
        }
        end(start);
    }

    private void elements(List<Value> values, int depth) {
        int start = begin(depth);
        for (int i = 0; i < values.size(); i++) {
            trail.enter(i);
            element(Integer.toString(i), values.get(i), depth);
            trail.leave();
        }
        end(start);
    }

    private void element(String name, Value value, int depth) {
        take();
        switch (value) {
            case Value.Null _ -> name(NULL, name);
            case Value.Bool bool -> name(BOOLEAN, name).u8(bool.value() ? 1 : 0);
            case Value.Int number -> integer(name, number.value());
            case Value.Double number -> name(DOUBLE, name).i64Little(Double.doubleToRawLongBits(number.value()));
            case Value.Text text -> text(name(STRING, name), text.value());
            case Value.Bytes bytes ->
                name(BINARY, name)
                        .i32Little(bytes.value().length)
                        .u8(SUBTYPE_GENERIC)
                        .bytes(bytes.value());
            case Value.Array array -> {
                name(ARRAY, name);
                elements(array.values(), depth + 1);
            }
            case Value.Document document -> {
                name(DOCUMENT, name);
                fields(document, depth + 1);
            }
        }
    }

    private ByteWriter name(int type, String name) {
        if (name.indexOf('\0') >= 0) {
            throw new CairnException.Incorrect(NAME_UNSUPPORTED, trail.path(), "a BSON name cannot hold U+0000");
        }
        return out.u8(type).utf8(name).u8(END);
    }

    private void integer(String name, long value) {
        if (value == (int) value) {
            name(INT32, name).i32Little((int) value);
        } else {
            name(INT64, name).i64Little(value);
        }
    }

    private static void text(ByteWriter out, String text) {
        int start = out.size();
        out.i32Little(0).utf8(text).u8(END);
        out.setI32Little(start, out.size() - start - Integer.BYTES);
    }

    private int begin(int depth) {
        if (depth > ValueCodec.DEPTH_MAX) {
            throw tooLarge("nested deeper than " + ValueCodec.DEPTH_MAX);
        }
        int start = out.size();
        out.i32Little(0);
        return start;
    }

    private void end(int start) {
        out.u8(END);
        out.setI32Little(start, out.size() - start);
    }

    private void take() {
        if (allowed-- == 0) {
            throw tooLarge("more than " + ValueCodec.ELEMENTS_MAX + " elements");
        }
    }

    private CairnException.Incorrect tooLarge(String what) {
        return new CairnException.Incorrect(ValueCodec.TOO_LARGE, trail.path(), "document beyond the limits: " + what);
    }
}
