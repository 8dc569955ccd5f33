package io.cairn.engine.state;

import io.cairn.engine.record.DeclaredIndex;
import io.cairn.engine.record.IndexCatalog;
import java.util.TreeSet;

/** Keeps the declared indexes of a collection; only entries that differ are touched. */
final class DeclaredIndexes implements RowHook {
    private static final byte[] PRESENT = {};

    @Override
    public void changed(RowChange change, Overlay state) {
        for (DeclaredIndex index : IndexCatalog.read(state, change.collection()).indexes()) {
            if (index.covers(change.id())) {
                TreeSet<byte[]> before = index.keys(change.collection(), change.id(), change.before());
                TreeSet<byte[]> after = index.keys(change.collection(), change.id(), change.after());
                before.stream().filter(key -> !after.contains(key)).forEach(state::delete);
                after.stream().filter(key -> !before.contains(key)).forEach(key -> state.put(key, PRESENT));
            }
        }
    }
}
