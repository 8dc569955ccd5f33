package io.cairn.engine.tree;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.view.MapView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The state tree over a page store. */
public final class StateTree {
    /** Opens a tree over the pages of {@code store}, giving new pages ids from {@code nextPageId} on. */
    public StateTree(PageStore store, long nextPageId) {
        throw unbuilt();
    }

    /** As above, caching at most {@code interiorPagesCachedMax} decoded interior pages on the heap. */
    public StateTree(PageStore store, long nextPageId, int interiorPagesCachedMax) {
        throw unbuilt();
    }

    /** The id that the next page will get. */
    public long nextPageId() {
        throw unbuilt();
    }

    /** Writes the empty leaf. */
    public TreeRoot empty() {
        throw unbuilt();
    }

    /** The root kept under {@code pageId}. */
    public TreeRoot open(long pageId) {
        throw unbuilt();
    }

    /** Applies a batch of edits. */
    public Merge merge(TreeRoot base, Edits edits) {
        throw unbuilt();
    }

    /** Reads one root. */
    public MapView view(TreeRoot root) {
        throw unbuilt();
    }

    /** Reads one root, telling {@code tracker} of every page loaded. */
    public MapView view(TreeRoot root, PageTracker tracker) {
        throw unbuilt();
    }

    /** Visits entries with {@code fromKey} <= key < {@code toKey} that differ, in key order. */
    public void diff(
            TreeRoot from, TreeRoot to, DiffVisitor visitor, byte[] fromKey, byte @Nullable [] toKey) {
        throw unbuilt();
    }

    /** The hashed bytes of a page. */
    public byte[] pageBytes(long pageId) {
        throw unbuilt();
    }

    /** The pages that a page links to, in order. */
    public List<PageLink> children(long pageId) {
        throw unbuilt();
    }

    private static CairnException unbuilt() {
        return new CairnException.Unsupported("tree", "the tree is being built");
    }
}
