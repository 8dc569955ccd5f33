package io.cairn.engine.document;

import io.cairn.engine.record.Keys;
import io.cairn.engine.view.MapView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Keys from {@code low} (inclusive) to {@code high} (exclusive). */
record KeyRange(byte[] low, byte[] high) {
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

    /** What ascending disjoint ranges share with others. */
    static List<KeyRange> intersect(List<KeyRange> left, List<KeyRange> right) {
        List<KeyRange> shared = new ArrayList<>();
        for (KeyRange a : left) {
            for (KeyRange b : right) {
                KeyRange both = a.intersect(b);
                if (!both.isEmpty()) {
                    shared.add(both);
                }
            }
        }
        return shared;
    }

    boolean contains(byte[] key) {
        return Arrays.compareUnsigned(low, key) <= 0 && Arrays.compareUnsigned(key, high) < 0;
    }

    /** How many entries of a view are in the range. */
    long count(MapView view) {
        return isEmpty() ? 0 : view.rank(high) - view.rank(low);
    }
}
