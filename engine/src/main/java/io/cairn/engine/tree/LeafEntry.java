package io.cairn.engine.tree;

import java.util.Arrays;

/** One entry of a leaf in the making; the body stays where it was read. */
final class LeafEntry {
    private final byte[] key;
    private final int head;
    private final byte[] body;
    private final int bodyOffset;
    private final long valuePageId;

    /** The value page id counts only where the head says that the value is external. */
    LeafEntry(byte[] key, int head, byte[] body, int bodyOffset, long valuePageId) {
        this.key = key;
        this.head = head;
        this.body = body;
        this.bodyOffset = bodyOffset;
        this.valuePageId = valuePageId;
    }

    byte[] key() {
        return key;
    }

    int head() {
        return head;
    }

    byte[] body() {
        return body;
    }

    int bodyOffset() {
        return bodyOffset;
    }

    int bodyLength() {
        return external() ? PageFormat.HASH_BYTES : head >>> 1;
    }

    boolean external() {
        return (head & 1) != 0;
    }

    /** Whether both entries have the same value, going by the hash of external ones. */
    boolean sameValue(LeafEntry other) {
        return head == other.head
                && Arrays.equals(
                        body,
                        bodyOffset,
                        bodyOffset + bodyLength(),
                        other.body,
                        other.bodyOffset,
                        other.bodyOffset + other.bodyLength());
    }

    long valuePageId() {
        return valuePageId;
    }
}
