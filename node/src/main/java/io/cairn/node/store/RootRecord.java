package io.cairn.node.store;

import io.cairn.engine.model.CairnException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The state that the store holds for a database: replay goes on behind it.
 *
 * @param journalIndex the last journal record that is contained, 0 for none
 * @param height the last block that is contained
 * @param nextPageId the first page id not yet given out
 * @param root what the tree needs to open the state
 */
@SuppressWarnings("ArrayRecordComponent") // equality below compares the bytes
public record RootRecord(long journalIndex, long height, long nextPageId, byte[] root) {
    private static final byte VERSION = 1;
    private static final int FIXED_BYTES = 1 + 3 * Long.BYTES;

    byte[] encode() {
        return ByteBuffer.allocate(FIXED_BYTES + root.length)
                .put(VERSION)
                .putLong(journalIndex)
                .putLong(height)
                .putLong(nextPageId)
                .put(root)
                .array();
    }

    static RootRecord decode(byte[] bytes) {
        if (bytes.length < FIXED_BYTES || bytes[0] != VERSION) {
            throw new CairnException.Corrupt(
                    "store-corrupt", "meta/root", "the root record of " + bytes.length + " bytes is none of version 1");
        }
        ByteBuffer source = ByteBuffer.wrap(bytes, 1, bytes.length - 1);
        return new RootRecord(
                source.getLong(),
                source.getLong(),
                source.getLong(),
                Arrays.copyOfRange(bytes, FIXED_BYTES, bytes.length));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RootRecord record
                && journalIndex == record.journalIndex
                && height == record.height
                && nextPageId == record.nextPageId
                && Arrays.equals(root, record.root);
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(journalIndex) + Arrays.hashCode(root);
    }

    @Override
    public String toString() {
        return "RootRecord[journalIndex=" + journalIndex + ", height=" + height + ", nextPageId=" + nextPageId
                + ", root=" + root.length + " bytes]";
    }
}
