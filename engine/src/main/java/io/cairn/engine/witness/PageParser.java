package io.cairn.engine.witness;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads tree pages of version 1; the format is {@code docs/formats.md}. */
final class PageParser {
    static final int KEY_BYTES_MAX = 1024;
    static final int INLINE_VALUE_BYTES_MAX = 1024;
    static final int VALUE_BYTES_MAX = 1_114_112;
    static final int LEVEL_MAX = 40;

    private static final int TREE_PAGE = 0xC1;
    private static final int LEAF_BYTES_MAX = 2048;
    private static final int INTERIOR_BYTES_MAX = 1024;

    private final Hash page;
    private final byte[] bytes;
    private final PageInput input;
    private byte[] prefix = {};

    private PageParser(Hash page, byte[] bytes) {
        this.page = page;
        this.bytes = bytes;
        this.input = new PageInput(page, bytes);
    }

    static TreePage parse(Hash hash, byte[] bytes) {
        return new PageParser(hash, bytes).page();
    }

    private TreePage page() {
        require(input.u8() == TREE_PAGE, "not a tree page of version 1");
        int level = input.u8();
        if (level > LEVEL_MAX) {
            throw new CairnException.ProofInvalid(
                    "witness-level-wrong", page.hex(), "level " + level + " where " + LEVEL_MAX + " is the most");
        }
        int count = input.u16();
        prefix = input.bytes(input.length(KEY_BYTES_MAX, "the length of the prefix"));
        TreePage parsed = level == 0 ? leaf(count) : interior(level, count);
        input.requireEnd();
        return parsed;
    }

    private LeafPage leaf(int count) {
        require(
                count <= 1 || bytes.length <= LEAF_BYTES_MAX,
                "a leaf of " + count + " entries has " + bytes.length + " bytes");
        byte[][] keys = new byte[count][];
        int[] bodyOffsets = new int[count];
        int[] valueLengths = new int[count];
        for (int i = 0; i < count; i++) {
            keys[i] = key(i == 0 ? null : keys[i - 1]);
            long head = input.varint();
            boolean external = (head & 1) != 0;
            valueLengths[i] = valueLength(head >>> 1, external);
            bodyOffsets[i] = input.skip(external ? Hash.BYTES : valueLengths[i]);
        }
        requireWholePrefix(keys);
        return new LeafPage(page, new SortedKeys(keys), bytes, bodyOffsets, valueLengths);
    }

    private InteriorPage interior(int level, int count) {
        require(count >= 2, "an interior page has at least 2 children, got " + count);
        require(
                count <= 3 || bytes.length <= INTERIOR_BYTES_MAX,
                "an interior page of " + count + " children has " + bytes.length + " bytes");
        byte[][] separators = new byte[count - 1][];
        Hash[] children = new Hash[count];
        long[] entriesBelow = new long[count];
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                separators[i - 1] = key(i == 1 ? null : separators[i - 2]);
            }
            entriesBelow[i] = input.varint();
            require(entriesBelow[i] > 0, "child " + i + " has no entries");
            children[i] = input.hash();
        }
        requireWholePrefix(separators);
        return new InteriorPage(page, level, new SortedKeys(separators), children, entriesBelow);
    }

    private byte[] key(byte @Nullable [] previous) {
        int suffixLength = input.length(KEY_BYTES_MAX - prefix.length, "the length of a suffix");
        int suffix = input.skip(suffixLength);
        byte[] key = Arrays.copyOf(prefix, prefix.length + suffixLength);
        System.arraycopy(bytes, suffix, key, prefix.length, suffixLength);
        require(key.length > 0, "a key is empty");
        if (previous != null && Arrays.compareUnsigned(previous, key) >= 0) {
            throw new CairnException.ProofInvalid(
                    "witness-order-wrong", page.hex(), "the keys do not ascend before byte " + suffix);
        }
        return key;
    }

    private int valueLength(long length, boolean external) {
        if (external) {
            require(
                    length > INLINE_VALUE_BYTES_MAX && length <= VALUE_BYTES_MAX,
                    "a value of " + length + " bytes has a page of its own");
        } else {
            require(length <= INLINE_VALUE_BYTES_MAX, "a value of " + length + " bytes is inline");
        }
        return (int) length;
    }

    /** The keys ascend, so what the first and the last share, all share. */
    private void requireWholePrefix(byte[][] keys) {
        int shared = 0;
        if (keys.length > 0) {
            byte[] first = keys[0];
            byte[] last = keys[keys.length - 1];
            int mismatch = Arrays.mismatch(first, last);
            shared = mismatch < 0 ? first.length : mismatch;
        }
        require(shared == prefix.length, "the keys share " + shared + " bytes, the prefix has " + prefix.length);
    }

    private void require(boolean holds, String what) {
        if (!holds) {
            throw PageInput.malformed(page, what);
        }
    }
}
