package io.cairn.engine.tree;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.view.MapView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A deterministic copy-on-write Merkle B+tree over a page store: batches of edits lead from one immutable root to
 * the next.
 *
 * <p>The pages of a new root are a function of the pages of its base and of the set of edits, and of nothing else:
 * not of page ids, caches or the order in which edits came. Equal content reached through different batches may
 * have different roots.
 *
 * <p><b>Bounds</b>, whatever keys and values are chosen:
 *
 * <ul>
 *   <li>a leaf of more than one entry has at most 2,048 bytes, a leaf of one entry at most 2,057; an interior page
 *       of more than three children has at most 1,024 bytes, one of two or three at most 2,180;
 *   <li>two pages that one merge cut from one another would not fit into one page, and a page that a merge writes
 *       with less than a quarter of its maximum would fit into one page with neither neighbour under its parent;
 *   <li>every interior page has at least two children, so the root of a tree of n entries has a level of at most
 *       log2(n), and 40 levels are enough for 10^12 entries;
 *   <li>one edit writes at most three pages of every level, beside the levels that it adds and the page of a long
 *       value; it replaces at most two pages of every level, and more only where it clears away pages that make
 *       less than a quarter of a page together.
 * </ul>
 *
 * <p>Threads: one merge at a time; any number of readers of any root whose pages are stored, at any time. Views and
 * cursors belong to one thread each. Damaged or missing pages are reported as {@link CairnException.Corrupt}.
 */
public final class StateTree {
    private static final int INTERIOR_PAGES_CACHED_MAX = 65_536;

    /** What the writes under way read, and what all reads share; the rest the store keeps in fewer bytes. */
    private static final int LEAVES_CACHED_MAX = 8_192;

    private final PageStore store;
    private final Pages pages;
    private long nextPageId;

    /**
     * A tree over the pages of {@code store}, which gives new pages ids from {@code nextPageId} on; that must be
     * above every id in the store. Caches up to 65,536 interior pages, about 100 MB for a tree of 10 million
     * entries and nearly nothing for a small one, and 4,096 leaves, 8 MB.
     */
    public StateTree(PageStore store, long nextPageId) {
        this(store, nextPageId, INTERIOR_PAGES_CACHED_MAX);
    }

    /** As above, with at most {@code interiorPagesCachedMax} decoded interior pages on the heap, about 1.6 kB each. */
    public StateTree(PageStore store, long nextPageId, int interiorPagesCachedMax) {
        this.store = store;
        this.nextPageId = nextPageId;
        this.pages = new Pages(store, interiorPagesCachedMax, LEAVES_CACHED_MAX);
    }

    /** The id that the next page will get. */
    public long nextPageId() {
        return nextPageId;
    }

    /** Writes the empty leaf, the root of a tree without entries. */
    public TreeRoot empty() {
        PageWriter writer = new PageWriter(store, pages, nextPageId);
        Child leaf = Child.drafted(Child.NO_BYTES, new LeafDraft(new LeafEntry[0], 0, 0, false, List.of()));
        writer.write(leaf);
        nextPageId = writer.nextPageId();
        return new TreeRoot(Hash.of(leaf.hashSource(), leaf.hashOffset()), leaf.pageId(), 0, 0);
    }

    /** The root whose page is stored under {@code pageId}; its hash is computed from the stored bytes. */
    public TreeRoot open(long pageId) {
        byte[] record = pages.record(pageId);
        int level = new PageBytes(pageId, record).level();
        long entries = level == 0 ? new LeafScan(pageId, record).count() : new Interior(pageId, record).entries();
        byte[] hash = PageHash.of(PageHash.sha256(), record, pageLength(pageId, record));
        return new TreeRoot(Hash.wrap(hash), pageId, level, entries);
    }

    /**
     * Applies a batch of edits. Edits that change nothing rewrite nothing. Where this fails, {@code base} is as it
     * was, and pages put before the failure belong to no root.
     */
    public Merge merge(TreeRoot base, Edits edits) {
        PageWriter writer = new PageWriter(store, pages, nextPageId);
        try {
            return new Merger(pages, writer, edits).merge(base);
        } finally {
            nextPageId = writer.nextPageId();
        }
    }

    /** Reads one root. */
    public MapView view(TreeRoot root) {
        return new TreeView(new TreeReader(pages, root, null));
    }

    /** Reads one root and tells {@code tracker} of every page loaded, so that they can serve as a witness. */
    public MapView view(TreeRoot root, PageTracker tracker) {
        return new TreeView(new TreeReader(pages, root, tracker));
    }

    /**
     * Visits the entries that differ between two roots, in key order, opening only pages whose hashes differ.
     *
     * @param fromKey the least key visited; empty for all
     * @param toKey the least key not visited any more, or null for all
     */
    public void diff(TreeRoot from, TreeRoot to, DiffVisitor visitor, byte[] fromKey, byte @Nullable [] toKey) {
        diff(from, to, visitor, fromKey, toKey, null);
    }

    /** The same, telling {@code tracker} of every page of both roots that is loaded, so that they serve as a witness. */
    public void diff(
            TreeRoot from,
            TreeRoot to,
            DiffVisitor visitor,
            byte[] fromKey,
            byte @Nullable [] toKey,
            @Nullable PageTracker tracker) {
        new TreeDiff(
                        new DiffWalker(pages, from, fromKey, toKey, tracker),
                        new DiffWalker(pages, to, fromKey, toKey, tracker),
                        visitor)
                .run();
    }

    /** The hashed bytes of a tree page or value page. */
    public byte[] pageBytes(long pageId) {
        byte[] record = pages.record(pageId);
        return Arrays.copyOf(record, pageLength(pageId, record));
    }

    /** The pages that a page links to, in order: children of an interior page, value pages of a leaf. */
    public List<PageLink> children(long pageId) {
        byte[] record = pages.record(pageId);
        List<PageLink> links = new ArrayList<>();
        if (isValue(record)) {
            return links;
        }
        if (new PageBytes(pageId, record).level() > 0) {
            Interior page = new Interior(pageId, record);
            for (int i = 0; i < page.count(); i++) {
                links.add(new PageLink(page.childHash(i), page.childId(i)));
            }
            return links;
        }
        LeafScan leaf = new LeafScan(pageId, record);
        int idOffset = leaf.pageLength();
        leaf.restart();
        while (leaf.next()) {
            if (leaf.external()) {
                links.add(new PageLink(leaf.valueHash(), PageFormat.idAt(record, idOffset)));
                idOffset += PageFormat.ID_BYTES;
            }
        }
        return links;
    }

    private static int pageLength(long pageId, byte[] record) {
        if (isValue(record)) {
            return record.length;
        }
        return new PageBytes(pageId, record).level() == 0
                ? new LeafScan(pageId, record).pageLength()
                : new Interior(pageId, record).pageLength();
    }

    private static boolean isValue(byte[] record) {
        return record.length > 0 && record[0] == PageFormat.VALUE_PAGE;
    }
}
