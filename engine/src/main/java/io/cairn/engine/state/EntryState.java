package io.cairn.engine.state;

import io.cairn.engine.view.MapView;
import org.jspecify.annotations.Nullable;

/** A state as an entry left it: a view with edits on it, both of which stay as they are. Any thread may read it. */
record EntryState(SortedEdits edits, MapView base) implements MapView {
    @Override
    public byte @Nullable [] get(byte[] key) {
        SortedEdits.Edit edited = edits.find(key);
        return edited == null
                ? base.get(key)
                : edited.value().map(byte[]::clone).orElse(null);
    }

    @Override
    public Cursor seek(byte[] key) {
        return new OverlayCursor(() -> edits, base, key, true);
    }

    @Override
    public long rank(byte[] key) {
        return edits.steadyRank(base, key);
    }
}
