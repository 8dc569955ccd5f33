package io.cairn.engine.tree;

import io.cairn.engine.model.Hash;
import java.util.Arrays;

/** One interior page with the offsets of its entries worked out. Immutable. */
final class Interior implements PageCache.Page {
    private final long pageId;
    private final byte[] record;
    private final int level;
    private final int count;
    private final int prefixOffset;
    private final int prefixLength;
    private final int pageLength;
    private final int[] suffixOffsets;
    private final int[] hashOffsets;
    private final long[] entriesBefore;

    Interior(long pageId, byte[] record) {
        this.pageId = pageId;
        this.record = record;
        PageBytes bytes = new PageBytes(pageId, record);
        this.level = bytes.level();
        this.count = bytes.count();
        if (level < 1 || level > PageFormat.LEVEL_MAX || count < 2) {
            throw bytes.damaged("not an interior page");
        }
        this.prefixLength = bytes.length();
        this.prefixOffset = bytes.skip(prefixLength);
        this.suffixOffsets = new int[count];
        this.hashOffsets = new int[count];
        this.entriesBefore = new long[count + 1];
        for (int i = 0; i < count; i++) {
            suffixOffsets[i] = bytes.skip(i == 0 ? 0 : bytes.length());
            entriesBefore[i + 1] = entriesBefore[i] + bytes.varint();
            hashOffsets[i] = bytes.skip(PageFormat.HASH_BYTES);
        }
        this.pageLength = bytes.position();
        if (pageLength + count * PageFormat.ID_BYTES != record.length) {
            throw bytes.damaged("the record has the wrong length");
        }
    }

    @Override
    public long pageId() {
        return pageId;
    }

    byte[] record() {
        return record;
    }

    int level() {
        return level;
    }

    int count() {
        return count;
    }

    /** The length of the hashed bytes, from which the ids of the children follow. */
    int pageLength() {
        return pageLength;
    }

    long entries() {
        return entriesBefore[count];
    }

    /** How many entries are below the children before this one. */
    long entriesBefore(int child) {
        return entriesBefore[child];
    }

    long entriesBelow(int child) {
        return entriesBefore[child + 1] - entriesBefore[child];
    }

    long childId(int child) {
        return PageFormat.idAt(record, pageLength + child * PageFormat.ID_BYTES);
    }

    int hashOffset(int child) {
        return hashOffsets[child];
    }

    Hash childHash(int child) {
        return Hash.of(record, hashOffsets[child]);
    }

    /** The lower bound of every child but the first. */
    byte[] separator(int child) {
        int suffixLength = suffixLength(child);
        byte[] separator = new byte[prefixLength + suffixLength];
        System.arraycopy(record, prefixOffset, separator, 0, prefixLength);
        System.arraycopy(record, suffixOffsets[child], separator, prefixLength, suffixLength);
        return separator;
    }

    /** The child that covers a key. */
    int childFor(byte[] key) {
        int prefix = Arrays.compareUnsigned(
                key, 0, Math.min(key.length, prefixLength), record, prefixOffset, prefixOffset + prefixLength);
        if (prefix != 0) {
            return prefix < 0 ? 0 : count - 1;
        }
        int low = 0;
        int high = count - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            int from = suffixOffsets[middle];
            if (Arrays.compareUnsigned(record, from, from + suffixLength(middle), key, prefixLength, key.length) <= 0) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private int suffixLength(int child) {
        return hashOffsets[child] - PageFormat.varintBytes(entriesBelow(child)) - suffixOffsets[child];
    }
}
