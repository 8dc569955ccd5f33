package io.cairn.engine.codec;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The canonical bytes of a value: what state stores and hashes.
 *
 * <p>The format is DAG-CBOR (<a href="https://ipld.io/specs/codecs/dag-cbor/spec/">IPLD</a>, RFC 8949)
 * without links: definite lengths, shortest integers, names sorted by length and then by bytes,
 * doubles in 64 bits, no tags, nothing but null, false and true as simple values. Decoding accepts
 * exactly what encoding makes, so every accepted byte string has one value and encodes to itself.
 */
public final class ValueCodec {
    /** How deep arrays and objects may be nested; a text has depth 0 and {@code []} depth 1. */
    public static final int DEPTH_MAX = 64;

    /** How many values, inner ones included, one value may hold. */
    public static final int ELEMENTS_MAX = 100_000;

    /** How many bytes the encoding of one value may take. */
    public static final int BYTES_MAX = 1 << 20;

    /** The code for a value beyond one of the limits. */
    public static final String TOO_LARGE = "value-too-large";

    static final int UNSIGNED = 0;
    static final int NEGATIVE = 1;
    static final int BYTES = 2;
    static final int TEXT = 3;
    static final int ARRAY = 4;
    static final int MAP = 5;
    static final int TAG = 6;
    static final int FALSE = 0xf4;
    static final int TRUE = 0xf5;
    static final int NULL = 0xf6;
    static final int DOUBLE = 0xfb;

    private ValueCodec() {}

    /** The canonical bytes; refuses a value beyond the limits as {@code value-too-large}. */
    public static byte[] encode(Value value) {
        ByteWriter out = new ByteWriter();
        encode(value, out);
        return out.toBytes();
    }

    /** Appends the canonical bytes; a refused value may leave part of them. */
    public static void encode(Value value, ByteWriter out) {
        int start = out.size();
        write(out, value, 0, ELEMENTS_MAX);
        if (out.size() - start > BYTES_MAX) {
            throw tooLarge("more than " + BYTES_MAX + " bytes");
        }
    }

    /** The value of exactly these bytes; refuses all but canonical bytes as {@code bytes-malformed}. */
    public static Value decode(byte[] bytes) {
        ByteReader in = new ByteReader(bytes);
        Value value = decode(in);
        in.expectEnd();
        return value;
    }

    /** Reads one value and leaves {@code in} behind it. */
    public static Value decode(ByteReader in) {
        int start = in.position();
        Value value = new ValueDecoder(in).value(0);
        if (in.position() - start > BYTES_MAX) {
            throw tooLarge("more than " + BYTES_MAX + " bytes");
        }
        return value;
    }

    static CairnException.Incorrect tooLarge(String what) {
        return new CairnException.Incorrect(TOO_LARGE, "", "value beyond the limits: " + what);
    }

    /** Appends one value and answers how many more elements are allowed. */
    private static int write(ByteWriter out, Value value, int depth, int allowed) {
        if (allowed == 0) {
            throw tooLarge("more than " + ELEMENTS_MAX + " elements");
        }
        switch (value) {
            case Value.Null _ -> out.u8(NULL);
            case Value.Bool bool -> out.u8(bool.value() ? TRUE : FALSE);
            case Value.Int number -> integer(out, number.value());
            case Value.Double number -> out.u8(DOUBLE).u64(Double.doubleToRawLongBits(number.value()));
            case Value.Text text -> text(out, text.value());
            case Value.Bytes bytes -> {
                head(out, BYTES, bytes.value().length);
                out.bytes(bytes.value());
            }
            case Value.Array array -> {
                return array(out, array.values(), depth + 1, allowed - 1);
            }
            case Value.Document document -> {
                return document(out, document, depth + 1, allowed - 1);
            }
        }
        return allowed - 1;
    }

    private static void integer(ByteWriter out, long value) {
        if (value >= 0) {
            head(out, UNSIGNED, value);
        } else {
            head(out, NEGATIVE, ~value);
        }
    }

    private static void text(ByteWriter out, String text) {
        int start = out.size();
        head(out, TEXT, text.length());
        if (!out.ascii(text)) {
            out.rewind(start);
            head(out, TEXT, Utf8.length(text));
            out.utf8(text);
        }
    }

    private static int array(ByteWriter out, List<Value> values, int depth, int allowed) {
        checkDepth(depth);
        head(out, ARRAY, values.size());
        int left = allowed;
        for (Value value : values) {
            left = write(out, value, depth, left);
        }
        return left;
    }

    private static int document(ByteWriter out, Value.Document document, int depth, int allowed) {
        checkDepth(depth);
        Map<String, Value> fields = document.fields();
        head(out, MAP, fields.size());
        String[] names = fields.keySet().toArray(new String[0]);
        Arrays.sort(names, Utf8::compareLengthFirst);
        int left = allowed;
        for (String name : names) {
            text(out, name);
            left = write(out, Objects.requireNonNull(fields.get(name)), depth, left);
        }
        return left;
    }

    static void checkDepth(int depth) {
        if (depth > DEPTH_MAX) {
            throw tooLarge("nested deeper than " + DEPTH_MAX);
        }
    }

    /** Appends a type and its argument, taken as unsigned, in the fewest bytes. */
    static void head(ByteWriter out, int type, long argument) {
        int high = type << 5;
        if (argument >>> 32 != 0) {
            out.u8(high | 27).u64(argument);
        } else if (argument < 24) {
            out.u8(high | (int) argument);
        } else if (argument < 0x100) {
            out.u8(high | 24).u8((int) argument);
        } else if (argument < 0x1_0000) {
            out.u8(high | 25).u16((int) argument);
        } else {
            out.u8(high | 26).u32(argument);
        }
    }
}
