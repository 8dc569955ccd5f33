package io.cairn.engine.tree;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The content of a page in the making, which may be too large or too small for a page as yet.
 *
 * <p>Sizes are those of the encoded page that a run of entries would make. They grow with every entry added at
 * either end, which is what lets {@link Pagination} search by halving.
 */
abstract sealed class Draft permits LeafDraft, InteriorDraft {
    private static final int ONE_BYTE_LENGTH_MAX = 0x7F;

    private final List<Source> sources;
    private long @Nullable [] bytesBefore;
    private int longestKey;

    Draft(List<Source> sources) {
        this.sources = sources;
    }

    abstract int count();

    /** The key that an entry is stored under. */
    abstract byte[] key(int index);

    /** What an entry takes in a page beside its key. */
    abstract int bodyBytes(int index);

    /** How many entries at the front of a page are stored without their key. */
    abstract int keylessEntries();

    /** The longest page of more than {@link #entriesAlwaysFit} entries. */
    abstract int bytesMax();

    /** A page of fewer entries cannot stand beside others. */
    abstract int entriesMin();

    abstract int entriesAlwaysFit();

    /** How many leaf entries are at or below this draft. */
    abstract long entries();

    /** Whether all that was inserted lies behind all that the page held before this batch. */
    abstract boolean appended();

    /** The least key that a page starting with this entry must cover. */
    abstract byte[] boundBefore(int index);

    abstract Draft slice(int from, int to);

    /** This draft followed by its right neighbour. */
    abstract Draft joined(Draft right);

    /** The record of the page; every child must be stored by now. */
    abstract byte[] encode(int pageLength);

    final List<Source> sources() {
        return sources;
    }

    final List<Source> sourcesWith(Draft other) {
        List<Source> all = new ArrayList<>(sources.size() + other.sources.size());
        all.addAll(sources);
        all.addAll(other.sources);
        return all;
    }

    final boolean fits(int from, int to) {
        return to - from <= entriesAlwaysFit() || size(from, to) <= bytesMax();
    }

    final boolean fits() {
        return fits(0, count());
    }

    /** Whether fewer entries are here than a page beside others must have. */
    final boolean alone() {
        return count() < entriesMin();
    }

    final boolean underfull() {
        return alone() || size(0, count()) < bytesMax() / 4;
    }

    final int size() {
        return Math.toIntExact(size(0, count()));
    }

    /** The length of the page that the entries from {@code from} (inclusive) to {@code to} (exclusive) make. */
    final long size(int from, int to) {
        int firstKeyed = Math.min(to, from + keylessEntries());
        int prefix = prefixLength(firstKeyed, to);
        long[] before = measured();
        long bytes = before[to] - before[from];
        for (int i = from; i < firstKeyed; i++) {
            bytes -= key(i).length;
        }
        int keyed = to - firstKeyed;
        int lengths = keyed + longSuffixes(firstKeyed, to, prefix);
        return PageFormat.HEADER_BYTES
                + PageFormat.varintBytes(prefix)
                + prefix
                + bytes
                - (long) keyed * prefix
                + lengths;
    }

    /** What an entry takes in the one page that would hold the whole draft. */
    final int weight(int index, int prefix) {
        if (index < keylessEntries()) {
            return bodyBytes(index);
        }
        int suffix = key(index).length - prefix;
        return PageFormat.varintBytes(suffix) + suffix + bodyBytes(index);
    }

    /** The length of the longest common prefix of the keys of a run of entries. */
    final int prefixLength(int firstKeyed, int to) {
        if (firstKeyed >= to) {
            return 0;
        }
        byte[] first = key(firstKeyed);
        return to - firstKeyed == 1 ? first.length : PageFormat.commonPrefix(first, key(to - 1));
    }

    private int longSuffixes(int from, int to, int prefix) {
        if (longestKey - prefix <= ONE_BYTE_LENGTH_MAX) {
            return 0;
        }
        int found = 0;
        for (int i = from; i < to; i++) {
            found += key(i).length - prefix > ONE_BYTE_LENGTH_MAX ? 1 : 0;
        }
        return found;
    }

    private long[] measured() {
        long[] before = bytesBefore;
        if (before == null) {
            int count = count();
            before = new long[count + 1];
            for (int i = 0; i < count; i++) {
                int keyLength = key(i).length;
                longestKey = Math.max(longestKey, keyLength);
                before[i + 1] = before[i] + keyLength + bodyBytes(i);
            }
            bytesBefore = before;
        }
        return before;
    }
}
