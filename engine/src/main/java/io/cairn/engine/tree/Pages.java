package io.cairn.engine.tree;

import io.cairn.engine.model.CairnException;

/**
 * Loads pages, keeping decoded interior pages at hand, and the newest leaves: those that nearly every read asks for,
 * such as the one with a collection's record, and those that a write reads before it changes them. Safe for any number
 * of threads.
 */
final class Pages {
    private final PageStore store;
    private final PageCache<Interior> interiors;
    private final PageCache<Leaf> leaves;

    /** A leaf as it was stored. */
    private record Leaf(long pageId, byte[] record) implements PageCache.Page {}

    Pages(PageStore store, int interiorsMax, int leavesMax) {
        this.store = store;
        this.interiors = new PageCache<>(interiorsMax);
        this.leaves = new PageCache<>(leavesMax);
    }

    /** A page as the store has it now. */
    byte[] record(long pageId) {
        byte[] record = store.get(pageId);
        if (record == null) {
            throw new CairnException.Corrupt("page-missing", "page/" + pageId, "page " + pageId + " is not stored");
        }
        return record;
    }

    /** An interior page, held against its hash, found in other bytes, when it comes from the store. */
    Interior interior(long pageId, byte[] hashSource, int hashOffset) {
        Interior cached = interiors.get(pageId);
        if (cached != null) {
            return cached;
        }
        byte[] record = record(pageId);
        Interior loaded = new Interior(pageId, record);
        PageHash.verify(PageHash.sha256(), pageId, record, loaded.pageLength(), hashSource, hashOffset);
        interiors.add(loaded);
        return loaded;
    }

    LeafScan leaf(long pageId) {
        Leaf cached = leaves.get(pageId);
        if (cached != null) {
            return new LeafScan(pageId, cached.record());
        }
        byte[] record = record(pageId);
        LeafScan scan = new LeafScan(pageId, record);
        rememberLeaf(pageId, record);
        return scan;
    }

    /** A leaf for who changes it: most often somebody has just read it, to learn what to change. */
    LeafScan leafToChange(long pageId) {
        Leaf cached = leaves.get(pageId);
        return new LeafScan(pageId, cached == null ? record(pageId) : cached.record());
    }

    /** The record of a value page for a value of this length. */
    byte[] value(long pageId, int length) {
        byte[] record = record(pageId);
        if (record.length != 1 + length || record[0] != PageFormat.VALUE_PAGE) {
            throw new CairnException.Corrupt(
                    "page-corrupt", "page/" + pageId, "page " + pageId + " is not a value of " + length + " bytes");
        }
        return record;
    }

    /** Keeps a new interior page that the next reads will want. */
    void remember(Interior page) {
        interiors.add(page);
    }

    /** Keeps a leaf as it is stored. */
    void rememberLeaf(long pageId, byte[] record) {
        leaves.add(new Leaf(pageId, record));
    }
}
