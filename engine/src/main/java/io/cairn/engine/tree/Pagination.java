package io.cairn.engine.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts a draft that is too large into pages.
 *
 * <p>Always into the fewest pages that hold it, so that no two neighbours out of one cut would fit into one
 * page, whatever the keys. Within that, evenly by bytes; or filled from the left where the page was appended to,
 * so that ascending inserts leave full pages and do not rewrite them.
 */
final class Pagination {
    private final Draft draft;
    private final int count;
    private final int[] tailStarts;

    private Pagination(Draft draft) {
        this.draft = draft;
        this.count = draft.count();
        this.tailStarts = tailStarts();
    }

    /** The pages of a draft, from left to right. */
    static List<Child> pages(Child oversize, Draft draft) {
        int[] cuts = new Pagination(draft).cuts();
        List<Child> pages = new ArrayList<>(cuts.length + 1);
        int from = 0;
        for (int page = 0; page <= cuts.length; page++) {
            int to = page < cuts.length ? cuts[page] : draft.count();
            byte[] bound = from == 0 ? oversize.bound() : draft.boundBefore(from);
            pages.add(Child.drafted(bound, draft.slice(from, to)));
            from = to;
        }
        return pages;
    }

    private int[] cuts() {
        boolean appended = draft.appended();
        long[] weightBefore = weightBefore();
        int[] cuts = new int[tailStarts.length - 1];
        int from = 0;
        for (int i = 0; i < cuts.length; i++) {
            int pagesAfter = cuts.length - i;
            int least = Math.max(tailStarts[pagesAfter - 1], from + draft.entriesMin());
            int most = Math.min(furthestFit(from), count - pagesAfter * draft.entriesMin());
            int wanted = appended ? most : evenCut(weightBefore, from, pagesAfter + 1);
            from = Math.max(least, Math.min(most, wanted));
            cuts[i] = from;
        }
        return cuts;
    }

    /** The cut at which the page is nearest to its share of what is left. */
    private int evenCut(long[] weightBefore, int from, int pagesLeft) {
        long left = weightBefore[count] - weightBefore[from];
        int low = from;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            long twiceToMiddleOfEntry = weightBefore[middle] + weightBefore[middle + 1] - 2 * weightBefore[from];
            if (twiceToMiddleOfEntry * pagesLeft <= 2 * left) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** For every number of pages from 1 on, the least start from which they hold the rest; the last is 0. */
    private int[] tailStarts() {
        int[] starts = new int[8];
        int pages = 0;
        int to = count;
        while (to > 0) {
            if (pages == starts.length) {
                starts = Arrays.copyOf(starts, 2 * pages);
            }
            to = earliestFit(to);
            starts[pages++] = to;
        }
        return Arrays.copyOf(starts, pages);
    }

    private int furthestFit(int from) {
        int low = Math.min(count, from + draft.entriesAlwaysFit());
        int step = 1;
        while (low + step <= count && draft.fits(from, low + step)) {
            low += step;
            step *= 2;
        }
        int high = Math.min(count, low + step - 1);
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (draft.fits(from, middle)) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private int earliestFit(int to) {
        int high = Math.max(0, to - draft.entriesAlwaysFit());
        int step = 1;
        while (high - step >= 0 && draft.fits(high - step, to)) {
            high -= step;
            step *= 2;
        }
        int low = Math.max(0, high - step + 1);
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (draft.fits(middle, to)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return high;
    }

    private long[] weightBefore() {
        int prefix = draft.prefixLength(draft.keylessEntries(), count);
        long[] before = new long[count + 1];
        for (int i = 0; i < count; i++) {
            before[i + 1] = before[i] + draft.weight(i, prefix);
        }
        return before;
    }
}
