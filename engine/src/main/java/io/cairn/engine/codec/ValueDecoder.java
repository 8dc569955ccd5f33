package io.cairn.engine.codec;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Reads one value of canonical DAG-CBOR and refuses every other spelling of it. */
final class ValueDecoder {
    private static final int LINK_TAG = 42;

    /** A claimed count is believed up to here; beyond it, lists and maps grow as their elements arrive. */
    private static final int RESERVED_MAX = 64;

    private final ByteReader in;
    private int allowed = ValueCodec.ELEMENTS_MAX;

    ValueDecoder(ByteReader in) {
        this.in = in;
    }

    Value value(int depth) {
        if (allowed-- == 0) {
            throw ValueCodec.tooLarge("more than " + ValueCodec.ELEMENTS_MAX + " elements");
        }
        int start = in.position();
        int head = in.u8();
        return switch (head >> 5) {
            case ValueCodec.UNSIGNED -> Value.of(argument(head, start));
            case ValueCodec.NEGATIVE -> Value.of(~argument(head, start));
            case ValueCodec.BYTES -> new Value.Bytes(in.bytes(count(head, start)));
            case ValueCodec.TEXT -> new Value.Text(in.utf8(count(head, start)));
            case ValueCodec.ARRAY -> array(count(head, start), depth + 1);
            case ValueCodec.MAP -> document(count(head, start), depth + 1);
            case ValueCodec.TAG -> throw tag(argument(head, start), start);
            default -> simple(head, start);
        };
    }

    private Value array(int count, int depth) {
        ValueCodec.checkDepth(depth);
        List<Value> values = new ArrayList<>(Math.min(count, RESERVED_MAX));
        for (int i = 0; i < count; i++) {
            values.add(value(depth));
        }
        return new Value.Array(values);
    }

    private Value document(int count, int depth) {
        ValueCodec.checkDepth(depth);
        LinkedHashMap<String, Value> fields = LinkedHashMap.newLinkedHashMap(Math.min(count, RESERVED_MAX));
        int previous = 0;
        int previousLength = -1;
        for (int i = 0; i < count; i++) {
            int start = in.position();
            int head = in.u8();
            if (head >> 5 != ValueCodec.TEXT) {
                throw in.malformed(start, "a field name is not text");
            }
            int length = count(head, start);
            int name = in.position();
            in.skip(length);
            if (previousLength >= 0 && in.compareLengthFirst(previous, previousLength, name, length) >= 0) {
                throw in.malformed(start, "a field name is repeated or out of order");
            }
            fields.put(in.utf8(name, length), value(depth));
            previous = name;
            previousLength = length;
        }
        return Value.Document.wrap(fields);
    }

    private Value simple(int head, int start) {
        return switch (head) {
            case ValueCodec.FALSE -> Value.of(false);
            case ValueCodec.TRUE -> Value.of(true);
            case ValueCodec.NULL -> Value.none();
            case ValueCodec.DOUBLE -> number(start);
            default -> throw in.malformed(start, "no value begins with byte " + head);
        };
    }

    private Value number(int start) {
        long bits = in.u64();
        double number = Double.longBitsToDouble(bits);
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            throw in.malformed(start, "NaN and infinities are no values");
        }
        if (Value.of(number) instanceof Value.Double value) {
            return value;
        }
        throw in.malformed(start, "an integral double within 2^53 is written as an integer");
    }

    /** The argument of a head; refuses more bytes than needed and more than 63 bits. */
    private long argument(int head, int start) {
        int low = head & 0x1f;
        if (low < 24) {
            return low;
        }
        long argument = switch (low) {
            case 24 -> shortest(in.u8(), 24, start);
            case 25 -> shortest(in.u16(), 0x100, start);
            case 26 -> shortest(in.u32(), 0x1_0000, start);
            case 27 -> in.u64();
            default -> throw in.malformed(start, "indefinite lengths and reserved heads are not allowed");
        };
        if (argument < 0) {
            throw in.malformed(start, "a number does not fit into 64 bits with a sign");
        }
        return low == 27 ? shortest(argument, 1L << 32, start) : argument;
    }

    private long shortest(long argument, long least, int start) {
        if (argument < least) {
            throw in.malformed(start, "a number or length is not in its shortest form");
        }
        return argument;
    }

    /** The argument as a count of things that take at least a byte each. */
    private int count(int head, int start) {
        long argument = argument(head, start);
        if (argument > in.remaining()) {
            throw in.malformed(start, "a length of " + argument + " where " + in.remaining() + " bytes are left");
        }
        return (int) argument;
    }

    private CairnException tag(long tag, int start) {
        if (tag == LINK_TAG) {
            return new CairnException.Unsupported("", "links (CBOR tag 42) are no values (at byte " + start + ")");
        }
        return in.malformed(start, "tags are not allowed");
    }
}
