package io.cairn.engine.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Collects the pages of the base root that a merge leaves behind. */
final class Replaced {
    private final List<Source> sources = new ArrayList<>();
    private long[] valuePages = new long[8];
    private int valuePageCount;

    /** The stored pages in this draft will be written anew. */
    void add(Draft draft) {
        for (Source source : draft.sources()) {
            if (source.register()) {
                sources.add(source);
            }
        }
    }

    void addValuePage(long pageId) {
        if (valuePageCount == valuePages.length) {
            valuePages = Arrays.copyOf(valuePages, 2 * valuePageCount);
        }
        valuePages[valuePageCount++] = pageId;
    }

    /** The ids of all pages left behind, ascending. */
    long[] pageIds() {
        long[] ids = Arrays.copyOf(valuePages, valuePageCount + sources.size());
        int count = valuePageCount;
        for (Source source : sources) {
            if (!source.kept()) {
                ids[count++] = source.page().pageId();
            }
        }
        ids = Arrays.copyOf(ids, count);
        Arrays.sort(ids);
        return ids;
    }
}
