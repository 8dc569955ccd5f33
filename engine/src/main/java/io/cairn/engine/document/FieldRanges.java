package io.cairn.engine.document;

import io.cairn.engine.codec.ByteWriter;
import io.cairn.engine.codec.KeyCodec;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.IndexField;
import io.cairn.engine.record.DeclaredIndex;
import io.cairn.engine.record.Keys;
import java.util.ArrayList;
import java.util.List;

/**
 * The parts of an index, behind some prefix, in which a field meets a condition. Values that are cut in the index may let
 * others in; whoever reads them checks the document.
 */
final class FieldRanges {
    private static final int KIND_MASK = 0xF0;
    private static final int KIND_STEP = 0x10;
    private static final byte[] LEAST = {0x09};
    private static final byte[] GREATEST = {(byte) 0xF0};

    private final byte[] prefix;
    private final boolean descending;

    FieldRanges(byte[] prefix, IndexField field) {
        this.prefix = prefix;
        this.descending = DeclaredIndex.isDescending(field);
    }

    /** A place between fields, in the order of values: before or behind all that begin with some bytes. */
    private record Edge(byte[] bytes, boolean isBehind) {}

    /** The entries of documents that have the field. */
    KeyRange whole() {
        return range(new Edge(LEAST, false), new Edge(GREATEST, false));
    }

    /** Ascending and disjoint. */
    List<KeyRange> of(Condition condition) {
        return switch (condition.operator()) {
            case EQUAL, IN -> equal(condition.values());
            case NOT_EQUAL, NOT_IN -> others(condition.values());
            case LESS, AT_MOST -> {
                byte[] bytes = bytes(condition.value());
                boolean takesEqual = condition.operator() == Condition.Operator.AT_MOST || isCut(bytes);
                yield List.of(range(new Edge(kind(bytes, 0), false), new Edge(bytes, takesEqual)));
            }
            case GREATER, AT_LEAST -> {
                byte[] bytes = bytes(condition.value());
                boolean takesEqual = condition.operator() == Condition.Operator.AT_LEAST || isCut(bytes);
                yield List.of(range(new Edge(bytes, !takesEqual), new Edge(kind(bytes, KIND_STEP), false)));
            }
            case ARRAY_CONTAINS, ARRAY_CONTAINS_ANY -> {
                byte[] bytes = bytes(new Value.Array(List.of()));
                yield List.of(range(new Edge(kind(bytes, 0), false), new Edge(kind(bytes, KIND_STEP), false)));
            }
        };
    }

    private List<KeyRange> equal(List<Value> sorted) {
        List<KeyRange> ranges = new ArrayList<>();
        for (Value value : sorted) {
            Edge before = new Edge(bytes(value), false);
            KeyRange range = range(before, new Edge(before.bytes, true));
            // Values cut alike have one range.
            if (ranges.isEmpty() || ranges.getLast().intersect(range).isEmpty()) {
                ranges.add(range);
            }
        }
        return ascending(ranges);
    }

    private List<KeyRange> others(List<Value> sorted) {
        List<KeyRange> ranges = new ArrayList<>();
        Edge from = new Edge(LEAST, false);
        for (Value value : sorted) {
            byte[] bytes = bytes(value);
            if (!isCut(bytes)) {
                ranges.add(range(from, new Edge(bytes, false)));
                from = new Edge(bytes, true);
            }
        }
        ranges.add(range(from, new Edge(GREATEST, false)));
        return ascending(ranges);
    }

    private List<KeyRange> ascending(List<KeyRange> byValue) {
        List<KeyRange> ranges = new ArrayList<>(descending ? byValue.reversed() : byValue);
        ranges.removeIf(KeyRange::isEmpty);
        return ranges;
    }

    private KeyRange range(Edge from, Edge to) {
        return descending ? new KeyRange(key(to), key(from)) : new KeyRange(key(from), key(to));
    }

    private byte[] key(Edge edge) {
        ByteWriter key = new ByteWriter(prefix.length + edge.bytes.length).bytes(prefix);
        for (byte next : edge.bytes) {
            key.u8(descending ? ~next & 0xff : next & 0xff);
        }
        // What is before in the order of values is behind in an index that descends.
        return edge.isBehind != descending ? Keys.after(key.toBytes()) : key.toBytes();
    }

    private static byte[] bytes(Value value) {
        ByteWriter writer = new ByteWriter(32);
        KeyCodec.appendTruncated(writer, value, Keys.INDEX_VALUE_BYTES_MAX);
        return writer.toBytes();
    }

    private static boolean isCut(byte[] bytes) {
        return KeyCodec.isTruncated(bytes, 0);
    }

    private static byte[] kind(byte[] bytes, int step) {
        return new byte[] {(byte) ((bytes[0] & KIND_MASK) + step)};
    }
}
