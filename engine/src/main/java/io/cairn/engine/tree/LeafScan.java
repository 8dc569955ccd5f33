package io.cairn.engine.tree;

import io.cairn.engine.model.Hash;
import java.util.Arrays;

/** Walks the entries of one leaf on its record, without decoding it. */
final class LeafScan {
    private final byte[] record;
    private final PageBytes bytes;
    private final int count;
    private final int prefixOffset;
    private final int prefixLength;
    private final int firstEntry;

    private int entriesRead;
    private int entryOffset;
    private int suffixOffset;
    private int suffixLength;
    private int head;
    private int bodyOffset;

    LeafScan(long pageId, byte[] record) {
        this.record = record;
        this.bytes = new PageBytes(pageId, record);
        if (bytes.level() != 0) {
            throw bytes.damaged("not a leaf");
        }
        this.count = bytes.count();
        this.prefixLength = bytes.length();
        this.prefixOffset = bytes.skip(prefixLength);
        this.firstEntry = bytes.position();
    }

    int count() {
        return count;
    }

    byte[] record() {
        return record;
    }

    /** Steps to the next entry; false behind the last. */
    boolean next() {
        if (entriesRead == count) {
            return false;
        }
        entriesRead++;
        entryOffset = bytes.position();
        suffixLength = bytes.length();
        suffixOffset = bytes.skip(suffixLength);
        head = (int) bytes.varint();
        bodyOffset = bytes.skip(external() ? PageFormat.HASH_BYTES : head >>> 1);
        return true;
    }

    /** The offset at which the next entry starts. */
    int position() {
        return bytes.position();
    }

    /** Reads the entry with this index, which starts at this offset. */
    void read(int index, int offset) {
        entriesRead = index;
        bytes.moveTo(offset);
        next();
    }

    /** Compares a key with what all keys of the page begin with; 0 where it begins so too. */
    int comparePrefix(byte[] key) {
        return Arrays.compareUnsigned(
                key, 0, Math.min(key.length, prefixLength), record, prefixOffset, prefixOffset + prefixLength);
    }

    /** Compares the current entry's key with a key that begins with the page's prefix. */
    int compareSuffix(byte[] key) {
        return Arrays.compareUnsigned(record, suffixOffset, suffixOffset + suffixLength, key, prefixLength, key.length);
    }

    /** Compares the current entry's key with any key. */
    int compareKey(byte[] key) {
        int prefix = comparePrefix(key);
        return prefix == 0 ? compareSuffix(key) : -prefix;
    }

    byte[] key() {
        byte[] key = new byte[prefixLength + suffixLength];
        System.arraycopy(record, prefixOffset, key, 0, prefixLength);
        System.arraycopy(record, suffixOffset, key, prefixLength, suffixLength);
        return key;
    }

    /** The length of the value, doubled, plus one where it is external. */
    int head() {
        return head;
    }

    boolean external() {
        return (head & 1) != 0;
    }

    int bodyOffset() {
        return bodyOffset;
    }

    int bodyLength() {
        return external() ? PageFormat.HASH_BYTES : head >>> 1;
    }

    byte[] inlineValue() {
        return Arrays.copyOfRange(record, bodyOffset, bodyOffset + bodyLength());
    }

    Hash valueHash() {
        return Hash.of(record, bodyOffset);
    }

    /** Whether the current entries of both scans have the same value, going by the hash of external ones. */
    boolean sameValue(LeafScan other) {
        return head == other.head
                && Arrays.equals(
                        record,
                        bodyOffset,
                        bodyOffset + bodyLength(),
                        other.record,
                        other.bodyOffset,
                        other.bodyOffset + other.bodyLength());
    }

    /** The id of the current entry's value page. */
    long valuePageId() {
        int index = entriesRead - 1;
        int offset = entryOffset;
        int ordinal = 0;
        int externals = 0;
        restart();
        while (next()) {
            if (external()) {
                externals++;
                ordinal += entryOffset < offset ? 1 : 0;
            }
        }
        long id = PageFormat.idAt(record, idsOffset(externals) + ordinal * PageFormat.ID_BYTES);
        read(index, offset);
        return id;
    }

    /** The length of the hashed bytes, from which the ids of value pages follow. Leaves the scan behind the last entry. */
    int pageLength() {
        restart();
        int externals = 0;
        while (next()) {
            externals += external() ? 1 : 0;
        }
        return idsOffset(externals);
    }

    /** Goes back before the first entry. */
    void restart() {
        entriesRead = 0;
        bytes.moveTo(firstEntry);
    }

    private int idsOffset(int externals) {
        if (bytes.position() + externals * PageFormat.ID_BYTES != record.length) {
            throw bytes.damaged("the record has the wrong length");
        }
        return bytes.position();
    }
}
