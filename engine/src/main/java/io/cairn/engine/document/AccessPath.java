package io.cairn.engine.document;

import io.cairn.engine.codec.KeyCodec;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.FieldPath;
import io.cairn.engine.record.Keys;
import io.cairn.engine.view.MapView;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One way to reach the documents of a query: ranges of the documents themselves ({@code path} null) or of
 * the index of one field, ascending and disjoint.
 */
record AccessPath(@Nullable FieldPath path, int prefixLength, List<KeyRange> ranges) {
    /** By the documents' own keys, narrowed by the conditions on the id. */
    static AccessPath byId(int collection, Query query) {
        byte[] prefix = Keys.documents(collection);
        List<KeyRange> ranges = List.of(KeyRange.of(prefix));
        for (Condition condition : query.conditions()) {
            if (Query.isId(condition.path())) {
                ranges = intersect(ranges, idRanges(condition, collection, prefix));
            }
        }
        return new AccessPath(null, prefix.length, ranges);
    }

    /** By the index of a field, narrowed by the conditions on that field. */
    static AccessPath byField(int collection, FieldPath path, Query query) {
        byte[] prefix = Keys.index(collection, path.text());
        List<KeyRange> ranges = List.of(KeyRange.of(prefix));
        for (Condition condition : query.conditions()) {
            if (condition.path().equals(path)) {
                ranges = intersect(ranges, KeyRange.of(condition, prefix));
            }
        }
        return new AccessPath(path, prefix.length, ranges);
    }

    private static List<KeyRange> idRanges(Condition condition, int collection, byte[] prefix) {
        KeyRange whole = KeyRange.of(prefix);
        if (condition.operator() == Condition.Operator.IN) {
            List<KeyRange> ranges = new ArrayList<>();
            for (Value id : ((Value.Array) condition.value()).values()) {
                ranges.add(KeyRange.of(Keys.document(collection, ((Value.Text) id).value())));
            }
            return ranges;
        }
        KeyRange equal = KeyRange.of(Keys.document(collection, ((Value.Text) condition.value()).value()));
        return switch (condition.operator()) {
            case EQUAL, IN -> List.of(equal);
            case NOT_EQUAL -> List.of(new KeyRange(whole.low(), equal.low()), new KeyRange(equal.high(), whole.high()));
            case LESS -> List.of(new KeyRange(whole.low(), equal.low()));
            case AT_MOST -> List.of(new KeyRange(whole.low(), equal.high()));
            case GREATER -> List.of(new KeyRange(equal.high(), whole.high()));
            case AT_LEAST -> List.of(new KeyRange(equal.low(), whole.high()));
        };
    }

    private static List<KeyRange> intersect(List<KeyRange> left, List<KeyRange> right) {
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

    long count(MapView view) {
        long count = 0;
        for (KeyRange range : ranges) {
            count += range.count(view);
        }
        return count;
    }

    /** Whether all entries have one value, so that they stand in order of their ids. */
    boolean isOneValue(Query query) {
        if (path == null || ranges.size() != 1) {
            return false;
        }
        for (Condition condition : query.conditions()) {
            if (condition.path().equals(path) && condition.isEquality()) {
                return !KeyCodec.isTruncated(ranges.getFirst().low(), prefixLength);
            }
        }
        return false;
    }

    String id(byte[] key) {
        return path == null ? Keys.documentId(key) : Keys.idAt(key, KeyCodec.endOfValue(key, prefixLength));
    }

    /** Where the value of an index entry was cut: the length of what all values cut alike share; else 0. */
    int cutLength(byte[] key) {
        return path != null && KeyCodec.isTruncated(key, prefixLength) ? KeyCodec.endOfValue(key, prefixLength) : 0;
    }
}
