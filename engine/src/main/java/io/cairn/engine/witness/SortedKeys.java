package io.cairn.engine.witness;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The keys of a leaf or the separators of an interior page: strictly ascending as unsigned bytes. */
final class SortedKeys {
    private final byte[][] keys;

    /** Takes ownership of keys that the parser has found to ascend. */
    SortedKeys(byte[][] keys) {
        this.keys = keys;
    }

    int size() {
        return keys.length;
    }

    /** The key itself, not a copy; stays inside this package. */
    byte[] get(int index) {
        return keys[index];
    }

    /** How many keys are below {@code key}; so also where it stands or would stand. */
    int below(byte[] key) {
        int low = 0;
        int high = keys.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Arrays.compareUnsigned(keys[middle], key) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** How many keys are below {@code key} or equal to it. */
    int upTo(byte[] key) {
        int below = below(key);
        return holdsAt(below, key) ? below + 1 : below;
    }

    boolean holdsAt(int index, byte[] key) {
        return index < keys.length && Arrays.equals(keys[index], key);
    }

    /** Whether the first key is at least {@code lower} and the last one below {@code upper}; null is no bound. */
    boolean within(byte[] lower, byte @Nullable [] upper) {
        return keys.length == 0
                || (Arrays.compareUnsigned(lower, keys[0]) <= 0
                        && (upper == null || Arrays.compareUnsigned(keys[keys.length - 1], upper) < 0));
    }
}
