package io.cairn.engine.state;

import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.FieldPath;
import io.cairn.engine.record.Keys;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Keeps the automatic index of every field; only entries that differ are touched. */
final class FieldIndexes implements RowHook {
    private static final byte[] PRESENT = {};

    @Override
    public void changed(RowChange change, Overlay state) {
        if (change.before() == null) {
            entries(change, change.after(), state);
            return;
        }
        TreeSet<byte[]> before = keys(change, change.before());
        TreeSet<byte[]> after = keys(change, change.after());
        for (byte[] key : before) {
            if (!after.contains(key)) {
                state.delete(key);
            }
        }
        for (byte[] key : after) {
            if (!before.contains(key)) {
                state.put(key, PRESENT);
            }
        }
    }

    private static void entries(RowChange change, Value.@Nullable Document row, Overlay state) {
        if (row != null) {
            for (Map.Entry<String, Value> field : FieldPath.indexed(row)) {
                state.put(key(change, field), PRESENT);
            }
        }
    }

    private static TreeSet<byte[]> keys(RowChange change, Value.@Nullable Document row) {
        TreeSet<byte[]> keys = new TreeSet<>(Arrays::compareUnsigned);
        if (row != null) {
            for (Map.Entry<String, Value> field : FieldPath.indexed(row)) {
                keys.add(key(change, field));
            }
        }
        return keys;
    }

    private static byte[] key(RowChange change, Map.Entry<String, Value> field) {
        return Keys.index(Keys.index(change.collection(), field.getKey()), field.getValue(), change.id());
    }
}
