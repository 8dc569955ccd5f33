package io.cairn.engine.codec;

import io.cairn.engine.model.Check;
import io.cairn.engine.model.Value;

/**
 * Bytes whose unsigned order is the order of values: the fields of index keys.
 *
 * <p>No encoding is a prefix of another, so fields can follow one another in a key; equal numbers of
 * different kinds have equal bytes. A field may be <em>truncated</em>: it then ends with a marker
 * that no complete field holds, values that agree up to the cut share one encoding, and the order
 * of all others is kept. A <em>descending</em> field is the same with every byte inverted.
 *
 * <p>Fields are skipped but not decoded back into values; the document holds those.
 */
public final class KeyCodec {
    /** The least {@code bytesMax} of a truncated field. */
    public static final int TRUNCATED_BYTES_LEAST = 16;

    static final int NULL = 0x10;
    static final int FALSE = 0x20;
    static final int TRUE = 0x21;
    static final int NUMBER = 0x30;
    static final int TEXT = 0x40;
    static final int BYTES = 0x50;
    static final int ARRAY = 0x60;
    static final int OBJECT = 0x70;

    /** Ends an array or object where the next element or field would begin; in a body, ends it after {@link #ZERO}. */
    static final int END = 0x00;

    /** Begins a field of an object. */
    static final int FIELD = 0x01;

    /** Stands where the next element, field or value would begin and says that the rest was cut off. */
    static final int CUT = 0x02;

    /** Within text, bytes and names: what follows says which zero it is. */
    static final int ZERO = 0x00;

    /** After {@link #ZERO}: a zero that belongs to the text. */
    static final int ZERO_ITSELF = 0xff;

    /** After {@link #ZERO}: the rest of the body, and all after it, was cut off. */
    static final int ZERO_CUT = 0x01;

    /** Bytes of a number after its tag: a double and a residual of 16 bits. */
    static final int NUMBER_BYTES = 10;

    private static final int TOKEN_BYTES_MAX = 1 + NUMBER_BYTES;
    private static final int MARKER_BYTES_MAX = 2;

    private KeyCodec() {}

    /** Appends the whole value. */
    public static void append(ByteWriter out, Value value) {
        new KeyWriter(out, Integer.MAX_VALUE).value(value, 0);
    }

    /**
     * Appends the value in at most {@code bytesMax} bytes, cut and marked where it has more.
     *
     * <p>Orders fields only among themselves: all fields of one index must use the same limit. A value
     * up to twelve bytes below the limit may be cut too, so that the cut depends on nothing but the
     * bytes before it.
     */
    public static void appendTruncated(ByteWriter out, Value value, int bytesMax) {
        Check.argument(
                bytesMax >= TRUNCATED_BYTES_LEAST, "bytesMax", "a field needs at least " + TRUNCATED_BYTES_LEAST);
        // A token that begins below the limit is written whole, so the cut never splits one.
        int limit = out.size() + bytesMax - MARKER_BYTES_MAX - (TOKEN_BYTES_MAX - 1);
        new KeyWriter(out, limit).value(value, 0);
    }

    /** Like {@link #appendTruncated}, in the opposite order. */
    public static void appendDescending(ByteWriter out, Value value, int bytesMax) {
        int start = out.size();
        appendTruncated(out, value, bytesMax);
        out.invert(start);
    }

    /** The offset after the field that begins at {@code from}; refuses what is no field as {@code bytes-malformed}. */
    public static int endOfValue(byte[] key, int from) {
        return KeyScanner.ascending(key, from).end();
    }

    /** The offset after the descending field that begins at {@code from}. */
    public static int endOfDescending(byte[] key, int from) {
        return KeyScanner.descending(key, from).end();
    }

    /** Whether the field that begins at {@code from} was cut, so that only the document holds its value. */
    public static boolean isTruncated(byte[] key, int from) {
        return KeyScanner.ascending(key, from).isTruncated();
    }

    /** Whether the descending field that begins at {@code from} was cut. */
    public static boolean isDescendingTruncated(byte[] key, int from) {
        return KeyScanner.descending(key, from).isTruncated();
    }

    /** Appends a text without a type, such as a path or an id: ordered by UTF-16 unit, shorter first. */
    public static void appendText(ByteWriter out, String text) {
        new KeyWriter(out, Integer.MAX_VALUE).body(text);
    }

    /** Like {@link #appendText}, in the opposite order. */
    public static void appendTextDescending(ByteWriter out, String text) {
        int start = out.size();
        appendText(out, text);
        out.invert(start);
    }

    /** Reads what {@link #appendText} appended. */
    public static String readText(ByteReader in) {
        return KeyText.read(in);
    }
}
