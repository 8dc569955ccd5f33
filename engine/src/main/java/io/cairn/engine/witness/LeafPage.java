package io.cairn.engine.witness;

import io.cairn.engine.model.Hash;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A leaf: keys with their values, each inline or as the hash of a page of its own. */
final class LeafPage implements TreePage {
    private final Hash hash;
    private final SortedKeys keys;
    private final byte[] bytes;
    private final int[] bodyOffsets;
    private final int[] valueLengths;

    /** Takes ownership of all arrays; {@code bodyOffsets} point into {@code bytes}, the page. */
    LeafPage(Hash hash, SortedKeys keys, byte[] bytes, int[] bodyOffsets, int[] valueLengths) {
        this.hash = hash;
        this.keys = keys;
        this.bytes = bytes;
        this.bodyOffsets = bodyOffsets;
        this.valueLengths = valueLengths;
    }

    @Override
    public Hash hash() {
        return hash;
    }

    @Override
    public int level() {
        return 0;
    }

    @Override
    public long entries() {
        return keys.size();
    }

    @Override
    public boolean within(byte[] lower, byte @Nullable [] upper) {
        return keys.within(lower, upper);
    }

    SortedKeys keys() {
        return keys;
    }

    /** Whether two entries have one value, told without loading it. */
    boolean sameValue(int index, LeafPage other, int otherIndex) {
        int offset = bodyOffsets[index];
        int otherOffset = other.bodyOffsets[otherIndex];
        int length = valueLengths[index];
        int body = length <= PageParser.INLINE_VALUE_BYTES_MAX ? length : Hash.BYTES;
        return length == other.valueLengths[otherIndex]
                && Arrays.equals(bytes, offset, offset + body, other.bytes, otherOffset, otherOffset + body);
    }

    /** A copy of an entry's value; where it has a page of its own, that page is loaded. */
    byte[] value(int index, WitnessPages pages) {
        int offset = bodyOffsets[index];
        int length = valueLengths[index];
        return length <= PageParser.INLINE_VALUE_BYTES_MAX
                ? Arrays.copyOfRange(bytes, offset, offset + length)
                : pages.value(Hash.of(bytes, offset), length);
    }
}
