package io.cairn.engine.witness;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.view.MapView;
import org.jspecify.annotations.Nullable;

/** Walks the entries of a witness; stands between entry {@code gap - 1} and entry {@code gap} of its leaf. */
final class WitnessCursor implements MapView.Cursor {
    private final WitnessPages pages;
    private LeafPath path;
    private int gap;
    private @Nullable LeafPage enteredLeaf;
    private int enteredIndex;

    WitnessCursor(LeafPath path, int gap, WitnessPages pages) {
        this.pages = pages;
        this.path = path;
        this.gap = gap;
    }

    @Override
    public boolean next() {
        if (gap == path.leaf().keys().size()) {
            LeafPath next = path.next(pages);
            if (next == null) {
                return false;
            }
            path = next;
            gap = 0;
        }
        enter(gap);
        gap++;
        return true;
    }

    @Override
    public boolean previous() {
        if (gap == 0) {
            LeafPath previous = path.previous(pages);
            if (previous == null) {
                return false;
            }
            path = previous;
            gap = previous.leaf().keys().size();
        }
        gap--;
        enter(gap);
        return true;
    }

    @Override
    public byte[] key() {
        return entered().keys().get(enteredIndex).clone();
    }

    @Override
    public byte[] value() {
        return entered().value(enteredIndex, pages);
    }

    private void enter(int index) {
        enteredLeaf = path.leaf();
        enteredIndex = index;
    }

    private LeafPage entered() {
        LeafPage leaf = enteredLeaf;
        if (leaf == null) {
            throw new CairnException.Incorrect("cursor-not-on-entry", "the cursor has not stepped on an entry yet");
        }
        return leaf;
    }
}
