package io.cairn.engine.codec;

import io.cairn.engine.model.Value;

/**
 * JSON text (RFC 8259) to and from values, the same on every machine.
 *
 * <p>Read strictly: no repeated names, no lone surrogates, nothing beside the grammar. A number
 * without fraction and exponent that fits 64 bits is an integer; every other is a double and must be
 * finite. Failures carry line and column in the message, a path in {@code at}.
 *
 * <p>Bytes, which JSON lacks, are {@code {"/":{"bytes":"…"}}} with unpadded base64, as in <a
 * href="https://ipld.io/specs/codecs/dag-json/spec/">DAG-JSON</a>. A field named {@code /} of any
 * other form is refused in both directions as {@code json-reserved-form}.
 *
 * <p>A printed {@code Double} always has a point or an exponent ({@code .0} is added to an integral
 * one below 10^21) and so is read back as the same double; integers never do. Otherwise numbers look
 * as in ECMAScript, and strings are escaped only where they must be.
 */
public final class Json {
    /** The code for text that is not strict JSON. */
    public static final String MALFORMED = "json-malformed";

    /** The code for a field named {@code /} that does not hold bytes. */
    public static final String RESERVED_FORM = "json-reserved-form";

    /** How long a text may be: in UTF-16 units, or in bytes where bytes are given. */
    public static final int LENGTH_MAX = 16 << 20;

    static final String RESERVED_NAME = "/";
    static final String BYTES_NAME = "bytes";

    private Json() {}

    /** The value of a whole text. */
    public static Value parse(String text) {
        return new JsonParser(text).whole();
    }

    /** The value of a whole text in UTF-8 without a byte order mark. */
    public static Value parse(byte[] utf8) {
        return parse(JsonScanner.decode(utf8));
    }

    /** The text without white space, fields in the order they have. */
    public static String print(Value value) {
        return JsonPrinter.compact(value);
    }

    /** The text on several lines, indented by two spaces, fields in the order they have. */
    public static String printPretty(Value value) {
        return JsonPrinter.pretty(value);
    }

    /** The text without white space, fields sorted by UTF-16 unit: equal values print equally. */
    public static String printCanonical(Value value) {
        return JsonPrinter.canonical(value);
    }
}
