package io.cairn.engine.codec;

import io.cairn.engine.model.Value;
import java.util.List;
import java.util.Map;

/**
 * Appends one index field as a sequence of tokens, and cuts it before the first token that would
 * begin at or beyond the limit.
 *
 * <p>A token is an end byte, the mark of a field, a number with its tag, any other tag, or one UTF-16
 * unit or byte of a body. Two values that agree in the tokens below the limit are cut at the same
 * place and get the same bytes; two that differ there do so in a token that both have whole. Hence
 * cutting never reverses an order.
 *
 * <p>Every method answers whether it wrote everything.
 */
final class KeyWriter {
    private static final double TWO_TO_63 = 0x1p63;

    private final ByteWriter out;
    private final int limit;

    KeyWriter(ByteWriter out, int limit) {
        this.out = out;
        this.limit = limit;
    }

    boolean value(Value value, int depth) {
        if (isFull()) {
            return cut();
        }
        return switch (value) {
            case Value.Null _ -> token(KeyCodec.NULL);
            case Value.Bool bool -> token(bool.value() ? KeyCodec.TRUE : KeyCodec.FALSE);
            case Value.Int number -> integer(number.value());
            case Value.Double number -> number(number.value(), 0);
            case Value.Text text -> token(KeyCodec.TEXT) && body(text.value());
            case Value.Bytes bytes -> token(KeyCodec.BYTES) && body(bytes.value());
            case Value.Array array -> token(KeyCodec.ARRAY) && elements(array.values(), depth + 1);
            case Value.Document document -> token(KeyCodec.OBJECT) && fields(document.sorted(), depth + 1);
        };
    }

    boolean body(String text) {
        // Nearly every text is short, plain and far from the limit.
        if (text.length() <= limit - out.size() && text.indexOf('\0') < 0 && out.ascii(text)) {
            return endBody();
        }
        for (int i = 0; i < text.length(); i++) {
            if (isFull()) {
                return cutBody();
            }
            unit(text.charAt(i));
        }
        return endBody();
    }

    private boolean body(byte[] bytes) {
        for (byte next : bytes) {
            if (isFull()) {
                return cutBody();
            }
            out.u8(next);
            if (next == KeyCodec.ZERO) {
                out.u8(KeyCodec.ZERO_ITSELF);
            }
        }
        return endBody();
    }

    /** One UTF-16 unit as CESU-8: surrogates stay units of their own, which keeps their order. */
    private void unit(char c) {
        if (c == 0) {
            out.u8(KeyCodec.ZERO).u8(KeyCodec.ZERO_ITSELF);
        } else if (c < 0x80) {
            out.u8(c);
        } else if (c < 0x800) {
            out.u8(0xc0 | (c >> 6)).u8(0x80 | (c & 0x3f));
        } else {
            out.u8(0xe0 | (c >> 12)).u8(0x80 | ((c >> 6) & 0x3f)).u8(0x80 | (c & 0x3f));
        }
    }

    private boolean elements(List<Value> values, int depth) {
        ValueCodec.checkDepth(depth);
        for (Value value : values) {
            if (!value(value, depth)) {
                return false;
            }
        }
        return end();
    }

    private boolean fields(Map<String, Value> sorted, int depth) {
        ValueCodec.checkDepth(depth);
        for (Map.Entry<String, Value> field : sorted.entrySet()) {
            if (isFull()) {
                return cut();
            }
            out.u8(KeyCodec.FIELD);
            if (!body(field.getKey()) || !value(field.getValue(), depth)) {
                return false;
            }
        }
        return end();
    }

    private boolean integer(long value) {
        double floor = (double) value;
        if (floor == TWO_TO_63 || (long) floor > value) {
            floor = Math.nextDown(floor);
        }
        return number(floor, (int) (value - (long) floor));
    }

    /** The largest double that is at most the number, then what is missing: at most 1,023. */
    private boolean number(double floor, int residual) {
        long bits = Double.doubleToRawLongBits(floor);
        out.u8(KeyCodec.NUMBER).u64(bits < 0 ? ~bits : bits ^ Long.MIN_VALUE).u16(residual);
        return true;
    }

    private boolean token(int tag) {
        out.u8(tag);
        return true;
    }

    private boolean end() {
        if (isFull()) {
            return cut();
        }
        out.u8(KeyCodec.END);
        return true;
    }

    private boolean endBody() {
        if (isFull()) {
            return cutBody();
        }
        out.u8(KeyCodec.ZERO).u8(KeyCodec.END);
        return true;
    }

    private boolean cut() {
        out.u8(KeyCodec.CUT);
        return false;
    }

    private boolean cutBody() {
        out.u8(KeyCodec.ZERO).u8(KeyCodec.ZERO_CUT);
        return false;
    }

    private boolean isFull() {
        return out.size() >= limit;
    }
}
