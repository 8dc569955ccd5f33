package io.cairn.engine.witness;

import io.cairn.engine.model.Hash;
import org.jspecify.annotations.Nullable;

/** An interior page: children, the separators between them and how many entries each claims to hold. */
final class InteriorPage implements TreePage {
    private final Hash hash;
    private final int level;
    private final SortedKeys separators;
    private final Hash[] children;
    private final long[] entriesBelow;
    private final long entries;

    /** Takes ownership of all arrays. */
    InteriorPage(Hash hash, int level, SortedKeys separators, Hash[] children, long[] entriesBelow) {
        this.hash = hash;
        this.level = level;
        this.separators = separators;
        this.children = children;
        this.entriesBelow = entriesBelow;
        this.entries = sum(hash, entriesBelow);
    }

    @Override
    public Hash hash() {
        return hash;
    }

    @Override
    public int level() {
        return level;
    }

    @Override
    public long entries() {
        return entries;
    }

    @Override
    public boolean within(byte[] lower, byte @Nullable [] upper) {
        // A separator equal to the lower bound would leave the first child no key to hold.
        return separators.within(lower, upper) && !separators.holdsAt(0, lower);
    }

    int childCount() {
        return children.length;
    }

    Hash child(int index) {
        return children[index];
    }

    long entriesBelow(int index) {
        return entriesBelow[index];
    }

    long entriesBefore(int index) {
        long before = 0;
        for (int i = 0; i < index; i++) {
            before += entriesBelow[i];
        }
        return before;
    }

    /** The child whose range holds {@code key}. */
    int childFor(byte[] key) {
        return separators.upTo(key);
    }

    /** The least key that the child may hold, given the least that this page may hold. */
    byte[] lowerBound(int index, byte[] ownLower) {
        return index == 0 ? ownLower : separators.get(index - 1);
    }

    /** The key that all keys of the child stay below, or null where there is none. */
    byte @Nullable [] upperBound(int index, byte @Nullable [] ownUpper) {
        return index == separators.size() ? ownUpper : separators.get(index);
    }

    private static long sum(Hash hash, long[] counts) {
        long sum = 0;
        for (long count : counts) {
            sum += count;
            if (sum < 0) {
                throw PageInput.malformed(hash, "the counts add up to 2^63 or more");
            }
        }
        return sum;
    }
}
