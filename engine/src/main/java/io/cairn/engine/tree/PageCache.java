package io.cairn.engine.tree;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a bounded number of pages by id; safe for any number of threads.
 *
 * <p>Sets of four slots, newest first. Threads may race for a slot, and then one page is forgotten, never
 * confused: a page is immutable, its id is never used again, and every hit compares the id.
 */
final class PageCache<P extends PageCache.Page> {
    private static final int SET_SLOTS = 4;
    private static final int SLOTS_AT_FIRST = 256;

    /** What is kept. Immutable. */
    interface Page {
        long pageId();
    }

    private final int slotsMax;
    private volatile AtomicReferenceArray<@Nullable P> slots;

    /** Holds at most {@code pagesMax} pages, rounded down to a power of two, and at least 256. */
    PageCache(int pagesMax) {
        this.slotsMax = Math.max(SLOTS_AT_FIRST, Integer.highestOneBit(Math.max(1, pagesMax)));
        this.slots = new AtomicReferenceArray<>(SLOTS_AT_FIRST);
    }

    @Nullable
    P get(long pageId) {
        AtomicReferenceArray<@Nullable P> table = slots;
        int set = setOf(pageId, table.length());
        for (int i = set; i < set + SET_SLOTS; i++) {
            P page = table.get(i);
            if (page != null && page.pageId() == pageId) {
                if (i > set) {
                    P before = table.get(i - 1);
                    table.lazySet(i - 1, page);
                    table.lazySet(i, before);
                }
                return page;
            }
        }
        return null;
    }

    void add(P page) {
        AtomicReferenceArray<@Nullable P> table = slots;
        P evicted = insert(table, page);
        if (evicted != null && table.length() < slotsMax) {
            AtomicReferenceArray<@Nullable P> larger = new AtomicReferenceArray<>(2 * table.length());
            for (int i = table.length() - 1; i >= 0; i--) {
                P kept = table.get(i);
                if (kept != null) {
                    insert(larger, kept);
                }
            }
            insert(larger, evicted);
            slots = larger;
        }
    }

    private static <P extends Page> @Nullable P insert(AtomicReferenceArray<@Nullable P> table, P page) {
        int set = setOf(page.pageId(), table.length());
        P pushed = page;
        for (int i = set; i < set + SET_SLOTS && pushed != null; i++) {
            pushed = table.getAndSet(i, pushed);
        }
        return pushed;
    }

    private static int setOf(long pageId, int length) {
        // Fibonacci hashing: ids of interior pages are far from evenly spread over their low bits.
        int bits = Integer.numberOfTrailingZeros(length / SET_SLOTS);
        return (int) ((pageId * 0x9E3779B97F4A7C15L) >>> (Long.SIZE - bits)) * SET_SLOTS;
    }
}
