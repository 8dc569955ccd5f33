package io.cairn.engine.tree;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hashes the pages of one merge, gives them ids and puts them into the store. */
final class PageWriter {
    private final PageStore store;
    private final Pages pages;
    private final MessageDigest sha256 = PageHash.sha256();
    private long nextPageId;
    private long pagesWritten;
    private long bytesWritten;

    PageWriter(PageStore store, Pages pages, long nextPageId) {
        this.store = store;
        this.pages = pages;
        this.nextPageId = nextPageId;
    }

    long nextPageId() {
        return nextPageId;
    }

    long pagesWritten() {
        return pagesWritten;
    }

    long bytesWritten() {
        return bytesWritten;
    }

    /** Writes a draft and everything below it, children first. */
    void write(Child child) {
        Draft draft = child.draft();
        if (draft == null) {
            return;
        }
        if (draft instanceof InteriorDraft interior) {
            for (Child below : interior.children()) {
                write(below);
            }
        }
        int pageLength = draft.size();
        byte[] record = draft.encode(pageLength);
        Source same = sameAs(draft.sources(), record);
        if (same != null) {
            same.keep();
            child.stored(
                    same.page().pageId(), same.page().hashSource(), same.page().hashOffset());
            return;
        }
        long pageId = put(record);
        child.stored(pageId, PageHash.of(sha256, record, pageLength), 0);
        if (draft instanceof InteriorDraft) {
            pages.remember(new Interior(pageId, record));
        } else {
            pages.rememberLeaf(pageId, record);
        }
    }

    /** The hash of a value in a page of its own. */
    byte[] valueHash(byte[] value) {
        sha256.update(PageFormat.VALUE_PAGE);
        return sha256.digest(value);
    }

    long putValue(byte[] value) {
        byte[] record = new byte[1 + value.length];
        record[0] = PageFormat.VALUE_PAGE;
        System.arraycopy(value, 0, record, 1, value.length);
        return put(record);
    }

    private long put(byte[] record) {
        long pageId = nextPageId++;
        store.put(pageId, record);
        pagesWritten++;
        bytesWritten += record.length;
        return pageId;
    }

    private static @Nullable Source sameAs(List<Source> sources, byte[] record) {
        for (Source source : sources) {
            if (Arrays.equals(source.record(), record)) {
                return source;
            }
        }
        return null;
    }
}
