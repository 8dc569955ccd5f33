package io.cairn.engine.tree;

/** What merging one batch of edits into a root brought about. */
public final class Merge {
    private final TreeRoot root;
    private final long[] replacedPages;
    private final long pagesWritten;
    private final long bytesWritten;
    private final long nextPageId;

    Merge(TreeRoot root, long[] replacedPages, long pagesWritten, long bytesWritten, long nextPageId) {
        this.root = root;
        this.replacedPages = replacedPages;
        this.pagesWritten = pagesWritten;
        this.bytesWritten = bytesWritten;
        this.nextPageId = nextPageId;
    }

    /** The new root; the base root itself where no edit changed anything. */
    public TreeRoot root() {
        return root;
    }

    /**
     * The ids, ascending, of the pages that the base root reaches and the new root does not. When no reader
     * needs the base root and any root before it, these pages can be deleted.
     */
    public long[] replacedPages() {
        return replacedPages.clone();
    }

    /** How many pages were put into the store, value pages included. */
    public long pagesWritten() {
        return pagesWritten;
    }

    /** How many bytes of records were put into the store. */
    public long bytesWritten() {
        return bytesWritten;
    }

    /** The id that the next page will get; every id of this merge is below it. */
    public long nextPageId() {
        return nextPageId;
    }
}
