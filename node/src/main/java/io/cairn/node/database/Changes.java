package io.cairn.node.database;

import io.cairn.engine.record.CollectionRecord;
import io.cairn.engine.record.DocumentRecord;
import io.cairn.engine.record.Keys;
import io.cairn.engine.tree.StateTree;
import io.cairn.engine.view.MapView;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The documents that differ between two blocks, in order of collection and id.
 *
 * @param truncated whether there are more than were asked for
 */
public record Changes(List<Change> changes, boolean truncated) {
    /**
     * One document.
     *
     * @param before as it was; null where it was created
     * @param after as it is; null where it was deleted
     */
    public record Change(
            String collection,
            String id,
            @Nullable DocumentRecord before,
            @Nullable DocumentRecord after) {
        /** created, changed or deleted. */
        public String kind() {
            return before == null ? "created" : after == null ? "deleted" : "changed";
        }
    }

    /** Compares two blocks of one database, skipping what they share; at most {@code limit} changes. */
    public static Changes between(StateTree tree, Snapshot from, Snapshot to, @Nullable String only, int limit) {
        TreeMap<Integer, String> names = names(to.view());
        byte[] low = new byte[] {Keys.DOCUMENT};
        byte[] high = Keys.after(low);
        if (only != null) {
            for (var name : names.entrySet()) {
                if (name.getValue().equals(only)) {
                    low = Keys.documents(name.getKey());
                    high = Keys.after(low);
                }
            }
        }
        List<Change> found = new ArrayList<>();
        boolean[] more = {false};
        tree.diff(
                from.root(),
                to.root(),
                (key, before, after) -> {
                    if (found.size() == limit) {
                        more[0] = true;
                        return false;
                    }
                    int number = ByteBuffer.wrap(key, 1, Integer.BYTES).getInt();
                    found.add(new Change(
                            names.getOrDefault(number, "?"), Keys.documentId(key), decode(before), decode(after)));
                    return true;
                },
                low,
                high);
        return new Changes(List.copyOf(found), more[0]);
    }

    private static @Nullable DocumentRecord decode(byte @Nullable [] stored) {
        return stored == null ? null : DocumentRecord.decode(stored);
    }

    private static TreeMap<Integer, String> names(MapView view) {
        TreeMap<Integer, String> names = new TreeMap<>();
        byte[] prefix = Keys.collections();
        byte[] end = Keys.after(prefix);
        MapView.Cursor cursor = view.seek(prefix);
        while (cursor.next() && Arrays.compareUnsigned(cursor.key(), end) < 0) {
            names.put(CollectionRecord.decode(cursor.value()).number(), Keys.collectionName(cursor.key()));
        }
        return names;
    }
}
