package io.cairn.engine.document;

import io.cairn.engine.codec.KeyCodec;
import io.cairn.engine.model.Value;
import io.cairn.engine.record.Keys;
import io.cairn.engine.view.MapView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Keys from {@code low} (inclusive) to {@code high} (exclusive). */
record KeyRange(byte[] low, byte[] high) {
    private static final int KIND_MASK = 0xF0;
    private static final int KIND_STEP = 0x10;

    /** Every key with a prefix. */
    static KeyRange of(byte[] prefix) {
        return new KeyRange(prefix, Keys.after(prefix));
    }

    boolean isEmpty() {
        return Arrays.compareUnsigned(low, high) >= 0;
    }

    KeyRange intersect(KeyRange other) {
        return new KeyRange(
                Arrays.compareUnsigned(low, other.low) >= 0 ? low : other.low,
                Arrays.compareUnsigned(high, other.high) <= 0 ? high : other.high);
    }

    boolean contains(byte[] key) {
        return Arrays.compareUnsigned(key, low) >= 0 && Arrays.compareUnsigned(key, high) < 0;
    }

    long count(MapView view) {
        return isEmpty() ? 0 : view.rank(high) - view.rank(low);
    }

    /**
     * The index entries, ascending and disjoint, among which are all documents that meet the condition. Values cut
     * in the index may let others in; whoever reads them checks the document.
     */
    static List<KeyRange> of(Condition condition, byte[] pathPrefix) {
        Value value = condition.value();
        return switch (condition.operator()) {
            case EQUAL -> List.of(equal(pathPrefix, value));
            case NOT_EQUAL -> others(pathPrefix, value);
            case IN -> {
                List<KeyRange> ranges = new ArrayList<>();
                for (Value candidate : ((Value.Array) value).values()) {
                    KeyRange range = equal(pathPrefix, candidate);
                    if (ranges.isEmpty() || !Arrays.equals(ranges.getLast().low, range.low)) {
                        ranges.add(range);
                    }
                }
                yield ranges;
            }
            case LESS, AT_MOST -> {
                KeyRange equal = equal(pathPrefix, value);
                boolean inclusive = condition.operator() == Condition.Operator.AT_MOST || isCut(pathPrefix, equal.low);
                yield List.of(new KeyRange(kind(pathPrefix, equal.low).low, inclusive ? equal.high : equal.low));
            }
            case GREATER, AT_LEAST -> {
                KeyRange equal = equal(pathPrefix, value);
                boolean inclusive = condition.operator() == Condition.Operator.AT_LEAST || isCut(pathPrefix, equal.low);
                yield List.of(new KeyRange(inclusive ? equal.low : equal.high, kind(pathPrefix, equal.low).high));
            }
        };
    }

    private static KeyRange equal(byte[] pathPrefix, Value value) {
        return of(Keys.index(pathPrefix, value));
    }

    private static List<KeyRange> others(byte[] pathPrefix, Value value) {
        KeyRange whole = of(pathPrefix);
        KeyRange equal = equal(pathPrefix, value);
        if (isCut(pathPrefix, equal.low)) {
            return List.of(whole);
        }
        return List.of(new KeyRange(whole.low, equal.low), new KeyRange(equal.high, whole.high));
    }

    private static boolean isCut(byte[] pathPrefix, byte[] key) {
        return KeyCodec.isTruncated(key, pathPrefix.length);
    }

    private static KeyRange kind(byte[] pathPrefix, byte[] key) {
        int tag = key[pathPrefix.length] & KIND_MASK;
        byte[] low = Arrays.copyOf(pathPrefix, pathPrefix.length + 1);
        low[pathPrefix.length] = (byte) tag;
        byte[] high = low.clone();
        high[pathPrefix.length] = (byte) (tag + KIND_STEP);
        return new KeyRange(low, high);
    }
}
