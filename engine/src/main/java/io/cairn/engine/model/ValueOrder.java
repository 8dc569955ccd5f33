package io.cairn.engine.model;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** The total order of {@link Value}. */
final class ValueOrder {
    private static final double TWO_TO_63 = 0x1p63;

    private ValueOrder() {}

    static int compare(Value left, Value right) {
        if (left.rank() != right.rank()) {
            return Integer.compare(left.rank(), right.rank());
        }
        return switch (left) {
            case Value.Null _, Value.Bool _ -> 0;
            case Value.Int a -> compareInt(a.value(), right);
            case Value.Double a -> right instanceof Value.Int b ? -compareInt(b.value(), a) : compareDoubles(a, right);
            case Value.Text a -> a.value().compareTo(((Value.Text) right).value());
            case Value.Bytes a -> Arrays.compareUnsigned(a.value(), ((Value.Bytes) right).value());
            case Value.Array a -> compareLists(a.values(), ((Value.Array) right).values());
            case Value.Document a -> compareFields(a.sorted(), ((Value.Document) right).sorted());
        };
    }

    private static int compareDoubles(Value.Double left, Value right) {
        return Double.compare(left.value(), ((Value.Double) right).value());
    }

    private static int compareInt(long left, Value right) {
        if (right instanceof Value.Int other) {
            return Long.compare(left, other.value());
        }
        double other = ((Value.Double) right).value();
        if (other >= TWO_TO_63) {
            return -1;
        }
        if (other < -TWO_TO_63) {
            return 1;
        }
        long floor = (long) Math.floor(other);
        if (left != floor) {
            return Long.compare(left, floor);
        }
        return other > Math.floor(other) ? -1 : 0;
    }

    private static int compareLists(List<Value> left, List<Value> right) {
        int shared = Math.min(left.size(), right.size());
        for (int i = 0; i < shared; i++) {
            int order = compare(left.get(i), right.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    private static int compareFields(Map<String, Value> left, Map<String, Value> right) {
        Iterator<Map.Entry<String, Value>> a = left.entrySet().iterator();
        Iterator<Map.Entry<String, Value>> b = right.entrySet().iterator();
        while (a.hasNext() && b.hasNext()) {
            Map.Entry<String, Value> x = a.next();
            Map.Entry<String, Value> y = b.next();
            int order = x.getKey().compareTo(y.getKey());
            if (order == 0) {
                order = compare(x.getValue(), y.getValue());
            }
            if (order != 0) {
                return order;
            }
        }
        return Boolean.compare(a.hasNext(), b.hasNext());
    }
}
