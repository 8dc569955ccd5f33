package io.cairn.engine.tree;

import io.cairn.engine.model.CairnException;

/** Loads pages, keeping decoded interior pages at hand. Safe for any number of threads. */
final class Pages {
    private final PageStore store;
    private final InteriorCache cache;

    Pages(PageStore store, InteriorCache cache) {
        this.store = store;
        this.cache = cache;
    }

    byte[] record(long pageId) {
        byte[] record = store.get(pageId);
        if (record == null) {
            throw new CairnException.Corrupt("page-missing", "page/" + pageId, "page " + pageId + " is not stored");
        }
        return record;
    }

    /** An interior page, held against its hash, found in other bytes, when it comes from the store. */
    Interior interior(long pageId, byte[] hashSource, int hashOffset) {
        Interior cached = cache.get(pageId);
        if (cached != null) {
            return cached;
        }
        byte[] record = record(pageId);
        Interior loaded = new Interior(pageId, record);
        PageHash.verify(PageHash.sha256(), pageId, record, loaded.pageLength(), hashSource, hashOffset);
        cache.add(loaded);
        return loaded;
    }

    LeafScan leaf(long pageId) {
        return new LeafScan(pageId, record(pageId));
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
        cache.add(page);
    }
}
