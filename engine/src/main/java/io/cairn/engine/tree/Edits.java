package io.cairn.engine.tree;

import io.cairn.engine.model.Check;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The edits of one batch in ascending order of their keys (unsigned bytes), each key once.
 *
 * <p>Takes over the arrays it is given without copying; callers must not change them afterwards.
 */
public final class Edits {
    /** The longest key in bytes; the shortest has one byte. */
    public static final int KEY_BYTES_MAX = 1024;

    /** The longest value in bytes; the shortest is empty. */
    public static final int VALUE_BYTES_MAX = 1_114_112;

    private final byte[][] keys;
    private final byte[] @Nullable [] values;

    private Edits(byte[][] keys, byte[] @Nullable [] values) {
        this.keys = keys;
        this.values = values;
    }

    /** The edits of a map ordered by unsigned bytes; an empty optional deletes its key. */
    public static Edits of(NavigableMap<byte[], Optional<byte[]>> edits) {
        Builder builder = new Builder();
        for (Map.Entry<byte[], Optional<byte[]>> edit : edits.entrySet()) {
            builder.edit(edit.getKey(), edit.getValue().orElse(null));
        }
        return builder.build();
    }

    /** Starts an empty batch. */
    public static Builder builder() {
        return new Builder();
    }

    /** How many keys are edited. */
    public int size() {
        return keys.length;
    }

    byte[] key(int index) {
        return keys[index];
    }

    byte @Nullable [] value(int index) {
        return values[index];
    }

    /** The first index at or after {@code from} and below {@code to} whose key is at least {@code bound}. */
    int firstAtLeast(byte[] bound, int from, int to) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Arrays.compareUnsigned(keys[middle], bound) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Collects edits in any order; of several edits of one key the last holds. Not thread-safe. */
    public static final class Builder {
        private final List<Edit> edits = new ArrayList<>();
        private boolean ascending = true;

        private Builder() {}

        /** Sets the value of a key of 1 to {@link #KEY_BYTES_MAX} bytes; at most {@link #VALUE_BYTES_MAX} bytes. */
        public Builder put(byte[] key, byte[] value) {
            return edit(key, value);
        }

        /** Removes a key; does nothing where it is absent. */
        public Builder delete(byte[] key) {
            return edit(key, null);
        }

        /** Sets the value of a key, or removes the key where {@code value} is null. */
        public Builder edit(byte[] key, byte @Nullable [] value) {
            Check.argument(
                    key.length >= 1 && key.length <= KEY_BYTES_MAX,
                    "key",
                    "a key has 1 to " + KEY_BYTES_MAX + " bytes, got " + key.length);
            Check.argument(
                    value == null || value.length <= VALUE_BYTES_MAX,
                    "value",
                    "a value has at most " + VALUE_BYTES_MAX + " bytes");
            if (ascending && !edits.isEmpty()) {
                ascending = Arrays.compareUnsigned(edits.getLast().key, key) < 0;
            }
            edits.add(new Edit(key, value));
            return this;
        }

        /** The edits in order. */
        public Edits build() {
            Edit[] sorted = edits.toArray(new Edit[0]);
            if (!ascending) {
                // The sort is stable, so the last of equal keys is the one added last.
                Arrays.sort(sorted, (left, right) -> Arrays.compareUnsigned(left.key, right.key));
                sorted = withoutOverwritten(sorted);
            }
            byte[][] keys = new byte[sorted.length][];
            byte[] @Nullable [] values = new byte[sorted.length][];
            for (int i = 0; i < sorted.length; i++) {
                keys[i] = sorted[i].key;
                values[i] = sorted[i].value;
            }
            return new Edits(keys, values);
        }

        private static Edit[] withoutOverwritten(Edit[] sorted) {
            int kept = 0;
            for (int i = 0; i < sorted.length; i++) {
                boolean last = i + 1 == sorted.length || !Arrays.equals(sorted[i].key, sorted[i + 1].key);
                if (last) {
                    sorted[kept++] = sorted[i];
                }
            }
            return Arrays.copyOf(sorted, kept);
        }
    }

    private static final class Edit {
        private final byte[] key;
        private final byte @Nullable [] value;

        Edit(byte[] key, byte @Nullable [] value) {
            this.key = key;
            this.value = value;
        }
    }
}
